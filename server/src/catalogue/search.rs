//! Search over folded names and codes: all words first, similar names where no name has them all.

use crate::http::{RequestContext, Result};
use app::api::{
    catalogue::{ProcedurePage, ProcedureQuery, ProcedureSummary},
    paging::{PAGE_SIZE, Paging, page_number},
};
use domain::catalogue::{Level, ProcedureCode, ServiceLevel};
use sqlx::PgPool;

/// Longest query that is looked at, in characters: so many words find what there is. All of them stay in the field.
const LONGEST_QUERY: usize = 120;

/// Filters with empty texts turned into nothing.
struct Filters {
    unit: Option<String>,
    field: Option<String>,
    level: Option<String>,
    service_level: Option<i16>,
}

/// Handles `GET /api/v1/procedures`.
pub async fn search(cx: RequestContext, (): (), query: ProcedureQuery) -> Result<ProcedurePage> {
    let given = |text: String| (!text.is_empty()).then_some(text);
    let words: Vec<String> = words_of(&query.q);
    let code = ProcedureCode::parse(&query.q).ok();
    let code = code.as_ref();
    let page = page_number(&query.page);
    let filters = Filters {
        unit: given(query.unit),
        field: given(query.field),
        level: given(query.level),
        service_level: query.service_level.parse().ok(),
    };
    let mut found = with_all_words(cx.db(), &words, code, &filters, page).await?;
    // Beyond the last page there is no row to say how many there are: the last page is shown instead.
    if found.paging.total == 0 && page > 1 {
        found = with_all_words(cx.db(), &words, code, &filters, 1).await?;
        if found.paging.pages > 1 {
            found = with_all_words(cx.db(), &words, code, &filters, found.paging.pages).await?;
        }
    }
    let phrase = words.join(" ");
    if found.paging.total > 0 || phrase.chars().count() < 3 {
        return Ok(found);
    }
    similar(cx.db(), &phrase, &filters).await
}

/// Folded words of a query. They hold letters, digits and nothing that `like` treats specially.
pub(crate) fn words_of(query: &str) -> Vec<String> {
    let text: String = query.chars().take(LONGEST_QUERY).collect();
    domain::fold(&text)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

struct Row {
    code: String,
    name: String,
    name_en: Option<String>,
    field_name: String,
    field_name_en: Option<String>,
    level: Level,
    service_level: ServiceLevel,
    can_file: bool,
    total: i64,
}

impl From<Row> for ProcedureSummary {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            field_name: row.field_name,
            field_name_en: row.field_name_en,
            level: row.level,
            service_level: row.service_level,
            can_file: row.can_file,
        }
    }
}

async fn with_all_words(
    db: &PgPool,
    words: &[String],
    code: Option<&ProcedureCode>,
    filters: &Filters,
    page: u32,
) -> Result<ProcedurePage> {
    let patterns: Vec<String> = words.iter().map(|word| format!("%{word}%")).collect();
    let phrase = words.join(" ");
    let rows = sqlx::query_as!(
        Row,
        r#"
        select p.code, p.name, p.name_en, f.name as field_name, f.name_en as field_name_en, p.level, p.service_level,
               (p.online_form is not null and p.service_level >= 3) as "can_file!",
               count(*) over () as "total!"
        from procedures p
        join fields f on f.code = p.field_code
        where (p.name_folded like all ($1) or p.code like $9)
          and ($2::text is null or p.field_code = $2)
          and ($3::text is null or p.level = $3)
          and ($4::smallint is null or p.service_level = $4)
          and ($5::text is null or exists (
              select from procedure_units u where u.procedure_code = p.code and u.unit_code = $5))
        order by position($6 in p.name_folded) = 0,
                 (p.online_form is not null) desc,
                 position($6 in p.name_folded),
                 length(p.name), p.code
        limit $7 offset $8
        "#,
        &patterns,
        filters.field,
        filters.level,
        filters.service_level,
        filters.unit,
        phrase,
        i64::from(PAGE_SIZE),
        i64::from((page - 1) * PAGE_SIZE),
        code.map(|code| format!("{}%", code.national())),
    )
    .fetch_all(db)
    .await?;
    Ok(page_of(rows, page, false))
}

/// At most one page of names that look like the phrase: for typing mistakes.
async fn similar(db: &PgPool, phrase: &str, filters: &Filters) -> Result<ProcedurePage> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select p.code, p.name, p.name_en, f.name as field_name, f.name_en as field_name_en, p.level, p.service_level,
               (p.online_form is not null and p.service_level >= 3) as "can_file!",
               count(*) over () as "total!"
        from procedures p
        join fields f on f.code = p.field_code
        where $1::text <% p.name_folded
          and ($2::text is null or p.field_code = $2)
          and ($3::text is null or p.level = $3)
          and ($4::smallint is null or p.service_level = $4)
          and ($5::text is null or exists (
              select from procedure_units u where u.procedure_code = p.code and u.unit_code = $5))
        order by word_similarity($1, p.name_folded) desc, p.code
        limit $6
        "#,
        phrase,
        filters.field,
        filters.level,
        filters.service_level,
        filters.unit,
        i64::from(PAGE_SIZE),
    )
    .fetch_all(db)
    .await?;
    let mut page = page_of(rows, 1, true);
    let shown = i64::try_from(page.items.len()).unwrap_or_default();
    page.paging = Paging::of(shown, 1);
    Ok(page)
}

fn page_of(rows: Vec<Row>, page: u32, similar: bool) -> ProcedurePage {
    let total = rows.first().map_or(0, |row| row.total);
    ProcedurePage {
        similar: similar && !rows.is_empty(),
        items: rows.into_iter().map(Into::into).collect(),
        paging: Paging::of(total, page),
    }
}
