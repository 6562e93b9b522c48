//! Names, numbers and births as people type them, and as they are stored.

use super::{details, password, verify};
use crate::support::Portal;
use app::api::accounts::{CompleteRegistration, RegistrationInput, StartRegistration};

#[tokio::test]
async fn what_is_typed_is_stored_as_the_papers_have_it() {
    let portal = Portal::start().await;
    let rows: [(&str, &str, &str, &str, &str); 5] = [
        ("072 085 001 301.", "ÐỨC", "1952", "ĐỨC", "1952-01-01 true"),
        (
            "０７２０８５００１３０２",
            "H‘Hen  Niê",
            "năm 1949",
            "H'Hen Niê",
            "1949-01-01 true",
        ),
        (
            "\u{202d}072085001303\u{202c}",
            "Thơ\u{306}",
            "25121990",
            "Thơ\u{306}",
            "1990-12-25 false",
        ),
        ("072-085-001-304", "Y", "1-6-1990", "Y", "1990-06-01 false"),
        (
            "290.123.305",
            "K′Sor\u{200b}",
            "01/01/1990",
            "K'Sor",
            "1990-01-01 false",
        ),
    ];
    for (index, (number, name, born, stored_name, stored_born)) in rows.into_iter().enumerate() {
        let browser = portal.browser_at(&format!("198.51.100.{index}"));
        let phone = format!("091234567{index}");
        let input = RegistrationInput {
            identity_number: number.to_owned(),
            full_name: name.to_owned(),
            birth_date: born.to_owned(),
            phone: format!("+84 (0){}", &phone[1..]),
            email: String::new(),
            ..details(&browser).await
        };
        browser
            .call::<StartRegistration>((), input)
            .await
            .expect(number);
        let code = portal.code_sent_to(&phone).await;
        verify(&browser, &code).await.expect("the right code");
        browser
            .call::<CompleteRegistration>((), password("một câu dài của riêng tôi"))
            .await
            .expect(number);
        let stored: String = portal
            .one(
                "select full_name || ' ' || birth_date || ' ' || birth_year_only from accounts where phone = $1",
                phone,
            )
            .await;
        assert_eq!(stored, format!("{stored_name} {stored_born}"), "{number}");
    }
}
