//! A payer at the bank's page in the sandbox.

use super::{Portal, one_time_code, until};

/// A bank card of the sandbox: holder, number, and the phone that its codes go to.
#[derive(Clone, Copy)]
pub struct Card {
    holder: &'static str,
    number: &'static str,
    phone: &'static str,
}

pub const GOOD_CARD: Card = Card {
    holder: "NGUYEN VAN A",
    number: "9704368888888888018",
    phone: "0900000001",
};
pub const EMPTY_CARD: Card = Card {
    holder: "TRAN THI B",
    number: "9704368888888888026",
    phone: "0900000002",
};

impl Portal {
    /// Pays at the bank from the platform's page on; where the bank sends the browser afterwards.
    pub async fn pay(&self, payment_page: &str, card: Card) -> String {
        let page = self.bank_page(payment_page).await;
        let to_code = self
            .fill_in(
                &format!("{page}/card"),
                &[
                    ("holder", card.holder),
                    ("card_number", card.number),
                    ("issue_date", "03/2018"),
                ],
            )
            .await;
        assert_eq!(format!("{}{to_code}", self.sandbox_url), page);
        let inbox = self
            .sandbox_json(&format!("/sandbox/phone/{}.json", card.phone))
            .await;
        let code = one_time_code(inbox[0]["text"].as_str().expect("the bank's message"))
            .expect("the bank's code");
        self.fill_in(&format!("{page}/code"), &[("otp", &code)])
            .await
    }

    /// Turns back at the bank.
    pub async fn give_up(&self, payment_page: &str) -> String {
        let page = self.bank_page(payment_page).await;
        self.fill_in(&format!("{page}/cancel"), &[]).await
    }

    async fn bank_page(&self, payment_page: &str) -> String {
        let answer = self
            .http
            .get(payment_page)
            .send()
            .await
            .expect("the sandbox");
        format!("{}{}", self.sandbox_url, location(&answer))
    }

    async fn fill_in(&self, address: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.http.post(address).form(fields).send().await;
        location(&answer.expect("the sandbox"))
    }

    /// What became of the CONFIRM messages about a payment, once there are so many.
    pub async fn deliveries(&self, reference: &str, count: usize) -> Vec<serde_json::Value> {
        until("CONFIRM", || async {
            let log = self
                .sandbox_json("/sandbox/national-platform/deliveries.json")
                .await;
            let about: Vec<serde_json::Value> = log
                .as_array()
                .expect("a list")
                .iter()
                .filter(|delivery| delivery["reference"] == reference)
                .cloned()
                .collect();
            (about.len() >= count).then_some(about)
        })
        .await
    }
}

fn location(answer: &reqwest::Response) -> String {
    assert_eq!(answer.status(), 303);
    let location = answer.headers().get("location").expect("a location");
    location.to_str().expect("visible characters").to_owned()
}
