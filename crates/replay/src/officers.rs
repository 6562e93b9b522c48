//! Two finance officers at their desks: they approve refunds, hand transfers to the bank, and look into attempts that nobody
//! answers for.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::http::{Answer, Browser, Call};
use crate::ledgers::{CHARGES, Charge};
use crate::progress::{Progress, increment};
use crate::sandbox::Sandbox;

const PAUSE: Duration = Duration::from_millis(500);

pub struct Officers<'a> {
    /// Proposes, and deals with the bank.
    pub first: &'a Browser,
    pub second: &'a Browser,
    pub sandbox: &'a Sandbox,
    pub progress: &'a Progress,
}

impl Officers<'_> {
    /// Works until told to stop. What goes wrong once is tried again in the next round.
    pub async fn work(&self, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            if let Err(error) = self.round().await {
                eprintln!("replay: the officers could not go on: {error:#}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn round(&self) -> Result<()> {
        self.approve_refunds().await?;
        self.transfer().await?;
        self.ask_about_refunds().await?;
        self.look_into_attempts().await
    }

    /// Approves what is proposed: through the provider where it takes money back and has not refused to, else by transfer.
    async fn approve_refunds(&self) -> Result<()> {
        let proposed = self.refunds("proposed").await?;
        if proposed.is_empty() {
            return Ok(());
        }
        let refused = self.refunds("failed").await?;
        let refused = refused.iter().map(|refund| refund["attempt"].to_string());
        let refused: HashSet<String> = refused.collect();
        for refund in proposed {
            let approval = match &refund["through_provider"] {
                Value::Bool(true) if !refused.contains(&refund["attempt"].to_string()) => json!({}),
                _ => account_of(&refund),
            };
            if self.decide(&refund, approval).await? {
                increment(&self.progress.refunds);
            }
        }
        Ok(())
    }

    /// Whoever did not propose it, nor name its account, approves it; whether that decided it.
    async fn decide(&self, refund: &Value, approval: Value) -> Result<bool> {
        let is_own = refund["own"] == true;
        let by = if is_own { self.second } else { self.first };
        let id = refund["id"].as_str().unwrap_or_default();
        let call = Call::post(format!("/api/v1/finance/refunds/{id}/approve"), approval);
        let Answer { status, body } = by.insist(&call).await?;
        match status {
            // The system's proposal waits for the other officer, who types the same account.
            200 => Ok(body["state"] != "proposed"),
            // The answer to an earlier approval got lost.
            409 => Ok(false),
            _ => bail!("approving refund {id} was answered with {status} {body}"),
        }
    }

    /// Takes the list of transfers to the bank and brings the results back.
    async fn transfer(&self) -> Result<()> {
        let list = Call::get("/api/v1/finance/transfers.csv");
        let Value::String(csv) = self.first.expect(&list).await? else {
            bail!("the list of transfers is no CSV");
        };
        if csv.lines().count() < 2 {
            return Ok(());
        }
        let Some(results) = self.sandbox.transfer(csv).await else {
            return Ok(());
        };
        let taken = json!({ "csv": results });
        let path = "/api/v1/finance/transfers/results";
        self.first.post(path, taken).await?;
        Ok(())
    }

    /// Asks once more about refunds that their provider did not answer for in three days.
    async fn ask_about_refunds(&self) -> Result<()> {
        for state in ["approved", "pending", "unknown"] {
            for refund in self.refunds(state).await? {
                if refund["needs_person"] != true {
                    continue;
                }
                let id = refund["id"].as_str().unwrap_or_default();
                let ask = Call::post(format!("/api/v1/finance/refunds/{id}/refresh"), json!({}));
                // 409: it was answered meanwhile.
                self.first.insist(&ask).await?;
            }
        }
        Ok(())
    }

    /// Asks about the attempts in the officers' queue, and corrects those that are not answered for even then by what the
    /// banks' ledgers say.
    async fn look_into_attempts(&self) -> Result<()> {
        let queue = self.pages("/api/v1/finance/attempts?q=").await?;
        if queue.is_empty() {
            return Ok(());
        }
        let charges: Vec<Charge> = self.sandbox.json(CHARGES).await?;
        for attempt in queue {
            let reference = attempt["reference"].as_str().unwrap_or_default();
            let path = format!("/api/v1/finance/attempts/{reference}");
            let ask = format!("{path}/refresh");
            let detail = self.first.post(ask, json!({})).await?;
            // Another amount than was due is no missing answer, and no correction makes it right.
            if detail["needs_person"] != true || detail["state"] == "amount_mismatch" {
                continue;
            }
            let charge = charges.iter().find(|charge| charge.reference == reference);
            let detail = match &detail["correction"] {
                Value::Null => {
                    let propose = format!("{path}/corrections");
                    self.first.post(propose, correction(charge)).await?
                }
                _ => detail,
            };
            self.correct(&detail["correction"]).await?;
        }
        Ok(())
    }

    async fn correct(&self, correction: &Value) -> Result<()> {
        let id = correction["id"].as_str().unwrap_or_default();
        let path = format!("/api/v1/finance/corrections/{id}/approve");
        let approve = Call::post(path, json!({}));
        let Answer { status, body } = self.second.insist(&approve).await?;
        match status {
            200 => increment(&self.progress.corrections),
            409 => {}
            _ => bail!("approving a correction was answered with {status} {body}"),
        }
        Ok(())
    }

    async fn refunds(&self, state: &str) -> Result<Vec<Value>> {
        self.pages(&format!("/api/v1/finance/refunds?state={state}"))
            .await
    }

    async fn pages(&self, list: &str) -> Result<Vec<Value>> {
        let mut items = Vec::new();
        for page in 1.. {
            let call = Call::get(format!("{list}&page={page}"));
            let mut answer = self.first.expect(&call).await?;
            if let Value::Array(more) = answer["items"].take() {
                items.extend(more);
            }
            if answer["pages"].as_i64().unwrap_or(1) <= page {
                break;
            }
        }
        Ok(items)
    }
}

/// An account that exists, one for each dossier.
fn account_of(refund: &Value) -> Value {
    let reference = refund["dossier_reference"].as_str().unwrap_or_default();
    let digits: String = reference.chars().filter(char::is_ascii_digit).collect();
    json!({
        "bank_bin": "970436",
        // Accounts that end in 0000 are closed at the sandbox.
        "account_number": format!("10203040{digits}1"),
        "account_holder": "NGUYEN VAN A",
    })
}

/// What the banks' ledgers say of an attempt.
fn correction(charge: Option<&Charge>) -> Value {
    match charge {
        Some(charge) => json!({
            "outcome": "paid",
            "amount": charge.amount.to_string(),
            "provider_transaction": charge.transaction,
            "reason": "Theo sổ của ngân hàng",
        }),
        None => json!({ "outcome": "failed", "reason": "Không có trong sổ của ngân hàng" }),
    }
}
