//! What a kind of work means.

use super::{Done, Work};
use crate::error::{Error, Result};
use futures::FutureExt;
use serde_json::Value;
use std::{any::Any, collections::HashMap, panic::AssertUnwindSafe, pin::Pin};

type Handled = Pin<Box<dyn Future<Output = Result<Done>> + Send>>;
pub(super) type Handler<S> = Box<dyn Fn(S, Value) -> Handled + Send + Sync>;

/// What runs each kind of work, given the state `S` of the server.
pub struct Registry<S> {
    pub(super) handlers: HashMap<&'static str, Handler<S>>,
    /// What is done where a job of a kind is given up.
    pub(super) given_up: HashMap<&'static str, Handler<S>>,
    message_kinds: Vec<String>,
}

impl<S> Default for Registry<S> {
    fn default() -> Self {
        Self {
            handlers: HashMap::new(),
            given_up: HashMap::new(),
            message_kinds: Vec::new(),
        }
    }
}

impl<S: 'static> Registry<S> {
    #[must_use]
    pub fn handle<W: Work, F>(
        mut self,
        handler: impl Fn(S, W) -> F + Clone + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Done>> + Send + 'static,
    {
        for kind in W::KINDS {
            self.handlers.insert(kind, of_stored(handler.clone()));
            if W::IS_MESSAGE {
                self.message_kinds.push((*kind).to_owned());
            }
        }
        self
    }

    /// What is done besides where a job is given up, so that whoever it concerns sees it.
    #[must_use]
    pub fn on_given_up<W: Work, F>(
        mut self,
        handler: impl Fn(S, W) -> F + Clone + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Done>> + Send + 'static,
    {
        for kind in W::KINDS {
            self.given_up.insert(kind, of_stored(handler.clone()));
        }
        self
    }

    /// Kinds of work that are messages, or end in one.
    #[must_use]
    pub fn message_kinds(&self) -> &[String] {
        &self.message_kinds
    }
}

/// A handler that reads its work first.
fn of_stored<S: 'static, W: Work, F>(
    handler: impl Fn(S, W) -> F + Send + Sync + 'static,
) -> Handler<S>
where
    F: Future<Output = Result<Done>> + Send + 'static,
{
    Box::new(move |state, stored| {
        let handled = serde_json::from_value(stored).map(|work| handler(state, work));
        Box::pin(async move { handled?.await })
    })
}

/// How a job ran.
pub(super) enum Ran {
    Done(Done),
    Failed(Error),
    Panicked(String),
}

/// Runs a handler. A panic ends neither its worker nor the transaction that holds its row.
pub(super) async fn run<S>(handler: &Handler<S>, state: S, work: Value) -> Ran {
    let handled = AssertUnwindSafe(async {
        // Within, because a handler may panic before it waits for anything.
        let handled = handler(state, work);
        handled.await
    });
    match handled.catch_unwind().await {
        Ok(Ok(done)) => Ran::Done(done),
        Ok(Err(error)) => Ran::Failed(error),
        Err(panic) => Ran::Panicked(words(panic.as_ref())),
    }
}

/// What a panic said.
pub(super) fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
}
