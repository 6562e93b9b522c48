//! A citizen who files a dossier and pays for it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::{Answer, Browser, Call};
use crate::payer::{Acted, Opened};
use crate::plan::{Plan, Story, Tap};
use crate::progress::{Progress, increment};
use crate::sandbox::Sandbox;

/// Whoever gets no answer to “pay” for so long looks at the order again.
const TIMEOUT: Duration = Duration::from_secs(8);
/// The portal gives a request up that has no answer after half a minute; so does a payer who waits for that.
const LONG_TIMEOUT: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(700);
/// Channels that a payer tries before giving up for today.
const MAX_CHOICES: usize = 12;

pub struct Citizen<'a> {
    pub browser: &'a Browser,
    pub sandbox: &'a Sandbox,
    pub progress: &'a Progress,
}

#[derive(Debug, Clone)]
struct Order {
    number: i64,
    id: String,
    amount: i64,
}

#[derive(Debug, PartialEq, Eq)]
enum Chosen {
    Opened(Opened),
    /// The channel does not work; perhaps another is suggested.
    NotThisOne(Option<String>),
    NothingToPay,
    /// The first request with this key is not answered yet.
    InFlight,
}

impl Citizen<'_> {
    async fn file(&self, plan: &Plan) -> Result<Order> {
        let content = content(plan);
        let mut draft = content.clone();
        draft["procedure_code"] = "2.000488".into();
        let call = Call::post("/api/v1/dossiers", draft).with_key(fresh_key());
        let dossier = self.browser.expect(&call).await?;
        let number = dossier["number"].as_i64().context("a dossier's number")?;
        let send = format!("/api/v1/dossiers/{number}/send");
        let call = Call::post(send, content).with_key(fresh_key());
        self.browser.expect(&call).await?;
        let order = self.look_at_order(number).await?;
        Ok(Order {
            number,
            id: order["id"].as_str().context("an order's id")?.to_owned(),
            amount: order["totals"]["total"].as_i64().context("an amount")?,
        })
    }

    async fn look_at_order(&self, number: i64) -> Result<Value> {
        let path = format!("/api/v1/dossiers/{number}/payment-order");
        self.browser.expect(&Call::get(path)).await
    }

    pub async fn pay(&self, plan: &Plan, pressed: impl Fn()) -> Result<()> {
        let order = self.file(plan).await?;
        pressed();
        let Some(first) = self.open(&order, plan, 0).await? else {
            return Ok(());
        };
        match plan.story {
            Story::Pays => self.pay_and_return(&order, plan, &first, "pay").await,
            Story::PaysTwice => self.pay_and_return(&order, plan, &first, "pay_twice").await,
            Story::NeverReturns => first.act(self.sandbox, "pay").await.map(drop),
            Story::ReturnsLate(after_ms) => {
                first.act(self.sandbox, "pay").await?;
                tokio::time::sleep(Duration::from_millis(after_ms)).await;
                first.return_to_portal(self.browser).await
            }
            Story::PaysInTwoTabs => {
                let second = self.open(&order, plan, 1).await?;
                first.act(self.sandbox, "pay").await?;
                match second {
                    Some(second) => self.pay_and_return(&order, plan, &second, "pay").await,
                    None => first.return_to_portal(self.browser).await,
                }
            }
            Story::CancelsThenPays => self.fail_then_pay(&order, plan, &first, "cancel").await,
            Story::IsShortThenPays => {
                let act = "insufficient";
                self.fail_then_pay(&order, plan, &first, act).await
            }
            Story::WrongCode => {
                first.act(self.sandbox, "wrong_otp").await?;
                first.return_to_portal(self.browser).await
            }
            Story::Leaves => first.act(self.sandbox, "leave").await.map(drop),
        }
    }

    async fn fail_then_pay(
        &self,
        order: &Order,
        plan: &Plan,
        first: &Opened,
        act: &str,
    ) -> Result<()> {
        first.act(self.sandbox, act).await?;
        first.return_to_portal(self.browser).await?;
        match self.open(order, plan, 1).await? {
            Some(second) => self.pay_and_return(order, plan, &second, "pay").await,
            None => Ok(()),
        }
    }

    /// Pays and comes back. Where the payment has ended meanwhile, the payer chooses once more.
    async fn pay_and_return(
        &self,
        order: &Order,
        plan: &Plan,
        opened: &Opened,
        act: &str,
    ) -> Result<()> {
        let acted = opened.act(self.sandbox, act).await?;
        opened.return_to_portal(self.browser).await?;
        if acted == Acted::TooLate
            && let Some(again) = self.open(order, plan, 2).await?
        {
            again.act(self.sandbox, "pay").await?;
            again.return_to_portal(self.browser).await?;
        }
        Ok(())
    }

    /// Chooses channels until one opens, beginning with the plan's `skipped`th. Nothing where the order is paid already or
    /// no channel opens.
    async fn open(&self, order: &Order, plan: &Plan, skipped: usize) -> Result<Option<Opened>> {
        let mut others = plan.channels.iter().cycle().skip(skipped);
        let mut channel = others.next().copied().context("a channel")?.to_owned();
        for _ in 0..MAX_CHOICES {
            let chosen = match self.press(order, &channel, plan).await? {
                Chosen::InFlight => self.reload(order).await?,
                other => other,
            };
            match chosen {
                Chosen::Opened(opened) => return Ok(Some(opened)),
                Chosen::NothingToPay => return Ok(None),
                Chosen::NotThisOne(suggested) => {
                    increment(&self.progress.refused);
                    let next = suggested.or_else(|| others.next().map(|next| (*next).to_owned()));
                    channel = next.context("a channel")?;
                }
                Chosen::InFlight => {}
            }
        }
        Ok(None)
    }

    /// Presses “pay” once, twice, or over a line that breaks, with one key.
    async fn press(&self, order: &Order, channel: &str, plan: &Plan) -> Result<Chosen> {
        let path = format!("/api/v1/payment-orders/{}/attempts", order.id);
        let call = Call::post(path, json!({ "channel": channel })).with_key(fresh_key());
        let patience = if plan.patient { LONG_TIMEOUT } else { TIMEOUT };
        let answered = || self.answered(&call, order.amount, patience);
        match plan.tap {
            Tap::Once => answered().await,
            Tap::BrokenOff(after_ms) => {
                let limit = Duration::from_millis(after_ms);
                // Whether it got through nobody knows; asking again with the same key is right either way.
                let _ = tokio::time::timeout(limit, self.browser.send(&call)).await;
                answered().await
            }
            Tap::Twice => {
                let (one, other) = tokio::join!(answered(), answered());
                let (one, other) = (one?, other?);
                if let (Chosen::Opened(one), Chosen::Opened(other)) = (&one, &other) {
                    let (one, other) = (&one.reference, &other.reference);
                    ensure!(
                        one == other,
                        "a double tap made two payments: {one} and {other}"
                    );
                }
                Ok(if one == Chosen::InFlight { other } else { one })
            }
        }
    }

    /// Repeats a request with its key until it is answered, or patience with one that is in flight ends.
    async fn answered(&self, call: &Call, amount: i64, patience: Duration) -> Result<Chosen> {
        let mut in_flight_since = None;
        loop {
            // A broken line is asked about again for as long as it takes the server to come back.
            let answer = self.browser.insist_but_in_flight(call).await?;
            match read(&answer, amount)? {
                Chosen::InFlight => {
                    let since = *in_flight_since.get_or_insert_with(Instant::now);
                    if since.elapsed() > patience {
                        return Ok(Chosen::InFlight);
                    }
                }
                chosen => return Ok(chosen),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks at the order's page again: the latest attempt can be paid by, or another channel chosen.
    async fn reload(&self, order: &Order) -> Result<Chosen> {
        let page = self.look_at_order(order.number).await?;
        if page["state"] == "paid" {
            return Ok(Chosen::NothingToPay);
        }
        let latest = &page["latest_attempt"];
        let payable = Opened::read(latest, order.amount).filter(|_| latest["outcome"] == "waiting");
        Ok(payable.map_or(Chosen::NotThisOne(None), Chosen::Opened))
    }
}

fn read(answer: &Answer, amount: i64) -> Result<Chosen> {
    let body = &answer.body;
    Ok(match (answer.status, answer.code()) {
        (200, _) => match Opened::read(body, amount) {
            Some(opened) => Chosen::Opened(opened),
            // An attempt that was begun by a server that died: what is known of it shows no way to pay.
            None => Chosen::NotThisOne(None),
        },
        (409, "idempotency_in_flight") => Chosen::InFlight,
        (409, "conflict") => Chosen::NothingToPay,
        (503 | 504, _) => {
            Chosen::NotThisOne(body["suggestion"]["value"].as_str().map(str::to_owned))
        }
        (422, _) if body["errors"][0]["field"] == "channel" => Chosen::NotThisOne(None),
        (status, _) => bail!("choosing a channel was answered with {status} {body}"),
    })
}

fn content(plan: &Plan) -> Value {
    json!({
        "unit_code": "72-so-tu-phap",
        "form": {
            "kind": "criminal_record",
            "form_number": "1",
            "purpose": "Xin giấy phép lao động",
            "permanent_address": "Ấp 1, xã Thạnh Đức, huyện Gò Dầu",
            "current_address": "Ấp 1, xã Thạnh Đức, huyện Gò Dầu",
            "copies": plan.copies.to_string(),
            "reduced_group": if plan.reduced { "student" } else { "" },
        },
    })
}

fn fresh_key() -> String {
    Uuid::new_v4().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: Value) -> Answer {
        Answer { status, body }
    }

    #[test]
    fn a_suggestion_is_taken_and_a_paid_order_is_left_alone() {
        let suggestion = json!({ "field": "channel", "value": "momo" });
        let body = json!({ "code": "provider_unavailable", "suggestion": suggestion });
        let momo = Chosen::NotThisOne(Some("momo".to_owned()));
        assert_eq!(read(&answer(503, body), 1).unwrap(), momo);
        let paid = answer(409, json!({ "code": "conflict" }));
        assert_eq!(read(&paid, 1).unwrap(), Chosen::NothingToPay);
        let in_flight = answer(409, json!({ "code": "idempotency_in_flight" }));
        assert_eq!(read(&in_flight, 1).unwrap(), Chosen::InFlight);
    }

    #[test]
    fn a_key_used_for_something_else_is_nobodys_plan() {
        let reused = answer(422, json!({ "code": "idempotency_key_reused" }));
        assert!(read(&reused, 1).is_err());
    }
}
