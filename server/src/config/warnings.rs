//! What can be used and is perhaps not meant.

use super::{Config, Environment};

/// Each in a sentence that says what follows from it.
pub(super) fn of(config: &Config, environment: &Environment) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut warn = |applies: bool, sentence: &str| {
        if applies {
            warnings.push(sentence.to_owned());
        }
    };
    let production = config.production;
    warn(
        !production,
        "PRODUCTION is not 1: this is a demonstration, with accounts whose password is published and captchas that tell their answer.",
    );
    warn(
        !production && !config.listen.ip().is_loopback(),
        "BIND lets other machines in: whoever reaches a demonstration can be its administrator.",
    );
    for (name, consequence) in [
        (
            "SMS_URL",
            "text messages go to the sandbox, where everybody reads them",
        ),
        (
            "VOICE_URL",
            "calls go to the sandbox, where everybody hears them",
        ),
        (
            "SMTP_URL",
            "e-mails go to the sandbox, where everybody reads them",
        ),
    ] {
        let sentence = format!("{name} is not set: {consequence}.");
        warn(!production && !environment.is_set(name), &sentence);
    }
    warn(
        production && !environment.is_set("TRUST_FORWARDED_FOR"),
        "TRUST_FORWARDED_FOR is not set: behind a proxy all citizens count as one address, and a stranger uses up the limits of all.",
    );
    warn(
        production && config.database_url.is_none(),
        "DATABASE_URL is not set: the data lie in a Postgres of the server’s own below DATA_DIR, on this machine only.",
    );
    let signing = &config.signing;
    let signs = !signing.token_url.is_empty() || !signing.mssp_url.is_empty();
    warn(
        signs && signing.authorities.is_empty(),
        "SIGNING_AUTHORITIES is not set: no signature is believed, so neither tokens nor SIMs are offered.",
    );
    warn(
        production && environment.is_set("SANDBOX_URL"),
        "SANDBOX_URL is ignored in production.",
    );
    warnings
}
