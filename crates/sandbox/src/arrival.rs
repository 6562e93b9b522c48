//! How messages and emails arrive: once, or as a fault says.

use std::{io, time::Duration};

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Sandbox, faults::Fault, world::Event};

/// Records what `event` makes of an id and the time of arrival: not at all, late or twice, where the fault says so. The id is
/// told to the sender, who must not notice a fault.
pub(crate) fn arrive(
    sandbox: &Sandbox,
    fault: Option<Fault>,
    event: impl Fn(Uuid, OffsetDateTime) -> Event + Send + 'static,
) -> io::Result<Uuid> {
    let id = Uuid::new_v4();
    let now = sandbox.now();
    match fault {
        Some(Fault::Lose) => {}
        Some(Fault::Late(ms)) => {
            let sandbox = sandbox.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                let _lost = sandbox.journal().record(event(id, sandbox.now()));
            });
        }
        Some(Fault::Duplicate) => {
            let mut journal = sandbox.journal();
            journal.record(event(id, now))?;
            journal.record(event(Uuid::new_v4(), now))?;
        }
        _ => sandbox.journal().record(event(id, now))?,
    }
    Ok(id)
}
