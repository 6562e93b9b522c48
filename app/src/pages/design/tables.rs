use super::Group;
use crate::{
    api::paging::{PAGE_SIZE, Paging},
    components::Pagination,
    locales::{design::*, localized, t},
};
use domain::money::Vnd;
use leptos::prelude::*;

#[component]
pub(super) fn Tables() -> impl IntoView {
    view! {
        <Group name=TABLES>
            <h3>{t(CARDS_ON_PHONES)}</h3>
            <CardTable />
            <h3 id="bang-rong">{t(WIDE_TABLE)}</h3>
            <WideTable />
            <Pagination paging=Paging::of(1_000, 2) address=|page| format!("/design?page={page}") />
            <h3>{t(DIALOG)}</h3>
            <dialog class="modal" open=true aria-labelledby="hop-thoai-mau">
                <div class="modal-head"><h2 id="hop-thoai-mau">{t(DIALOG)}</h2></div>
                <div class="modal-body"><p>{t(RUNNING_TEXT)}</p></div>
                <div class="modal-foot"><a class="button button-secondary" href="#noi-dung">{t(CLOSE)}</a></div>
            </dialog>
        </Group>
    }
}

/// The roles are written out, because what is drawn as cards is no table any more for those who hear it.
#[component]
fn CardTable() -> impl IntoView {
    view! {
        <table class="table-cards" role="table">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t(DOSSIER)}</th>
                    <th role="columnheader" scope="col">{t(DAY)}</th>
                    <th role="columnheader" scope="col">{t(AMOUNT)}</th>
                    <th role="columnheader" scope="col">{t(STATE)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {[TAG_SUCCESS, TAG_WARNING].into_iter().map(|state| view! {
                    <tr role="row">
                        <td role="cell" data-label=t(DOSSIER) class="reference">"000.20.31.H53-200610-0007"</td>
                        <td role="cell" data-label=t(DAY)>"22/11/2026 08:15"</td>
                        <td role="cell" data-label=t(AMOUNT) class="amount">{localized(&Vnd::new(215_000))}</td>
                        <td role="cell" data-label=t(STATE)>{t(state)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

/// One page of many: it scrolls in itself, also by keyboard.
#[component]
fn WideTable() -> impl IntoView {
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-labelledby="bang-rong">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(DOSSIER)}</th>
                        <th scope="col">{t(PROCEDURE)}</th>
                        <th scope="col">{t(PAYER)}</th>
                        <th scope="col">{t(DAY)}</th>
                        <th scope="col" class="number">{t(AMOUNT)}</th>
                        <th scope="col">{t(STATE)}</th>
                    </tr>
                </thead>
                <tbody>
                    {(1..=PAGE_SIZE).map(|row| view! {
                        <tr>
                            <td class="number">{format!("000.20.31.H53-261122-{row:04}")}</td>
                            <td>{t(if row % 7 == 0 { LONG_NAME } else { PROCEDURE_NAME })}</td>
                            <td lang="vi">"Nguyễn Văn An"</td>
                            <td>"22/11/2026"</td>
                            <td class="number">{localized(&Vnd::new(i64::from(row) * 1_000_000 + 215_000))}</td>
                            <td><span class="tag tag-success">{t(TAG_SUCCESS)}</span></td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}
