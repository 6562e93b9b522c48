use domain::{
    identity::IdentityNumber,
    language::{Language, Localized},
    tax_code::TaxCode,
};
use signatures::{Crl, Holder, MAX_BYTES, SignatureError as E, Trust, verify};
use time::Duration;

use crate::office::{AN, CHALLENGE, Office, now};

fn person(number: &str) -> Holder {
    Holder::Person(IdentityNumber::parse(number).expect("an identity number"))
}

#[test]
fn every_usual_form_of_a_signature_tells_who_signed() {
    let office = &Office::open();
    let forms: &[(&str, &str)] = &[
        ("ec:P-256", ""),
        ("ec:P-256", "-nodetach"),
        ("ec:P-256", "-outform PEM"),
        ("ec:P-256", "-nodetach -outform PEM"),
        ("ec:P-256", "-noattr"),
        ("ec:P-256", "-noattr -nodetach"),
        ("ec:P-256", "-keyid"),
        ("ec:P-256", "-cades"),
        ("ec:P-256", "-md sha384"),
        ("ec:P-384", "-md sha384"),
        ("ec:P-384", "-md sha256"),
        ("rsa:2048", ""),
        ("rsa:2048", "-nodetach"),
        ("rsa:2048", "-noattr"),
        ("rsa:2048", "-md sha384"),
        ("rsa:2048", "-md sha512"),
        ("rsa:3072", ""),
    ];
    for kind in ["ec:P-256", "ec:P-384", "rsa:2048", "rsa:3072"] {
        let name = kind.replace(':', "-");
        office.issue("issuing", "signer", kind, &name, AN, "");
    }
    for (kind, options) in forms {
        let cms = office.sign(CHALLENGE, &kind.replace(':', "-"), options);
        let signer = office.judge(&cms);
        let signer = signer.unwrap_or_else(|error| panic!("{kind} {options:?}: {error:?}"));
        assert_eq!(signer.holder, person("072090000017"));
        assert_eq!(signer.name, "Nguyễn Văn An");
        assert_eq!(signer.issuer, "Chứng thực cá nhân");
        assert_eq!(signer.organisation, None);
        assert_eq!(signer.fingerprint.len(), 64);
        let days = (signer.not_after - now()).whole_days();
        assert!((364..=365).contains(&days), "{days}");
    }
}

#[test]
fn base64_without_armour_is_read_as_well() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let office = &Office::open();
    office.signer("pasted");
    let cms = STANDARD.encode(office.sign(CHALLENGE, "pasted", ""));
    let (head, tail) = cms.split_at(76);
    for text in [cms.clone(), format!("\n {head}\r\n{tail}\n")] {
        assert!(office.judge(text.as_bytes()).is_ok());
    }
}

#[test]
fn subjects_name_their_holder_in_many_ways() {
    let office = &Office::open();
    let company = Holder::Organisation(TaxCode::parse("0100109106").unwrap());
    let branch = Holder::Organisation(TaxCode::parse("0100109106-001").unwrap());
    let cases = [
        (
            "/CN=An/serialNumber=CCCD:072090000017",
            Ok(person("072090000017")),
        ),
        ("/CN=An/UID=cccd: 072090000017", Ok(person("072090000017"))),
        ("/CN=An/UID=CMND:290123456", Ok(person("290123456"))),
        (
            "/CN=An/UID=CMND:290123456/UID=CCCD:072090000017",
            Ok(person("072090000017")),
        ),
        (
            "/CN=An/UID=CCCD:072090000017/UID=CCCD:072090000017",
            Ok(person("072090000017")),
        ),
        (
            "/O=Công ty/CN=Công ty/UID=MST:0100109106",
            Ok(company.clone()),
        ),
        (
            "/O=Công ty/CN=Công ty/serialNumber=MST:0100109106",
            Ok(company),
        ),
        ("/O=Công ty/CN=Chi nhánh/UID=MST:0100109106-001", Ok(branch)),
        (
            "/O=Công ty/CN=An/UID=MST:0100109106/UID=CCCD:072090000017",
            Ok(person("072090000017")),
        ),
        (
            "/CN=An/UID=CCCD:072090000017/UID=CCCD:072191000025",
            Err(E::NoIdentity),
        ),
        ("/CN=An/UID=CCCD:290123456", Err(E::NoIdentity)),
        ("/CN=An/UID=MST:0100109107", Err(E::NoIdentity)),
        ("/CN=CCCD:072090000017", Err(E::NoIdentity)),
        ("/CN=An/UID=072090000017", Err(E::NoIdentity)),
        ("/CN=An", Err(E::NoIdentity)),
    ];
    for (index, (subject, expected)) in cases.into_iter().enumerate() {
        let name = format!("subject-{index}");
        office.issue("issuing", "signer", "ec:P-256", &name, subject, "");
        let told = office.judge(&office.sign(CHALLENGE, &name, ""));
        assert_eq!(told.map(|signer| signer.holder), expected, "{subject}");
    }
}

