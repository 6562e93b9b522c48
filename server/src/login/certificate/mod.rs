//! Signing in, and registering, with a USB token or a signing SIM: a challenge, a CMS signature over it, and a certificate that
//! an authority stands for.

use super::pending_identity;
use crate::{
    audit::Event,
    auth::{ceremony::Ceremony, known_browser, return_path::own_path},
    http::{Error, Reply, RequestContext, Result},
    identity_links::{Certificate, PendingIdentity},
    rate_limit::{self, address_limit},
};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::SignedIn,
    sessions::Method,
    signatures::{SignatureAnswer, SignatureInput, SignatureRequest, SigningDevice},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{
    language::{Text, text},
    organisation::OrganisationName,
    person::FullName,
    phone::PhoneNumber,
};
use identity_providers::{Identity, Organisation};
use rand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::json;
use signatures::{Holder, Signer};
use time::Duration;

mod authority;
mod body;
mod sim;

pub use authority::{Authority, check_files};
use sim::Answer;

/// Challenges given to one address.
const CHALLENGES_PER_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "signature-address",
    burst: 30,
    per: Duration::minutes(10),
};
/// Requests that pop up on one telephone: nobody is to be worn down until they press “sign”.
const CHALLENGES_PER_SIM: rate_limit::Limit = rate_limit::Limit {
    name: "signature-sim",
    burst: 5,
    per: Duration::hours(1),
};
/// A certificate's authority has seen papers (Decree 130/2018/NĐ-CP): high assurance.
const ASSURANCE: u8 = 3;

const NO_SIGNATURE: Text = text(
    "Chưa có chữ ký. Ký bằng phần mềm của USB ký số rồi dán chữ ký vào đây.",
    "There is no signature yet. Sign with the token’s software, then paste the signature here.",
);
const SIM_WAITS: Text = text(
    "Điện thoại chưa ký. So mã đối chiếu, nhập mã PIN trên điện thoại rồi bấm lại.",
    "Your phone has not signed yet. Compare the codes, enter your PIN on the phone, then try again.",
);
const SIM_REFUSED: Text = text(
    "Yêu cầu ký đã bị từ chối trên điện thoại.",
    "The request was declined on your phone.",
);
const SIM_EXPIRED: Text = text(
    "Yêu cầu ký đã hết hạn trên điện thoại.",
    "The request has expired on your phone.",
);
const BEGIN_AGAIN: Text = text(
    "Bắt đầu lại để ký lần nữa.",
    "Start again to sign once more.",
);

/// What is remembered while something signs.
#[derive(Serialize, Deserialize)]
struct Challenge {
    device: SigningDevice,
    challenge: String,
    control_code: String,
    /// Names the request at the mobile signature service.
    request_id: String,
    next: String,
}

/// Handles `POST /api/v1/signatures`.
///
/// # Errors
/// A field error on `phone`, also where the SIM does not sign; 429; 502 where the service does not answer; or a database error.
pub async fn begin(
    cx: RequestContext,
    (): (),
    input: SignatureInput,
) -> Result<Reply<SignatureRequest>> {
    if !cx.app.config.signing.devices().contains(&input.device) {
        return Err(Problem::not_found().into());
    }
    address_limit::take(&cx, CHALLENGES_PER_ADDRESS).await?;
    let mut asked = Challenge {
        device: input.device,
        challenge: challenge(&cx),
        control_code: String::new(),
        request_id: String::new(),
        next: own_path(&input.next).to_owned(),
    };
    if input.device == SigningDevice::SigningSim {
        let phone =
            PhoneNumber::parse(&input.phone).map_err(|error| Problem::field("phone", error))?;
        // Strangers who use up a telephone's requests do not lock out its owner, in a browser that the owner's account knows.
        let known = known_browser::browser_known_by(&cx, &phone).await?;
        let whom = format!("{}{}", phone.as_str(), known.unwrap_or_default());
        rate_limit::take(cx.db(), CHALLENGES_PER_SIM, &whom, cx.now).await?;
        let request = sim::ask(&cx.app, &phone, &asked.challenge).await?;
        asked.request_id = request.id;
        asked.control_code = request.control_code;
    }
    let cookie = Ceremony::Signature
        .begin(cx.db(), &cx, None, &asked)
        .await?;
    Ok(Reply::from(asked.view(&cx)).with_cookie(cookie))
}

/// Says what it is for, and for whom: a signature over it is worth nothing anywhere else.
fn challenge(cx: &RequestContext) -> String {
    let mut random = [0_u8; 32];
    rand::rng().fill_bytes(&mut random);
    let words = format!(
        "Dang nhap {} {}",
        cx.app.portal.public_url,
        hex::encode(random)
    );
    BASE64_STANDARD.encode(words)
}

