//! `/thu-tuc/{code}`: what a citizen must know before filing.

use crate::{
    api::{
        Empty,
        catalogue::{FeeInForce, GetProcedure, Procedure, ProcedurePath, RequiredDocument},
    },
    components::{Fact, Loaded, OpenGraph, Share, notice::load},
    locales::{shell, t},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// One procedure.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let params = use_params_map();
    let procedure = load::<GetProcedure>(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        (ProcedurePath { code }, Empty {})
    });
    view! { <Loaded headed=true resource=procedure view=|procedure: Procedure| view! { <Detail procedure /> } /> }
}

#[component]
fn Detail(procedure: Procedure) -> impl IntoView {
    let summary = procedure.summary;
    let file = if summary.can_file {
        Either::Left(view! {
            <a class="button button-wide" href=format!("/nop-ho-so/{}", summary.code) rel="nofollow">"Nộp hồ sơ"</a>
        })
    } else {
        Either::Right(view! {
            <p class="notice">"Thủ tục này chưa nhận hồ sơ trên cổng. Nộp trực tiếp tại đơn vị thực hiện bên dưới."</p>
        })
    };
    let address = format!("/thu-tuc/{}", summary.code);
    let picture = format!("/og/thu-tuc/{}.png", summary.code);
    let name = summary.name.clone();
    view! {
        <Title text=summary.name.clone() />
        <OpenGraph path=address.clone() picture title=summary.name.clone() description=t(shell::DESCRIPTION) />
        <nav class="breadcrumb" aria-label="Đường dẫn"><a href="/thu-tuc">"Thủ tục"</a></nav>
        <h1>{summary.name}</h1>
        <p class="card-meta">
            <span class="tag">{t(summary.service_level.label())}</span>
            <span>{t(summary.level.label())}</span>
            <span>{summary.field_name}</span>
            <span>"Mã " {summary.code}{(!procedure.code_confirmed).then_some(" (mã mẫu, chưa đối chiếu)")}</span>
        </p>
        {file}
        <dl class="facts">
            <Fact name="Thời hạn giải quyết" value=procedure.time_limit />
            <Fact name="Kết quả" value=procedure.result />
            <Fact name="Đối tượng" value=procedure.target_group />
            <Fact name="Phí, lệ phí" value=procedure.fee_text />
        </dl>
        <Fees fees=procedure.fees />
        <Documents documents=procedure.documents />
        <section>
            <h2>"Trình tự thực hiện"</h2>
            <ol class="steps">{procedure.steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        </section>
        <section>
            <h2>"Đơn vị thực hiện"</h2>
            <details>
                <summary>{procedure.units.len()} " đơn vị"</summary>
                <ul>{procedure.units.into_iter().map(|unit| view! { <li>{unit.name}</li> }).collect_view()}</ul>
            </details>
        </section>
        <section>
            <h2>"Căn cứ pháp lý"</h2>
            <p>{procedure.legal_basis}</p>
        </section>
        <Share path=address title=name />
        <p class="small">"Dữ liệu mẫu. Khi làm thật, đối chiếu với Cơ sở dữ liệu quốc gia về thủ tục hành chính."</p>
    }
}

/// What a procedure costs, rule by rule; nothing where it is free.
#[component]
pub fn Fees(
    /// Rules in force today.
    fees: Vec<FeeInForce>,
) -> impl IntoView {
    (!fees.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Mức thu"</h2>
                <ul class="card-list">
                    {fees.into_iter().map(|fee| view! {
                        <li class="card">
                            <p><strong>{fee.name}</strong> " (" {t(fee.kind.label())} ")"</p>
                            <p class="amount">{fee.amount.to_string()}</p>
                            {fee.reduced_amount.map(|amount| view! { <p>"Nhóm được giảm: " {amount.to_string()}</p> })}
                            {fee.included_copies.zip(fee.extra_copy_amount).map(|(copies, amount)| view! {
                                <p>"Đã gồm " {copies} " bản; mỗi bản thêm " {amount.to_string()}</p>
                            })}
                            <p class="small">{fee.legal_basis}</p>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
        // Without its type: inside a form it would grow too deep for the compiler.
        .into_any()
    })
}

#[component]
fn Documents(documents: Vec<RequiredDocument>) -> impl IntoView {
    view! {
        <section>
            <h2>"Thành phần hồ sơ"</h2>
            <ul class="documents">
                {documents.into_iter().map(|document| view! {
                    <li>
                        <span>{document.name}</span>
                        <span class="small">"Bản chính: " {document.original} ", bản sao: " {document.copy}</span>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}