#[test]
fn a_signature_that_proves_nothing_is_refused_with_its_reason() {
    let office = &Office::open();
    for (authority, section, kind, name, more) in [
        ("issuing", "signer", "ec:P-256", "one", ""),
        ("issuing", "signer", "ec:P-256", "two", ""),
        ("issuing", "plain", "ec:P-256", "plain", ""),
        ("issuing", "mailer", "ec:P-256", "mailer", ""),
        ("issuing", "cipher", "ec:P-256", "cipher", ""),
        ("issuing", "authority", "ec:P-256", "below", ""),
        ("issuing", "signer", "rsa:2048", "strong", ""),
        ("issuing", "signer", "rsa:1024", "short", ""),
        ("issuing", "signer", "ec:P-521", "long", ""),
        ("issuing", "signer", "ec:P-256", "sha1", "-md sha1"),
        ("foreign", "signer", "ec:P-256", "stranger", ""),
        ("foreign", "root", "ec:P-256", "nobody", ""),
    ] {
        office.issue(authority, section, kind, name, AN, more);
    }
    let two = "-signer two.pem -inkey two.key";
    let cases: &[(&str, &str, Result<(), E>)] = &[
        ("one", "", Ok(())),
        ("plain", "", Ok(())),
        ("mailer", "", Ok(())),
        ("one", two, Err(E::NotOneSigner)),
        ("one", "-nocerts", Err(E::NotOneSigner)),
        ("one", "-md sha1", Err(E::WeakAlgorithm)),
        ("strong", "", Ok(())),
        ("strong", "-md sha1", Err(E::WeakAlgorithm)),
        ("strong", "-md md5", Err(E::WeakAlgorithm)),
        ("one", "-md sha512", Err(E::WeakAlgorithm)),
        ("short", "", Err(E::WeakAlgorithm)),
        ("long", "", Err(E::WeakAlgorithm)),
        ("sha1", "", Err(E::WeakAlgorithm)),
        ("cipher", "", Err(E::NotForSigning)),
        ("below", "", Err(E::NotForSigning)),
        ("issuing", "-certfile root.pem", Err(E::NotForSigning)),
        ("root", "", Err(E::NotForSigning)),
        ("stranger", "", Err(E::UnknownIssuer)),
        ("stranger", "-certfile foreign.pem", Err(E::UnknownIssuer)),
    ];
    for (name, options, expected) in cases {
        let told = office.judge(&office.sign(CHALLENGE, name, options));
        assert_eq!(told.map(|_| ()), *expected, "{name} {options:?}");
    }
}

#[test]
fn a_signature_over_something_else_is_no_answer_to_this_challenge() {
    let office = &Office::open();
    office.signer("replayer");
    for (options, expected) in [
        ("", E::ChallengeMismatch),
        ("-nodetach", E::ChallengeMismatch),
        ("-noattr -nodetach", E::ChallengeMismatch),
        // Only the signature itself knows what it is over.
        ("-noattr", E::WrongSignature),
        ("-econtent_type 1.2.3.4", E::Malformed),
    ] {
        let content = if options.contains("-econtent_type") {
            CHALLENGE
        } else {
            b"another"
        };
        let cms = office.sign(content, "replayer", options);
        assert_eq!(office.judge(&cms), Err(expected), "{options:?}");
    }
}

