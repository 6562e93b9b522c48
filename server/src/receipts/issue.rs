//! Issues the receipt of a settled order.

use super::{Content, Owner, Payer};
use crate::{http::Result, masking::masked_identity_number};
use app::api::payments::ChannelKind;
use domain::{calendar::vietnam_date, catalogue::Level, payment::taken_at};
use rand::Rng;
use sqlx::{PgConnection, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// Form symbol: 01 no pre-printed value, BLP fee receipt, 0 copies because it is electronic, first form.
const FORM_SYMBOL: &str = "01BLP0-001";

/// The receipts that an order has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    pub how_many: i64,
    /// Whether one of them is not void.
    pub is_valid: bool,
    /// The attempt that the last of them names: whose money settles the order, while it is paid.
    pub attempt_id: Option<Uuid>,
}

/// # Errors
/// A database error.
pub async fn issued(tx: &mut PgConnection, order_id: Uuid) -> Result<Issued> {
    Ok(sqlx::query_as!(
        Issued,
        r#"select count(*) as "how_many!", coalesce(bool_or(cancelled_at is null), false) as "is_valid!",
               (array_agg(attempt_id order by year desc, number desc))[1] as "attempt_id?"
           from receipts where order_id = $1"#,
        order_id
    )
    .fetch_one(tx)
    .await?)
}

/// Issues the receipt of an order that has no valid one. Numbers of a form, serial and year have no gaps, because the number is
/// taken in the transaction that needs it.
///
/// It is over the amount that the fee rules say, also where two officers accepted another one: that is the obligation which is
/// settled, and what the agency books. What is too much goes back and is no fee; what is missing was forgiven, and the payer need
/// not pay it to have paid.
pub async fn issue(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    attempt_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let content = content(tx, order_id, attempt_id, now).await?;
    // The year is that of the day on which the receipt is made, also where the money was taken on 31 December and we learnt of
    // it in January. A receipt is made at the moment of collection (Decree 254/2026, Article 24), which for money that only its
    // provider knew of is when we learn of it. Numbers run from 1 January to 31 December (Article 23.2): one in last year's
    // series would stand after its last day, be dated before it was made, and be missing from the summary that the tax office
    // had of that day (Article 29.3b). The paper has both dates, so whoever asks which year was paid in reads it there.
    let year = vietnam_date(now).year();
    let serial = format!("AA-{:02}E", year % 100);
    let number = sqlx::query_scalar!(
        "insert into receipt_series as s (form_symbol, serial, year, last_number) values ($1, $2, $3, 1)
         on conflict (form_symbol, serial, year) do update set last_number = s.last_number + 1
         returning last_number",
        FORM_SYMBOL,
        serial,
        year
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into receipts (id, order_id, attempt_id, form_symbol, serial, year, number, check_code, content,
             issued_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        Uuid::new_v4(),
        order_id,
        attempt_id,
        FORM_SYMBOL,
        serial,
        year,
        number,
        fresh_check_code(),
        serde_json::to_value(&content)?,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn content(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    attempt_id: Uuid,
    now: OffsetDateTime,
) -> Result<Content> {
    let row = sqlx::query!(
        r#"select o.lines, d.number, d.code as dossier_code, d.form, p.name as procedure_name,
               u.name as unit_name, u.level as unit_level, a.full_name, a.identity_number, a.legal_name, a.tax_code,
               c.name as channel_name, c.kind as channel_kind, t.reference, t.provider_transaction, t.requested_at,
               e.told_at as "told_at?", e.recorded_at as "learnt_at?"
           from payment_orders o
           join dossiers d on d.number = o.dossier_number
           join procedures p on p.code = d.procedure_code
           join units u on u.code = d.unit_code
           join accounts a on a.id = d.account_id
           join payment_attempts t on t.id = $2
           join payment_channels c on c.code = t.channel_code
           -- What settles the order is the first news of exactly the amount due since all went back, or where another amount was
           -- accepted the last news of money. Of what two officers found out it is known since they approved it.
           left join lateral (
               select told_at, recorded_at from payment_events
               where attempt_id = t.id and event ->> 'type' in ('reported_paid', 'cash_received', 'corrected_paid')
                   and id > coalesce((select max(r.id) from payment_events r
                                      where r.attempt_id = t.id and r.event ->> 'type' = 'returned'), 0)
               order by case when (event ->> 'amount')::bigint = o.amount then -id end desc nulls last, id desc limit 1
           ) e on true
           where o.id = $1"#,
        order_id,
        attempt_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let owner = Owner {
        full_name: row.full_name,
        identity_number: row.identity_number,
        legal_name: row.legal_name,
        tax_code: row.tax_code,
    };
    let payer = Payer::of(owner, &row.form);
    let is_cash = row.channel_kind == ChannelKind::Cash;
    Ok(Content {
        agency_name: agency_name(row.unit_level, row.unit_name),
        payer_identity_masked: payer
            .identity_number
            .map_or_else(String::new, |number| masked_identity_number(&number)),
        payer_name: payer.name,
        payer_tax_code: payer.tax_code,
        payer_address: payer.address,
        dossier_reference: row.dossier_code.unwrap_or_else(|| row.number.to_string()),
        procedure_name: row.procedure_name,
        lines: row.lines.0,
        method: row.channel_name,
        provider_transaction: row
            .provider_transaction
            .filter(|_| !is_cash)
            .unwrap_or_default(),
        reference: row.reference,
        paid_at: taken_at(row.told_at, row.requested_at, row.learnt_at.unwrap_or(now)),
    })
}

/// Districts and communes collect through their people's committee; departments name the province as well. A ward that has a
/// number for its name keeps its capital (Decree 30/2020/NĐ-CP, appendix II).
fn agency_name(level: Level, unit_name: String) -> String {
    const PROVINCE: &str = "tỉnh Tây Ninh";
    if level == Level::Province {
        return match unit_name.strip_suffix(" tỉnh") {
            Some(office) => format!("{office} {PROVINCE}"),
            None if unit_name.ends_with(PROVINCE) => unit_name,
            None => format!("{unit_name} {PROVINCE}"),
        };
    }
    let numbered = unit_name.ends_with(|letter: char| letter.is_ascii_digit());
    let mut letters = unit_name.chars();
    match letters.next() {
        Some(first) if !numbered => {
            format!(
                "Ủy ban nhân dân {}{}",
                first.to_lowercase(),
                letters.as_str()
            )
        }
        _ => format!("Ủy ban nhân dân {unit_name}"),
    }
}

/// 100 bits, short enough to be typed from paper.
fn fresh_check_code() -> String {
    const ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";
    let mut bytes = [0_u8; 20];
    rand::rng().fill_bytes(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Level, agency_name};

    #[test]
    fn receipts_name_who_collects_in_full() {
        for (level, unit, agency) in [
            (Level::Province, "Sở Tư pháp", "Sở Tư pháp tỉnh Tây Ninh"),
            (Level::Province, "Thanh tra tỉnh", "Thanh tra tỉnh Tây Ninh"),
            (Level::Province, "UBND tỉnh Tây Ninh", "UBND tỉnh Tây Ninh"),
            (
                Level::District,
                "Thành phố Tây Ninh",
                "Ủy ban nhân dân thành phố Tây Ninh",
            ),
            (Level::Commune, "Xã Tân Hà", "Ủy ban nhân dân xã Tân Hà"),
            (Level::Commune, "Phường 1", "Ủy ban nhân dân Phường 1"),
        ] {
            assert_eq!(agency_name(level, unit.to_owned()), agency);
        }
    }
}
