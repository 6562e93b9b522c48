//! Password hashes: Argon2id with the parameters of the OWASP cheat sheet, a few at a time.

use crate::{
    http::{Error, Result},
    state::AppState,
};
use app::{
    api::{Problem, ProblemCode, accounts::NewPasswordInput},
    forms::account,
};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use domain::{
    language::{Text, text},
    without_diacritics,
};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

const COMMON: Text = text(
    "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác, chẳng hạn một câu chỉ bạn nghĩ ra.",
    "This password is too common and easily guessed. Choose another, such as a sentence that only you would think of.",
);
/// What people here choose first, without diacritics, blanks, and what follows the last letter.
const COMMON_HERE: [&str; 24] = [
    "matkhau",
    "matkhaucuatoi",
    "dichvucong",
    "anhyeuem",
    "emyeuanh",
    "toiyeuvietnam",
    "yeuvietnam",
    "vietnam",
    "vietnamvodich",
    "khongbiet",
    "khongco",
    "khongcomatkhau",
    "taikhoan",
    "dangnhap",
    "congdan",
    "xinchao",
    "xinchaovietnam",
    "tayninh",
    "hanoi",
    "saigon",
    "conyeume",
    "giadinh",
    "hanhphuc",
    "maiyeuem",
];
/// Longest password for which the estimate is made, in characters.
const LONGEST_COMMON: usize = 40;
/// A password must take more guesses than this, by the estimate of zxcvbn (Wheeler, USENIX Security 2016), which knows the
/// 30,000 most common ones, names, dates and rows of keys.
const FEWEST_GUESSES: u64 = 1_000_000;

/// 19 MiB, two passes, one lane.
static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params =
        Params::new(19 * 1024, 2, 1, None).expect("the parameters are within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// Hashed once, to be compared with where there is no account, so that the time tells nothing.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hash_now("khong-co-tai-khoan-nay").expect("hashing a constant with constant parameters works")
});

/// Passwords hashed at once; each takes 19 MiB.
const AT_ONCE: usize = 4;
/// Passwords being hashed or waiting for it. A try takes some 40 ms of a core, so the last one waits for some seconds.
const MOST_WAITING: usize = 200;

/// Keeps what a storm of sign-ins takes within bounds: the memory of a few hashes, and of so many requests that wait.
#[derive(Clone, Debug)]
pub struct Pool {
    /// One permit for each password being hashed.
    pub at_once: Arc<Semaphore>,
    /// One for each that waits, too.
    pub places: Arc<Semaphore>,
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(MOST_WAITING)),
        }
    }
}

fn hash_now(password: &str) -> std::result::Result<String, argon2::password_hash::Error> {
    Ok(ARGON2.hash_password(password.as_bytes())?.to_string())
}

/// # Errors
/// 503 where too many wait already.
pub async fn hash(app: &AppState, password: String) -> Result<String> {
    run(app, move || {
        hash_now(&password).map_err(|error| Error::internal(error.to_string()))
    })
    .await?
}

/// Checks a password that somebody chose, and hashes it. `own` is what others may know of its owner.
///
/// # Errors
/// Field errors, also where the password is one of those that are tried first (NIST SP 800-63B, section 5.1.1.2); or as
/// [`hash`].
pub async fn chosen(app: &AppState, input: &NewPasswordInput, own: &[&str]) -> Result<String> {
    let password = account::new_password(input, own)?;
    if is_common(password.expose(), own) {
        return Err(Problem::field("password", COMMON).into());
    }
    hash(app, password.expose().to_owned()).await
}

/// Whether a password is on the lists that are tried first, or only a little away from what is on them. Both lists are in
/// the program: nothing is asked of anybody. There are no rules of composition.
fn is_common(password: &str, own: &[&str]) -> bool {
    let folded = without_diacritics(password).to_lowercase();
    let bare = folded.trim_end_matches(|letter: char| !letter.is_alphabetic());
    if COMMON_HERE.contains(&bare.replace(' ', "").as_str()) {
        return true;
    }
    // What is longer than this is no common password, and the estimate grows with the square of the length.
    if password.chars().count() > LONGEST_COMMON {
        return false;
    }
    zxcvbn::zxcvbn(&folded, own).guesses() < FEWEST_GUESSES
}

/// Whether the password is the account's. Takes as long where there is no account.
///
/// # Errors
/// 503 where too many wait already.
pub async fn verify(app: &AppState, password: String, stored: Option<String>) -> Result<bool> {
    run(app, move || {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let matches = PasswordHash::new(&stored)
            .is_ok_and(|hash| ARGON2.verify_password(password.as_bytes(), &hash).is_ok());
        exists && matches
    })
    .await
}

/// Makes the first comparison with nobody as quick as every other.
pub fn warm_up() {
    LazyLock::force(&NOBODY);
}

async fn run<T: Send + 'static>(
    app: &AppState,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let Pool { at_once, places } = app.get::<Pool>().clone();
    let place = places.try_acquire_owned().map_err(|_| too_many())?;
    let permit = at_once.acquire_owned().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || {
        let _held = (place, permit);
        work()
    })
    .await
    .map_err(Error::internal)
}

fn too_many() -> Error {
    let title = text(
        "Đang có quá nhiều người đăng nhập cùng lúc.",
        "Too many people are signing in at once.",
    );
    Problem {
        retry_after_s: Some(10),
        ..Problem::new(503, ProblemCode::TooManyRequests, title)
            .with_detail(text("Thử lại sau ít giây.", "Try again in a few seconds."))
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn what_is_tried_first_is_refused_and_what_is_long_or_odd_is_not() {
        for common in [
            "12345678",
            "password",
            "Password1",
            "qwertyuiop",
            "Mật khẩu 123",
            "matkhau2026",
            "Anh yêu em!!!",
            "11111111",
            "iloveyou",
            "vietnam123",
            "01/01/1990",
        ] {
            assert!(is_common(common, &[]), "{common}");
        }
        for good in [
            "ThuNghiem-2026",
            "con mèo ngủ trên mái",
            "một câu dài dễ nhớ với tôi",
            "k7#pQz!9w",
            "🐘 voi con 🐘 đi học",
        ] {
            assert!(!is_common(good, &[]), "{good}");
        }
        assert!(is_common("nguyenan7", &["nguyenan"]));
    }
}