#[test]
fn time_and_revocation_lists_decide() {
    let office = Office::open();
    office.signer("an");
    office.signer("loser");
    let [an, loser] = ["an", "loser"].map(|name| office.sign(CHALLENGE, name, ""));
    let before = office.crls();
    let trust = office.trust();
    let judge = |cms: &[u8], crls: &[Crl], at| verify(cms, CHALLENGE, &trust, crls, at).map(|_| ());
    assert_eq!(judge(&loser, &before, now()), Ok(()));
    office.revoke("issuing", "loser");
    let after = office.crls();
    assert_eq!(judge(&loser, &after, now()), Err(E::Revoked));
    assert_eq!(judge(&an, &after, now()), Ok(()));

    let issuing_only = [office.crl("issuing")];
    let root_only = [office.crl("root")];
    for crls in [&issuing_only[..], &root_only, &[]] {
        assert_eq!(judge(&an, crls, now()), Err(E::RevocationUnknown));
    }
    let day = Duration::DAY;
    for (at, expected) in [
        (now() - day, E::NotYetValid),
        (now() + day * 2, E::RevocationUnknown),
        (now() + day * 366, E::Expired),
        (time::OffsetDateTime::UNIX_EPOCH - day, E::NotYetValid),
    ] {
        assert_eq!(judge(&an, &after, at), Err(expected), "{at}");
    }

    office.revoke("root", "issuing");
    assert_eq!(judge(&an, &office.crls(), now()), Err(E::Revoked));
}

#[test]
fn a_list_that_somebody_else_made_in_the_authoritys_name_counts_for_nothing() {
    let [office, forger] = [Office::open(), Office::open()];
    office.signer("an");
    let cms = office.sign(CHALLENGE, "an", "");
    let forged = [office.crl("root"), forger.crl("issuing")];
    assert_eq!(
        verify(&cms, CHALLENGE, &office.trust(), &forged, now()),
        Err(E::RevocationUnknown)
    );
}

#[test]
fn a_signer_who_sends_no_chain_is_helped_by_what_is_configured() {
    let office = Office::open();
    office.signer("an");
    let cms = office.sign(CHALLENGE, "an", "-certfile root.pem");
    let judge = |trust: &Trust| verify(&cms, CHALLENGE, trust, &office.crls(), now());
    let bundle = [office.read("issuing.pem"), office.read("root.pem")].concat();
    assert!(judge(&Trust::read(&bundle).unwrap()).is_ok());
    assert!(Trust::read(&office.read("issuing.pem")).is_err(), "no root");
    assert!(Trust::read(b"").is_err());
    assert!(Crl::read(b"").is_err());
}

#[test]
fn nothing_enormous_and_nonsense_are_refused() {
    let office = &Office::open();
    let long = vec![0x30; MAX_BYTES + 1];
    for (given, expected) in [
        (&b""[..], E::Malformed),
        (b"0", E::Malformed),
        (b"-----BEGIN CMS-----", E::Malformed),
        (
            b"-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n",
            E::Malformed,
        ),
        (b"\xff\xfe", E::Malformed),
        (&long[..MAX_BYTES], E::Malformed),
        (&long, E::TooLarge),
    ] {
        assert_eq!(office.judge(given), Err(expected));
    }
}

#[test]
fn every_reason_has_words_in_both_languages_and_a_code_of_its_own() {
    let all = [
        E::Malformed,
        E::TooLarge,
        E::NotOneSigner,
        E::ChallengeMismatch,
        E::WrongSignature,
        E::UnknownIssuer,
        E::Expired,
        E::NotYetValid,
        E::Revoked,
        E::RevocationUnknown,
        E::NotForSigning,
        E::NoIdentity,
        E::WeakAlgorithm,
    ];
    let mut codes: Vec<_> = all.iter().map(|error| error.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
    for error in all {
        let [vietnamese, english] = Language::ALL.map(|language| error.localized(language));
        assert_ne!(vietnamese, english);
    }
}
