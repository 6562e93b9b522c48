//! The banks as the payer meets them: cards, the payment page, one-time codes, transfers, and their ledgers.

pub(crate) mod card;
pub(crate) mod pay;
pub(crate) mod transfers_out;

use axum::{Json, extract::State};
use uuid::Uuid;

use crate::{
    Sandbox,
    world::{Charge, Refund},
};

/// One bank that the national platform reaches directly.
#[derive(Debug, PartialEq)]
pub(crate) struct Bank {
    /// `MaNganHang`
    pub code: &'static str,
    pub slug: &'static str,
    pub name: &'static str,
    pub full_name: &'static str,
    /// First six digits of its cards.
    pub number: &'static str,
}

pub(crate) static BANKS: [Bank; 4] = [
    Bank {
        code: "VCB",
        slug: "vietcombank",
        name: "Vietcombank",
        full_name: "Ngân hàng TMCP Ngoại thương Việt Nam",
        number: "970436",
    },
    Bank {
        code: "ICB",
        slug: "vietinbank",
        name: "VietinBank",
        full_name: "Ngân hàng TMCP Công thương Việt Nam",
        number: "970415",
    },
    Bank {
        code: "VBA",
        slug: "agribank",
        name: "Agribank",
        full_name: "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam",
        number: "970405",
    },
    Bank {
        code: "BIDV",
        slug: "bidv",
        name: "BIDV",
        full_name: "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam",
        number: "970418",
    },
];

pub(crate) fn by_code(code: &str) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.code == code)
}

impl Bank {
    /// Where the payer of this payment types in the card.
    pub(crate) fn address(&self, token: Uuid) -> String {
        format!("/sandbox/{}/pay/{token}", self.slug)
    }

    pub(crate) fn cards(&self) -> impl Iterator<Item = &'static card::Card> {
        let issued = |card: &&card::Card| card.number.starts_with(self.number);
        card::CARDS.iter().filter(issued)
    }
}

/// `GET /sandbox/bank/charges.json`: every charge, oldest first.
pub(crate) async fn charges(State(sandbox): State<Sandbox>) -> Json<Vec<Charge>> {
    Json(sandbox.journal().world.charges.clone())
}

/// `GET /sandbox/bank/refunds.json`: every refund, oldest first.
pub(crate) async fn refunds(State(sandbox): State<Sandbox>) -> Json<Vec<Refund>> {
    Json(sandbox.journal().world.refunds.clone())
}
