//! An identity provider with its keys and its memory: accounts, sessions, codes, access tokens, and faults to come.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{RsaPublicKey, pkcs8::DecodePublicKey};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

use super::{
    IdentityProvider,
    control::Fault,
    level::Level,
    person::{self, Person},
    signer::Signer,
};
use crate::StartError;

const CODE_LIFETIME: Duration = Duration::seconds(60);
/// How long an access token is good for.
pub(super) const ACCESS_LIFETIME: Duration = Duration::minutes(5);
const SESSION_LIFETIME: Duration = Duration::hours(8);

pub(crate) struct Instance {
    pub(super) protocol: Protocol,
    store: Mutex<Store>,
}

/// How answers are protected.
pub(super) enum Protocol {
    /// OpenID Connect: ID tokens are signed.
    OpenId(Box<Signer>),
    /// VNeID: answers are wrapped for the client's key.
    Wrapped(RsaPublicKey),
}

impl Instance {
    /// Every identity provider, with keys of its own. `vneid_client` is VNeID's key for the portal, PEM.
    pub(crate) fn all(vneid_client: &str) -> Result<[Self; 3], StartError> {
        let key = RsaPublicKey::from_public_key_pem(vneid_client)
            .map_err(|error| StartError::ClientKey(error.to_string()))?;
        Ok(IdentityProvider::ALL.map(|provider| Self {
            protocol: match provider {
                IdentityProvider::Vneid => Protocol::Wrapped(key.clone()),
                _ => Protocol::OpenId(Box::new(Signer::generate())),
            },
            store: Mutex::new(Store::new(person::at(provider))),
        }))
    }

    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store
            .lock()
            .expect("no code panics while it holds the store")
    }

    /// The key of ID tokens, where there are any.
    pub(super) fn signer(&self) -> Option<&Signer> {
        match &self.protocol {
            Protocol::OpenId(signer) => Some(signer),
            Protocol::Wrapped(_) => None,
        }
    }
}

#[derive(Default)]
pub(super) struct Store {
    people: Vec<Person>,
    sessions: HashMap<String, Session>,
    codes: HashMap<String, Code>,
    access: HashMap<String, Access>,
    faults: VecDeque<Fault>,
}

/// A browser in which somebody is signed in.
#[derive(Clone)]
pub(super) struct Session {
    pub sub: String,
    pub second_factor: bool,
    pub signed_in_at: OffsetDateTime,
}

/// What a code stands for. It is the portal's by itself: a provider has no other client.
#[derive(Clone)]
pub(super) struct Grant {
    pub person: Person,
    pub level: Level,
    pub signed_in_at: OffsetDateTime,
    pub redirect_uri: String,
    pub code_challenge: Option<String>,
    pub nonce: Option<String>,
}

struct Code {
    grant: Grant,
    expires_at: OffsetDateTime,
    used: bool,
    access: Option<String>,
}

/// What an access token opens.
#[derive(Clone)]
pub(super) struct Access {
    pub person: Person,
    pub level: Level,
    /// How userinfo is wrong.
    pub fault: Option<Fault>,
    expires_at: OffsetDateTime,
}

impl Access {
    /// The `sub` that userinfo tells.
    pub(super) fn stated_sub(&self) -> String {
        if self.fault == Some(Fault::OtherSubject) {
            format!("another-than-{}", self.person.sub)
        } else {
            self.person.sub.clone()
        }
    }
}

impl Store {
    /// Accounts, and nobody signed in.
    pub(super) fn new(people: Vec<Person>) -> Self {
        Self {
            people,
            ..Self::default()
        }
    }

    /// Everybody, in the order of the page.
    pub(super) fn people(&self) -> &[Person] {
        &self.people
    }

