//! Whether the time of an answer tells that somebody has an account: registration, sign-in and recovery, asked in turn about
//! numbers with an account and numbers without, so many times each.
//!
//! The two distributions of times are compared by the two-sample Kolmogorov–Smirnov statistic: the largest distance between
//! their cumulative shares. At 200 tries each, distributions that are the same keep it below 0.136 in 95 of 100 measurements and
//! below 0.195 in 999 of 1000 (Smirnov 1948). Limits are lifted before each try, for both alike: they would end the measurement after ten.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Parser;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::accounts;
use crate::http::{Browser, Call, client};
use crate::report::rounded;

/// Measures whether the time of an answer tells that somebody has an account.
#[derive(Debug, Clone, Parser)]
pub struct Settings {
    /// How often each question is asked about numbers with an account, and without.
    #[arg(long, default_value_t = 200)]
    tries: u32,
    #[arg(env = "PORTAL_URL", long)]
    portal_url: String,
    /// The portal's database, where limits are lifted.
    #[arg(env = "DATABASE_URL", hide_env_values = true, long)]
    database_url: String,
}

const KNOWN: &str = "072090000017";
const UNKNOWN: &str = "072085001234";

const WAYS: [&str; 3] = ["registration", "sign_in", "recovery"];

/// Measures and prints; the last line is JSON.
pub async fn measure(settings: &Settings) -> Result<()> {
    let tries = settings.tries;
    let database = PgPool::connect(&settings.database_url).await?;
    let http = client()?;
    let mut told = serde_json::Map::new();
    let mut worst = 0.0_f64;
    for way in WAYS {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        let mut said: Option<Value> = None;
        for at in 0..2 * tries {
            let lifted = sqlx::query("truncate rate_limits, verifications, verification_codes");
            lifted.execute(&database).await?;
            let address = format!("10.1.{}.{}", at / 250, at % 250 + 1);
            let browser = Browser::new(http.clone(), &settings.portal_url, address);
            let is_known = at % 2 == 0;
            let number = if is_known { KNOWN } else { UNKNOWN };
            let call = ask(&browser, way, number, at).await?;
            let begun = Instant::now();
            let answer = browser.send(&call).await?;
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            let answer = json!([answer.status, answer.body]);
            match &said {
                None => said = Some(answer),
                Some(before) if *before == answer => {}
                Some(before) => bail!("{way}: {answer} is another answer than {before}"),
            }
            if is_known { &mut known } else { &mut unknown }.push(took);
        }
        let distance = kolmogorov_smirnov(&mut known, &mut unknown);
        worst = worst.max(distance);
        println!(
            "  {way:<14} with an account {:6.1} ms, without {:6.1} ms (medians), distance {distance:.3}",
            middle(&known),
            middle(&unknown)
        );
        told.insert(format!("{way}_distance"), json!(rounded(distance)));
    }
    told.insert("tries_each".into(), json!(tries));
    let by_chance = rounded(most_by_chance(tries));
    told.insert("most_by_chance".into(), json!(by_chance));
    println!("{}", Value::Object(told));
    if worst > most_by_chance(tries) {
        bail!("the times tell who has an account");
    }
    Ok(())
}

/// Beyond this, times differ more than chance lets them once in a thousand measurements of so many tries.
fn most_by_chance(tries: u32) -> f64 {
    1.95 * (2.0 / f64::from(tries)).sqrt()
}

/// A request about a number. The telephone is another each time, so that no message waits behind another.
async fn ask(browser: &Browser, way: &str, number: &str, at: u32) -> Result<Call> {
    let (captcha_id, captcha) = accounts::captcha(browser).await?;
    let proof = |mut body: Value| {
        body["identity_number"] = number.into();
        body["captcha_id"] = captcha_id.clone().into();
        body["captcha"] = captcha.clone().into();
        body
    };
    Ok(match way {
        "registration" => Call::post(
            "/api/v1/registrations",
            proof(json!({
                "full_name": "Nguyễn Thị Ánh Tuyết",
                "birth_date": "11/02/1990",
                // Of one mask, since the answer shows it.
                "phone": format!("0970{:03}111", at),
                "email": "",
                "terms": true,
            })),
        ),
        "sign_in" => Call::post(
            "/api/v1/sign-ins",
            proof(json!({ "password": "Sai-mat-khau" })),
        ),
        _ => Call::post("/api/v1/password-recoveries", proof(json!({}))),
    })
}

/// The largest distance between the cumulative shares of two samples, which it puts in order.
fn kolmogorov_smirnov(one: &mut [f64], other: &mut [f64]) -> f64 {
    one.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let share = |sample: &[f64], up_to: f64| {
        sample.partition_point(|value| *value <= up_to) as f64 / sample.len() as f64
    };
    one.iter()
        .chain(other.iter())
        .map(|value| (share(one, *value) - share(other, *value)).abs())
        .fold(0.0, f64::max)
}
/// The middle of a sample in order.
fn middle(sample: &[f64]) -> f64 {
    sample.get(sample.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::kolmogorov_smirnov;

    #[test]
    fn samples_that_share_nothing_are_as_far_apart_as_can_be() {
        assert_eq!(kolmogorov_smirnov(&mut [1.0, 2.0], &mut [3.0, 4.0]), 1.0);
        assert_eq!(kolmogorov_smirnov(&mut [2.0, 1.0], &mut [1.0, 2.0]), 0.0);
        assert_eq!(kolmogorov_smirnov(&mut [1.0, 3.0], &mut [2.0, 4.0]), 0.5);
    }
}
