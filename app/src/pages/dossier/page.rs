//! `/ho-so/{number}`: a dossier of the account, to go on with or to follow.

use super::{dossier_in_address, draft::Draft, filed::Filed};
use crate::{
    api::{
        Empty, Problem,
        catalogue::{GetProcedure, Procedure, ProcedurePath},
        dossiers::{Dossier, DossierPath, GetDossier},
        payments::{CitizenRefund, GetPaymentOrder},
    },
    client,
    components::Loaded,
    locales::{dossier::dossier_number, language},
    submitted::SubmittedForm,
};
use domain::{
    dossier::DossierState,
    payment::{OrderState, Outcome},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

/// A dossier with what its state needs beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Opened {
    dossier: Dossier,
    /// The procedure of a draft, for its units and fees.
    procedure: Option<Procedure>,
    /// The receipt, once paid.
    receipt: Option<uuid::Uuid>,
    receipt_cancelled_on: Option<String>,
    refunds: Vec<CitizenRefund>,
    /// Reference of the attempt that waits for its result.
    waiting: Option<String>,
}

/// A draft as a form, anything later as a summary.
#[component]
pub fn DossierPage() -> impl IntoView {
    let path = dossier_in_address();
    // What refused a form knows more of the same problem than the page: that the draft is gone, not that the address is wrong, or
    // that a file must be chosen again.
    let refused = use_context::<SubmittedForm>().and_then(|form| form.problem);
    let opened = Resource::new(
        move || path.get(),
        move |path| {
            let refused = refused.clone();
            async move {
                open(path).await.map_err(|problem| {
                    refused
                        .filter(|refused| refused.code == problem.code)
                        .unwrap_or(problem)
                })
            }
        },
    );
    view! {
        <Title text=dossier_number(language(), path.get_untracked().number) />
        <Loaded headed=true resource=opened view=|opened: Opened| match opened.procedure {
            Some(procedure) => Either::Left(view! { <Draft dossier=opened.dossier procedure /> }),
            None => Either::Right(view! {
                <Filed
                    dossier=opened.dossier
                    receipt=opened.receipt
                    cancelled_on=opened.receipt_cancelled_on
                    refunds=opened.refunds
                    waiting=opened.waiting
                />
            }),
        } />
    }
}

async fn open(path: DossierPath) -> Result<Opened, Problem> {
    let dossier = client::call::<GetDossier>(&path, &Empty {}).await?;
    let procedure = if dossier.summary.state == DossierState::Draft {
        let code = dossier.procedure_code.clone();
        Some(client::call::<GetProcedure>(&ProcedurePath { code }, &Empty {}).await?)
    } else {
        None
    };
    let order = dossier.summary.order.as_ref();
    let was_begun = order.is_some_and(|order| order.state != OrderState::Due);
    let (receipt, receipt_cancelled_on, refunds, latest) = if was_begun {
        let order = client::call::<GetPaymentOrder>(&path, &Empty {}).await?;
        (
            order.receipt,
            order.receipt_cancelled_on,
            order.refunds,
            order.latest_attempt,
        )
    } else {
        (None, None, Vec::new(), None)
    };
    let waiting = latest
        .filter(|attempt| attempt.outcome == Outcome::Waiting)
        .map(|attempt| attempt.reference);
    Ok(Opened {
        dossier,
        procedure,
        receipt,
        receipt_cancelled_on,
        refunds,
        waiting,
    })
}
