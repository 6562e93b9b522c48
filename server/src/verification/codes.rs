//! The codes of a verification, and what is to be said of one that was typed.
//!
//! How often codes can be guessed: a wrong code is compared with every code that is still good, and takes a try from each of
//! them. So no code is compared with more than [`MAX_TRIES`] wrong ones, however many are good at once, and `n` codes that went
//! out are guessed with a chance of `5n` in a million: the same as when each code ended the one before it. Asking for another
//! code brings tries for that one only. How many go out is limited in `limits.rs`. A code that did not go out is never right.

use crate::http::Result;
use app::locales::labels::RESEND_CODE;
use domain::{
    language::Language,
    one_time_code::{LIFETIME, MAX_TRIES, OneTimeCode},
};
use rand::RngExt;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;

/// Why a code opens nothing more, whatever the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub(super) enum Ended {
    /// It was typed in right.
    Used,
    /// Its verification was begun anew.
    Replaced,
}

#[derive(Clone, Debug)]
pub(super) struct SentCode {
    /// The token hash of the verification that it was sent for.
    pub sent_for: Vec<u8>,
    pub code_hash: Vec<u8>,
    pub sent_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
    pub went_out: bool,
    pub tries_left: i16,
    pub ended: Option<Ended>,
}

impl SentCode {
    fn is(&self, code: &OneTimeCode) -> bool {
        self.code_hash == code_hash(&self.sent_for, code)
    }

    fn is_good(&self, now: OffsetDateTime) -> bool {
        self.ended.is_none() && self.tries_left > 0 && self.expires_at > now
    }
}

/// A code that is sent now, if it goes out.
pub(super) fn sent_code(
    token_hash: &[u8],
    code: &OneTimeCode,
    goes_out: bool,
    now: OffsetDateTime,
) -> SentCode {
    SentCode {
        sent_for: token_hash.to_vec(),
        code_hash: code_hash(token_hash, code),
        sent_at: now,
        expires_at: now + LIFETIME,
        went_out: goes_out,
        tries_left: i16::try_from(MAX_TRIES).unwrap_or(i16::MAX),
        ended: None,
    }
}

pub(super) fn fresh_code() -> OneTimeCode {
    let number = rand::rng().random_range(0..1_000_000);
    OneTimeCode::from_number(number).expect("a number below one million has six digits")
}

/// Bound to the verification's token hash, so that a code is worth nothing in another verification.
pub(super) fn code_hash(token_hash: &[u8], code: &OneTimeCode) -> Vec<u8> {
    Sha256::new()
        .chain_update(token_hash)
        .chain_update(code.as_str().as_bytes())
        .finalize()
        .to_vec()
}

/// What a typed code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Right,
    /// It costs a try; so many are left. What is below costs none.
    Wrong {
        left: i16,
    },
    /// It was ours, and a newer one is good.
    Late,
    /// It was ours and tried too often, and a newer one is good.
    Spent,
    /// It was typed in before.
    Used,
    /// It was sent before this verification began.
    Replaced,
    /// None is good any more: their time is over.
    AllLate,
    /// None is good any more: too many were wrong.
    UsedUp,
}

/// Judges what was typed by the codes of a verification, the newest last.
pub(super) fn judge(codes: &[SentCode], typed: &OneTimeCode, now: OffsetDateTime) -> Judgement {
    let known: Vec<_> = codes.iter().filter(|code| code.is(typed)).collect();
    if known.iter().any(|code| code.went_out && code.is_good(now)) {
        return Judgement::Right;
    }
    let ended = |how| known.iter().any(|code| code.ended == Some(how));
    if ended(Ended::Used) {
        return Judgement::Used;
    }
    if ended(Ended::Replaced) {
        return Judgement::Replaced;
    }
    // Of those that are good the newest has most tries left: it was compared with the fewest.
    let good = codes.iter().rev().find(|code| code.is_good(now));
    match (good, codes.iter().rev().find(|code| code.ended.is_none())) {
        (Some(_), _) if known.iter().any(|code| code.expires_at <= now) => Judgement::Late,
        (Some(_), _) if known.iter().any(|code| code.tries_left == 0) => Judgement::Spent,
        (Some(good), _) => Judgement::Wrong {
            left: good.tries_left - 1,
        },
        (None, Some(newest)) if newest.expires_at > now => Judgement::UsedUp,
        (None, _) => Judgement::AllLate,
    }
}

/// The codes of a verification, the newest last.
pub(super) async fn of(db: &mut PgConnection, token_hash: &[u8]) -> Result<Vec<SentCode>> {
    Ok(sqlx::query_as!(
        SentCode,
        r#"select sent_for, code_hash, sent_at, expires_at, went_out, tries_left, ended as "ended: Ended"
           from verification_codes where verification = $1 order by sent_at"#,
        token_hash
    )
    .fetch_all(db)
    .await?)
}

