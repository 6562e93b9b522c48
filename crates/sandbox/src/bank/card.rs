//! The cards the bank has issued, and what a payer types from one.

use std::fmt;

use serde::Deserialize;

use super::Bank;
use crate::json::is_digits;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Empty,
    Locked,
}

/// Month of issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    pub month: u8,
    pub year: u16,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.month, self.year)
    }
}

/// A card of the sandbox, of Napas's form: 19 digits, the bank's number in front.
#[derive(Debug, PartialEq)]
pub(crate) struct Card {
    pub number: &'static str,
    pub holder: &'static str,
    pub issued: Month,
    pub phone: &'static str,
    pub standing: Standing,
}

const fn card(number: &'static str, standing: Standing) -> Card {
    let (month, year) = (3, 2018);
    let (holder, phone) = match standing {
        Standing::Good => ("NGUYEN VAN A", "0900000001"),
        Standing::Empty => ("TRAN THI B", "0900000002"),
        Standing::Locked => ("LE VAN C", "0900000003"),
    };
    Card {
        number,
        holder,
        issued: Month { month, year },
        phone,
        standing,
    }
}

/// Every card there is, bank by bank; shown to whoever pays.
pub(crate) static CARDS: [Card; 12] = [
    card("9704368888888888018", Standing::Good),
    card("9704368888888888026", Standing::Empty),
    card("9704368888888888034", Standing::Locked),
    card("9704158888888888018", Standing::Good),
    card("9704158888888888026", Standing::Empty),
    card("9704158888888888034", Standing::Locked),
    card("9704058888888888018", Standing::Good),
    card("9704058888888888026", Standing::Empty),
    card("9704058888888888034", Standing::Locked),
    card("9704188888888888018", Standing::Good),
    card("9704188888888888026", Standing::Empty),
    card("9704188888888888034", Standing::Locked),
];

pub(crate) fn find(number: &str) -> Option<&'static Card> {
    CARDS.iter().find(|card| card.number == number)
}

impl Card {
    pub(crate) fn masked(&self) -> String {
        format!("{}*********{}", &self.number[..6], &self.number[15..])
    }

    pub(super) fn masked_phone(&self) -> String {
        format!("{}xxx{}", &self.phone[..4], &self.phone[7..])
    }

    /// The number in groups of four, as printed on a card.
    pub(crate) fn printed(&self) -> String {
        let digits: Vec<_> = self.number.chars().collect();
        let groups = digits.chunks(4).map(String::from_iter);
        groups.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn outcome(&self) -> &'static str {
        match self.standing {
            Standing::Good => "Thanh toán thành công",
            Standing::Empty => "Không đủ số dư",
            Standing::Locked => "Thẻ bị khóa",
        }
    }