impl Challenge {
    fn view(&self, cx: &RequestContext) -> SignatureRequest {
        SignatureRequest {
            device: self.device,
            challenge: self.challenge.clone(),
            signer_url: match self.device {
                SigningDevice::UsbToken => cx.app.config.signing.token_url.clone(),
                SigningDevice::SigningSim => String::new(),
            },
            control_code: self.control_code.clone(),
        }
    }
}

/// Handles `GET /api/v1/signatures/current`.
///
/// # Errors
/// 410 where none is asked for, or a database error.
pub async fn show(cx: RequestContext, (): (), _: Empty) -> Result<SignatureRequest> {
    Ok(find(&cx).await?.view(&cx))
}

async fn find(cx: &RequestContext) -> Result<Challenge> {
    let found = Ceremony::Signature.find(cx.db(), cx).await?;
    Ok(found.ok_or_else(expired)?.1)
}

/// Handles `POST /api/v1/signatures/current`. A challenge is good for one signature, right or wrong.
///
/// # Errors
/// A field error on `cms` with the reason; 409 where the telephone has not signed yet; 410; or a database error.
pub async fn finish(cx: RequestContext, (): (), input: SignatureAnswer) -> Result<Reply<SignedIn>> {
    let asked = find(&cx).await?;
    let cms = match asked.device {
        SigningDevice::UsbToken if input.cms.trim().is_empty() => {
            return Err(Problem::field("cms", NO_SIGNATURE).into());
        }
        SigningDevice::UsbToken => input.cms.into_bytes(),
        SigningDevice::SigningSim => match sim::answer(&cx.app, &asked.request_id).await? {
            Answer::Waiting => return Err(Problem::conflict(SIM_WAITS).into()),
            Answer::Signed(cms) => cms.into_bytes(),
            Answer::Refused => return refuse(&cx, SIM_REFUSED, "sim_refused").await,
            Answer::Expired => return refuse(&cx, SIM_EXPIRED, "sim_expired").await,
        },
    };
    use_up(&cx).await?;
    let challenge = BASE64_STANDARD
        .decode(&asked.challenge)
        .map_err(Error::internal)?;
    let (trust, lists) = cx.app.get::<Authority>().current(&cx.app).await?;
    match signatures::verify(&cms, &challenge, &trust, &lists, cx.now) {
        Ok(signer) => pending_identity::arrive(&cx, identity_of(signer, asked)).await,
        Err(error) => {
            note_failure(&cx, error.code()).await?;
            Err(Problem::field("cms", error).with_detail(BEGIN_AGAIN).into())
        }
    }
}

async fn refuse<T>(cx: &RequestContext, why: Text, code: &str) -> Result<T> {
    use_up(cx).await?;
    note_failure(cx, code).await?;
    Err(Problem::conflict(why).with_detail(BEGIN_AGAIN).into())
}

/// Takes the challenge away, so that nothing else is compared with it. Of two answers at once one finds none.
async fn use_up(cx: &RequestContext) -> Result<()> {
    let used = Ceremony::Signature.take::<Challenge>(cx.db(), cx).await?;
    used.map(drop).ok_or_else(expired)
}

async fn note_failure(cx: &RequestContext, why: &str) -> Result<()> {
    Event::SignInFailed
        .of(None)
        .with(json!({ "step": "signature", "why": why }))
        .write_for_stranger(cx)
        .await
}

fn identity_of(signer: Signer, asked: Challenge) -> PendingIdentity {
    let (identity_number, organisation) = match signer.holder {
        Holder::Person(number) => (Some(number), None),
        Holder::Organisation(tax_code) => {
            let name = signer.organisation.as_deref().unwrap_or(&signer.name);
            let name = OrganisationName::vouched(name);
            (None, Some(Organisation { tax_code, name }))
        }
    };
    PendingIdentity {
        method: match asked.device {
            SigningDevice::UsbToken => Method::UsbToken,
            SigningDevice::SigningSim => Method::SigningSim,
        },
        identity: Identity {
            subject: signer.fingerprint.clone(),
            full_name: match organisation {
                Some(_) => None,
                None => FullName::vouched(&signer.name),
            },
            organisation,
            identity_number,
            birth_date: None,
            phone: None,
            email: None,
            assurance: ASSURANCE,
            id_token: None,
        },
        certificate: Some(Certificate {
            fingerprint: signer.fingerprint,
            name: signer.name,
            issuer: signer.issuer,
            serial: signer.serial,
            not_after: signer.not_after,
        }),
        next: asked.next,
    }
}

fn expired() -> Error {
    let title = text("Yêu cầu ký đã hết hạn.", "The signing request has expired.");
    Problem::new(410, ProblemCode::VerificationExpired, title)
        .with_detail(BEGIN_AGAIN)
        .into()
}