/// Adds a code.
pub(super) async fn add(db: &mut PgConnection, token_hash: &[u8], code: &SentCode) -> Result<()> {
    sqlx::query!(
        "insert into verification_codes (verification, sent_for, code_hash, sent_at, expires_at, went_out, tries_left)
         values ($1, $2, $3, $4, $5, $6, $7)",
        token_hash,
        code.sent_for,
        code.code_hash,
        code.sent_at,
        code.expires_at,
        code.went_out,
        code.tries_left,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a try from each code that is good.
pub(super) async fn take_try(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: OffsetDateTime,
) -> Result<()> {
    sqlx::query!(
        "update verification_codes set tries_left = tries_left - 1
         where verification = $1 and ended is null and tries_left > 0 and expires_at > $2",
        token_hash,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends a code that was typed in right.
pub(super) async fn use_up(
    db: &mut PgConnection,
    token_hash: &[u8],
    code: &OneTimeCode,
) -> Result<()> {
    sqlx::query!(
        "update verification_codes set ended = 'used' where verification = $1 and code_hash = $2 and ended is null",
        token_hash,
        code_hash(token_hash, code),
    )
    .execute(db)
    .await?;
    Ok(())
}

impl Judgement {
    /// What whoever typed it is told.
    pub(super) fn words(self, language: Language) -> String {
        let resend = RESEND_CODE.to(language);
        match (language, self) {
            (Language::Vietnamese, Self::Wrong { left: 0 }) => {
                format!("Mã chưa đúng và đã hết lượt thử. Bấm “{resend}” để nhận mã mới.")
            }
            (Language::English, Self::Wrong { left: 0 }) => {
                format!(
                    "The code is not right and you have no attempts left. Select “{resend}” to get a new one."
                )
            }
            (Language::Vietnamese, Self::Wrong { left }) => {
                format!("Mã chưa đúng. Còn {left} lần thử.")
            }
            (Language::English, Self::Wrong { left: 1 }) => {
                "The code is not right. You have 1 attempt left.".to_owned()
            }
            (Language::English, Self::Wrong { left }) => {
                format!("The code is not right. You have {left} attempts left.")
            }
            (Language::Vietnamese, Self::Late) => {
                "Mã này đã hết hạn. Nhập mã mới nhất bạn nhận được.".to_owned()
            }
            (Language::English, Self::Late) => {
                "This code has expired. Enter the newest one that you received.".to_owned()
            }
            (Language::Vietnamese, Self::Spent) => {
                format!(
                    "Mã này không dùng được nữa vì đã nhập sai {MAX_TRIES} lần. Nhập mã mới nhất bạn nhận được."
                )
            }
            (Language::English, Self::Spent) => {
                format!(
                    "This code has ended because a wrong one was entered {MAX_TRIES} times. Enter the newest one that you received."
                )
            }
            (Language::Vietnamese, Self::Used) => {
                "Mã này đã được dùng. Nhập mã mới nhất bạn nhận được.".to_owned()
            }
            (Language::English, Self::Used) => {
                "This code has been used. Enter the newest one that you received.".to_owned()
            }
            (Language::Vietnamese, Self::Replaced) => {
                "Mã này là của lần yêu cầu trước. Nhập mã mới nhất bạn nhận được.".to_owned()
            }
            (Language::English, Self::Replaced) => {
                "This code is from an earlier request. Enter the newest one that you received."
                    .to_owned()
            }
            (Language::Vietnamese, Self::AllLate) => {
                format!("Mã đã hết hạn. Bấm “{resend}” để nhận mã mới.")
            }
            (Language::English, Self::AllLate) => {
                format!("The code has expired. Select “{resend}” to get a new one.")
            }
            (Language::Vietnamese, Self::UsedUp) => {
                format!("Đã nhập sai {MAX_TRIES} lần. Bấm “{resend}” để nhận mã mới.")
            }
            (Language::English, Self::UsedUp) => {
                format!(
                    "You entered a wrong code {MAX_TRIES} times. Select “{resend}” to get a new one."
                )
            }
            (_, Self::Right) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ended, Judgement, SentCode, code_hash, judge};
    use domain::one_time_code::{LIFETIME, OneTimeCode};
    use time::{Duration, OffsetDateTime};

    const THIS: &[u8] = b"this";
    const EARLIER: &[u8] = b"earlier";

    fn code(typed: &str) -> OneTimeCode {
        OneTimeCode::parse(typed).expect("six digits")
    }

    /// Sent so many seconds after the beginning.
    fn sent(at: i64, typed: &str) -> SentCode {
        let sent_at = OffsetDateTime::UNIX_EPOCH + Duration::seconds(at);
        SentCode {
            sent_for: THIS.to_vec(),
            code_hash: code_hash(THIS, &code(typed)),
            sent_at,
            expires_at: sent_at + LIFETIME,
            went_out: true,
            tries_left: 5,
            ended: None,
        }
    }

    fn left(tries_left: i16, code: SentCode) -> SentCode {
        SentCode { tries_left, ..code }
    }

    fn unsent(code: SentCode) -> SentCode {
        SentCode {
            went_out: false,
            ..code
        }
    }

    fn ended(how: Ended, typed: &str) -> SentCode {
        SentCode {
            sent_for: EARLIER.to_vec(),
            code_hash: code_hash(EARLIER, &code(typed)),
            ended: Some(how),
            ..sent(-100, typed)
        }
    }

    #[test]
    fn each_code_is_good_for_its_own_time_and_what_was_ours_costs_nothing() {
        use Judgement::{AllLate, Late, Replaced, Right, Spent, Used, UsedUp, Wrong};
        let two = || vec![sent(0, "111111"), sent(60, "222222")];
        let guessed = || vec![left(1, sent(0, "111111")), left(4, sent(60, "222222"))];
        let spent = || vec![left(0, sent(0, "111111")), left(5, sent(60, "222222"))];
        let none = || vec![left(0, sent(0, "111111")), left(0, sent(60, "222222"))];
        let unsent_first = || vec![unsent(sent(0, "111111")), sent(60, "222222")];
        let unsent_last = || vec![sent(0, "111111"), unsent(sent(60, "222222"))];
        let before = || vec![ended(Ended::Replaced, "333333"), sent(0, "111111")];
        let used = || vec![ended(Ended::Used, "333333"), sent(0, "111111")];
        let same = || vec![ended(Ended::Used, "111111"), sent(0, "111111")];
        for (codes, at, typed, expected) in [
            (two(), 61, "111111", Right),
            (two(), 61, "222222", Right),
            (two(), 299, "111111", Right),
            (two(), 300, "111111", Late),
            (two(), 359, "222222", Right),
            (two(), 360, "222222", AllLate),
            (two(), 360, "111111", AllLate),
            (two(), 360, "999999", AllLate),
            (two(), 61, "999999", Wrong { left: 4 }),
            (two(), 61, "222 222.", Right),
            (two(), 61, "222-222", Right),
            (guessed(), 61, "111111", Right),
            (guessed(), 61, "999999", Wrong { left: 3 }),
            (guessed(), 301, "999999", Wrong { left: 3 }),
            (guessed(), 301, "111111", Late),
            (spent(), 61, "111111", Spent),
            (spent(), 61, "999999", Wrong { left: 4 }),
            (spent(), 61, "222222", Right),
            (none(), 61, "222222", UsedUp),
            (none(), 61, "999999", UsedUp),
            (none(), 400, "222222", AllLate),
            (unsent_first(), 61, "111111", Wrong { left: 4 }),
            (unsent_first(), 61, "222222", Right),
            (unsent_last(), 61, "222222", Wrong { left: 4 }),
            (unsent_last(), 61, "111111", Right),
            (unsent_last(), 301, "222222", Wrong { left: 4 }),
            (before(), 10, "333333", Replaced),
            (before(), 10, "111111", Right),
            (before(), 10, "999999", Wrong { left: 4 }),
            (used(), 10, "333333", Used),
            (used(), 400, "333333", Used),
            (same(), 10, "111111", Right),
            (Vec::new(), 10, "111111", AllLate),
        ] {
            let now = OffsetDateTime::UNIX_EPOCH + Duration::seconds(at);
            assert_eq!(
                judge(&codes, &code(typed), now),
                expected,
                "{typed} at {at} of {codes:?}"
            );
        }
    }

    #[test]
    fn however_many_codes_are_good_none_is_compared_with_more_than_five_wrong_ones() {
        let mut codes: Vec<SentCode> = Vec::new();
        let mut compared = Vec::new();
        for second in 0..1800 {
            let now = OffsetDateTime::UNIX_EPOCH + Duration::seconds(second);
            if second % 60 == 0 {
                codes.push(sent(second, &format!("{second:06}")));
                compared.push(0);
            }
            if let Judgement::Wrong { .. } = judge(&codes, &code("999999"), now) {
                for (code, compared) in codes.iter_mut().zip(&mut compared) {
                    if code.is_good(now) {
                        code.tries_left -= 1;
                        *compared += 1;
                    }
                }
            }
        }
        assert!(compared.iter().all(|times| *times <= 5), "{compared:?}");
        assert_eq!(compared.iter().sum::<i32>(), 30 * 5);
    }
}
