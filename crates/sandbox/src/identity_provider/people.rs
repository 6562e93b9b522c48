//! The people of a demonstration. Some of them have accounts at the portal, by their identity numbers.

use time::{Date, macros::date};

use super::{
    IdentityProvider,
    level::Level,
    person::{Organisation, Person},
};

/// Everybody who has an account at `provider` from the start.
pub(super) fn of(provider: IdentityProvider) -> Vec<Person> {
    match provider {
        IdentityProvider::NationalSso => national(),
        IdentityProvider::VietnamPost => {
            vec![an("bd-100001"), hoa("bd-100002"), huy("bd-100003")]
        }
        IdentityProvider::Vneid => vec![
            an("072090000017"),
            hoa("072192000066"),
            Person {
                level: Level::One,
                ..khoi("072088000074")
            },
        ],
    }
}

fn national() -> Vec<Person> {
    vec![
        an("nguyen-van-an"),
        with_contact(
            citizen(
                "tran-thi-binh",
                "Trần Thị Bình",
                "072191000025",
                date!(1990 - 02 - 11),
            ),
            "0900000025",
            "binh.tran@example.vn",
        ),
        Person {
            level: Level::Three,
            ..with_contact(
                citizen(
                    "le-minh-chau",
                    "Lê Minh Châu",
                    "072190000033",
                    date!(1990 - 02 - 11),
                ),
                "0918602147",
                "chau.le@example.vn",
            )
        },
        hoa("vo-thi-hoa"),
        khoi("dang-van-khoi"),
        Person {
            sub: "huynh-thi-lan".to_owned(),
            name: "Huỳnh Thị Lan".to_owned(),
            old_identity_number: Some("290123456".to_owned()),
            gender: Some(2),
            phone: Some("0905111333".to_owned()),
            ..Person::default()
        },
        Person {
            sub: "tay-ninh-xanh".to_owned(),
            name: "Ngô Quốc Minh".to_owned(),
            phone: Some("0905111444".to_owned()),
            email: Some("lienhe@tayninhxanh.example.vn".to_owned()),
            address: Some("Số 1 đường 30 tháng 4, tỉnh Tây Ninh".to_owned()),
            organisation: Some(Organisation {
                name: "Công ty TNHH Tây Ninh Xanh".to_owned(),
                tax_code: Some(TAX_CODE.to_owned()),
                enterprise_code: Some(TAX_CODE.to_owned()),
            }),
            ..Person::default()
        },
        // An individual must have one of two numbers, so the portal must refuse this account.
        Person {
            sub: "thieu-giay-to".to_owned(),
            name: "Phan Văn Thiếu".to_owned(),
            phone: Some("0905111555".to_owned()),
            ..Person::default()
        },
    ]
}

/// Enterprises' codes are their tax codes.
const TAX_CODE: &str = "3900123458";

fn an(sub: &str) -> Person {
    with_contact(
        citizen(sub, "Nguyễn Văn An", "072090000017", date!(1990 - 02 - 11)),
        "0900000017",
        "an.nguyen@example.vn",
    )
}

/// Has no account at the portal.
fn hoa(sub: &str) -> Person {
    with_contact(
        citizen(sub, "Võ Thị Hoa", "072192000066", date!(1992 - 05 - 20)),
        "0905111222",
        "hoa.vo@example.vn",
    )
}

/// Can be reached neither by telephone nor by e-mail.
fn khoi(sub: &str) -> Person {
    citizen(sub, "Đặng Văn Khôi", "072088000074", date!(1988 - 09 - 02))
}

fn huy(sub: &str) -> Person {
    with_contact(
        citizen(sub, "Đỗ Quang Huy", "072085000090", date!(1985 - 12 - 30)),
        "0905111666",
        "huy.do@example.vn",
    )
}

fn citizen(sub: &str, name: &str, identity_number: &str, birth_date: Date) -> Person {
    // The fourth digit tells century and gender; men have the even ones.
    let female = identity_number.as_bytes()[3] % 2 == 1;
    Person {
        sub: sub.to_owned(),
        name: name.to_owned(),
        identity_number: Some(identity_number.to_owned()),
        birth_date: Some(birth_date),
        gender: Some(if female { 2 } else { 1 }),
        address: Some("Phường Tân Ninh, tỉnh Tây Ninh".to_owned()),
        ..Person::default()
    }
}

fn with_contact(person: Person, phone: &str, email: &str) -> Person {
    Person {
        phone: Some(phone.to_owned()),
        email: Some(email.to_owned()),
        ..person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tax_code_is_one() {
        let digits: Vec<u32> = TAX_CODE.chars().filter_map(|c| c.to_digit(10)).collect();
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
        let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
        assert_eq!(digits.len(), 10);
        assert_eq!(digits[9], 10 - sum % 11);
    }

    #[test]
    fn an_account_has_a_name_of_its_own() {
        for provider in IdentityProvider::ALL {
            let mut subs: Vec<_> = of(provider).into_iter().map(|p| p.sub).collect();
            let count = subs.len();
            subs.sort();
            subs.dedup();
            assert_eq!(subs.len(), count);
        }
    }
}
