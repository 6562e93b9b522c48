//! `GET /api/v1/receipts/{id}/pdf`: the receipt as a PDF, for its owner; one for cash also for the desk that took it.

use crate::{
    error::problem_response,
    http::{Error, RequestContext, Result},
    state::AppState,
};
use app::api::Problem;
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, header},
    response::Response,
};
use documents::receipt::{Cancellation, Receipt, ReceiptLine, render};
use uuid::Uuid;

pub async fn pdf(
    State(app): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let reference = crate::http::context::reference(&parts);
    let answer = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let id = id.parse().map_err(|_| Problem::not_found())?;
        let receipt = find(&cx, id).await?;
        let name = format!("bien-lai-{}-{:07}.pdf", receipt.serial, receipt.number);
        let bytes = tokio::task::spawn_blocking(move || render(&receipt))
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        Ok::<_, Error>((name, bytes))
    }
    .await;
    match answer {
        Ok((name, bytes)) => response(&name, bytes),
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

fn response(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/pdf"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

async fn find(cx: &RequestContext, id: Uuid) -> Result<Receipt> {
    let account_id = cx.account()?;
    // Whoever takes cash hands the receipt over.
    let desk = cx.cash_officer().ok().map(|officer| &*officer.unit_code);
    let row = sqlx::query!(
        "select r.form_symbol, r.serial, r.number, r.check_code, r.content, r.issued_at, r.cancelled_at,
             r.cancellation_reason
         from receipts r
         join payment_orders o on o.id = r.order_id
         join dossiers d on d.number = o.dossier_number
         join payment_attempts a on a.id = r.attempt_id
         join payment_channels k on k.code = a.channel_code
         where r.id = $1 and (d.account_id = $2 or (k.kind = 'cash' and d.unit_code = $3))",
        id,
        account_id,
        desk
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let content = row.content.0;
    Ok(Receipt {
        form_symbol: row.form_symbol,
        serial: row.serial,
        number: u32::try_from(row.number).map_err(Error::internal)?,
        agency_name: content.agency_name,
        agency_tax_code: None,
        agency_address: None,
        payer_name: content.payer_name,
        payer_identity_masked: content.payer_identity_masked,
        payer_tax_code: content.payer_tax_code,
        payer_address: Some(content.payer_address).filter(|address| !address.is_empty()),
        dossier_reference: content.dossier_reference,
        procedure_name: content.procedure_name,
        lines: content
            .lines
            .into_iter()
            .map(|line| ReceiptLine {
                kind: line.kind,
                code: line.code,
                name: line.name,
                quantity: line.quantity,
                unit_amount: line.unit_amount,
                amount: line.amount,
            })
            .collect(),
        method: content.method,
        provider_transaction: content.provider_transaction,
        reference: content.reference,
        paid_at: content.paid_at,
        issued_at: row.issued_at,
        check_url: format!("{}/bien-lai/{}", cx.app.config.public_url, row.check_code),
        cancellation: row.cancelled_at.map(|at| Cancellation {
            at,
            reason: row.cancellation_reason.unwrap_or_default(),
        }),
    })
}