    pub(super) fn person(&self, sub: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.sub == sub)
    }

    /// Adds somebody, or replaces who has the same `sub`.
    pub(super) fn add(&mut self, person: Person) {
        match self.people.iter_mut().find(|known| known.sub == person.sub) {
            Some(known) => *known = person,
            None => self.people.push(person),
        }
    }

    pub(super) fn session(&self, name: &str, now: OffsetDateTime) -> Option<&Session> {
        let session = self.sessions.get(name);
        session.filter(|session| session.signed_in_at + SESSION_LIFETIME > now)
    }

    /// Signs somebody in and gives the session a new name. Whoever goes on in the session they have is not signed in anew,
    /// unless they show a second factor only now.
    pub(super) fn sign_in(
        &mut self,
        before: Option<&str>,
        sub: &str,
        second_factor: bool,
        now: OffsetDateTime,
    ) -> (String, Session) {
        self.forget_what_is_over(now);
        let session = before
            .and_then(|name| self.sessions.remove(name))
            .filter(|session| session.sub == sub && (session.second_factor || !second_factor))
            .unwrap_or_else(|| Session {
                sub: sub.to_owned(),
                second_factor,
                signed_in_at: now,
            });
        let name = secret();
        self.sessions.insert(name.clone(), session.clone());
        (name, session)
    }

    pub(super) fn sign_out(&mut self, session: &str) {
        self.sessions.remove(session);
    }

    pub(super) fn give_code(&mut self, grant: Grant, now: OffsetDateTime) -> String {
        let name = secret();
        let code = Code {
            grant,
            expires_at: now + CODE_LIFETIME,
            used: false,
            access: None,
        };
        self.codes.insert(name.clone(), code);
        name
    }

    /// Uses a code up, whether or not the rest fits, so that nobody can try verifiers; a second use revokes what the first
    /// one gave.
    pub(super) fn redeem(
        &mut self,
        code: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<Grant, &'static str> {
        let known = self.codes.get_mut(code).ok_or("unknown code")?;
        if known.used {
            if let Some(access) = known.access.take() {
                self.access.remove(&access);
            }
            return Err("the code was used before; what it gave is revoked");
        }
        known.used = true;
        if known.expires_at <= now {
            return Err("the code is over");
        }
        if known.grant.redirect_uri != redirect_uri {
            return Err("the code was given for another redirect_uri");
        }
        let challenge = known.grant.code_challenge.as_deref();
        let verified = |challenge| verifier.is_some_and(|verifier| answers(verifier, challenge));
        if !challenge.is_none_or(verified) {
            return Err("code_verifier is missing or does not fit");
        }
        Ok(known.grant.clone())
    }

    /// An access token for a code that was just redeemed.
    pub(super) fn give_access(
        &mut self,
        code: &str,
        grant: &Grant,
        fault: Option<Fault>,
        now: OffsetDateTime,
    ) -> String {
        let token = secret();
        let access = Access {
            person: grant.person.clone(),
            level: grant.level,
            fault,
            expires_at: now + ACCESS_LIFETIME,
        };
        self.access.insert(token.clone(), access);
        if let Some(code) = self.codes.get_mut(code) {
            code.access = Some(token.clone());
        }
        token
    }

    pub(super) fn access(&self, token: &str, now: OffsetDateTime) -> Option<&Access> {
        self.access
            .get(token)
            .filter(|access| access.expires_at > now)
    }

    /// Lets the next `times` answers be wrong.
    pub(super) fn schedule(&mut self, fault: Fault, times: u32) {
        self.faults.extend((0..times).map(|_| fault));
    }

    pub(super) fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// Uses up the next fault.
    pub(super) fn next_fault(&mut self) -> Option<Fault> {
        self.faults.pop_front()
    }

    /// A used code is kept as long as there may be something to revoke.
    fn forget_what_is_over(&mut self, now: OffsetDateTime) {
        self.codes
            .retain(|_, code| code.expires_at + ACCESS_LIFETIME > now);
        self.access.retain(|_, access| access.expires_at > now);
        self.sessions
            .retain(|_, session| session.signed_in_at + SESSION_LIFETIME > now);
    }
}

/// Whether `verifier` is the one that `challenge` was made of (RFC 7636, S256).
fn answers(verifier: &str, challenge: &str) -> bool {
    let possible = (43..=128).contains(&verifier.len())
        && verifier
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    possible && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
}

/// A name that nobody can guess.
fn secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::answers;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn a_verifier_fits_its_challenge_only() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(answers(verifier, challenge));
        for wrong in [&verifier[1..], "", challenge] {
            assert!(!answers(wrong, challenge), "{wrong}");
        }
    }
}