    /// The class of [`Card::outcome`] in the style sheet.
    pub(crate) fn class(&self) -> &'static str {
        match self.standing {
            Standing::Good => "good",
            Standing::Empty | Standing::Locked => "bad",
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub holder: String,
    pub card_number: String,
    pub issue_date: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Errors {
    pub holder: Option<&'static str>,
    pub card_number: Option<&'static str>,
    pub issue_date: Option<&'static str>,
}

impl Typed {
    /// The card of `bank` this is, or every field that does not fit.
    pub(crate) fn check(&self, bank: &Bank) -> Result<&'static Card, Errors> {
        let number = self.card_number.replace([' ', '-', '.'], "");
        let card = bank.cards().find(|card| card.number == number);
        let card_number = match card {
            _ if number.is_empty() => Some("Nhập số in trên thẻ."),
            _ if number.len() != 19 || !is_digits(&number) => Some("Số thẻ gồm 19 chữ số."),
            None => Some("Số thẻ không đúng."),
            Some(_) => None,
        };
        let holder = self.holder.split_whitespace().collect::<Vec<_>>().join(" ");
        let holder = match card {
            _ if holder.is_empty() => Some("Nhập tên chủ thẻ, không dấu như in trên thẻ."),
            _ if !holder.is_ascii() => Some("Nhập tên không dấu như in trên thẻ."),
            Some(card) if !card.holder.eq_ignore_ascii_case(&holder) => {
                Some("Tên không khớp với thẻ.")
            }
            _ => None,
        };
        let issue_date = match (parse_month(&self.issue_date), card) {
            _ if self.issue_date.trim().is_empty() => {
                Some("Nhập tháng và năm phát hành, ví dụ 03/2018.")
            }
            (None, _) => Some("Nhập tháng và năm, ví dụ 03/2018."),
            (Some(month), Some(card)) if card.issued != month => {
                Some("Ngày phát hành không khớp với thẻ.")
            }
            _ => None,
        };
        let errors = Errors {
            holder,
            card_number,
            issue_date,
        };
        match card {
            Some(card) if errors == Errors::default() => Ok(card),
            _ => Err(errors),
        }
    }
}

/// `3/2018`, `03 / 2018`, or `032018` from a keypad without a slash.
fn parse_month(text: &str) -> Option<Month> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (month, year) = match compact.split_once(['/', '-', '.']) {
        Some(parts) => parts,
        None if compact.len() == 6 => compact.split_at_checked(2)?,
        None => return None,
    };
    if !is_digits(month) || !is_digits(year) || year.len() != 4 {
        return None;
    }
    let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    let year = year.parse().ok()?;
    Some(Month { month, year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BANKS;

    fn typed(holder: &str, number: &str, issued: &str) -> Typed {
        Typed {
            holder: holder.to_owned(),
            card_number: number.to_owned(),
            issue_date: issued.to_owned(),
        }
    }

    #[test]
    fn a_card_is_recognised_however_it_is_spaced() {
        for (holder, number, issued) in [
            ("NGUYEN VAN A", "9704368888888888018", "03/2018"),
            (" nguyen  van a ", "9704 3688 8888 8888 018", "3 / 2018"),
            ("Nguyen Van A", "9704-3688-8888-8888-018", "032018"),
        ] {
            let card = typed(holder, number, issued).check(&BANKS[0]);
            assert_eq!(card, Ok(&CARDS[0]));
        }
    }

    #[test]
    fn only_the_wrong_field_is_named() {
        let (right, other) = (CARDS[0].number, "9704368888888888019");
        for (holder, number, issued, wrong) in [
            ("TRAN THI B", right, "03/2018", [true, false, false]),
            ("NGUYEN VAN A", right, "04/2018", [false, false, true]),
            ("NGUYEN VAN A", other, "03/2018", [false, true, false]),
        ] {
            let errors = typed(holder, number, issued).check(&BANKS[0]).unwrap_err();
            let named = [errors.holder, errors.card_number, errors.issue_date];
            assert_eq!(named.map(|error| error.is_some()), wrong);
        }
    }

    #[test]
    fn a_card_of_another_bank_is_not_known() {
        let other = typed("NGUYEN VAN A", CARDS[3].number, "03/2018");
        assert!(other.check(&BANKS[0]).unwrap_err().card_number.is_some());
        assert_eq!(other.check(&BANKS[1]), Ok(&CARDS[3]));
    }

    #[test]
    fn an_empty_form_names_every_field() {
        let errors = Typed::default().check(&BANKS[0]).unwrap_err();
        let named = [errors.holder, errors.card_number, errors.issue_date];
        assert!(named.iter().all(Option::is_some));
    }

    #[test]
    fn impossible_months_are_not_months() {
        for text in [
            "13/2018", "0/2018", "3/18", "2018", "tháng 3", "+3/2018", "３/2018",
        ] {
            assert_eq!(parse_month(text), None, "{text}");
        }
    }

    #[test]
    fn the_middle_of_a_number_is_never_told() {
        assert_eq!(CARDS[0].masked(), "970436*********8018");
    }
}
