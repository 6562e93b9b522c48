use crate::locales::administration::{CHOOSE_UNIT, ROLES, ROLES_HINT, UNIT};
use app::{
    api::{accounts::Role, officers::Managed},
    components::{
        SelectField, field::FieldMessage, field_name::field_id, form::FormContext,
        legal_name::legal_choice,
    },
    locales::t,
};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// Unit and roles, of those that the administrator gives and those that the officer has.
#[component]
pub(super) fn PostFields(
    /// What the administrator gives.
    managed: Managed,
    #[prop(optional, into)] unit_code: String,
    #[prop(optional)] had: Vec<Role>,
) -> impl IntoView {
    let options = managed
        .units
        .into_iter()
        .map(|unit| legal_choice(unit.code, unit.name, unit.name_en))
        .collect();
    let offered = Role::iter()
        .filter(|role| managed.roles.contains(role) || had.contains(role))
        .collect();
    view! {
        <SelectField name="unit_code" label=t(UNIT) options empty=t(CHOOSE_UNIT) value=unit_code />
        <RolesField offered had />
    }
    .into_any()
}

/// One box for each role.
#[component]
fn RolesField(offered: Vec<Role>, had: Vec<Role>) -> impl IntoView {
    const NAME: &str = "roles";
    let context = expect_context::<FormContext>();
    let (invalid, focus) = (context.invalid(NAME), context.takes_focus(NAME));
    let id = field_id(NAME);
    view! {
        <fieldset
            class="field"
            class:field-invalid=invalid.is_some()
            aria-describedby=format!("{id}-hint {id}-error")
        >
            <legend>{t(ROLES)}</legend>
            <p class="hint" id=format!("{id}-hint")>{t(ROLES_HINT)}</p>
            <div class="choices">
                {offered.into_iter().enumerate().map(|(index, role)| {
                    let name = field_of(role);
                    // The first stands for all of them: the summary of errors leads there.
                    let is_first = index == 0;
                    let id = field_id(if is_first { NAME } else { name });
                    // A form that came back says what was ticked, and is silent on what was not.
                    let checked = if context.is_refused() { context.typed(name).is_some() } else { had.contains(&role) };
                    view! {
                        <label class="choice" for=id.clone()>
                            <input
                                id=id.clone()
                                type="checkbox"
                                name=name
                                checked=checked
                                autofocus=focus && is_first
                                aria-invalid=invalid.filter(|_| is_first)
                            />
                            <span>{t(role.label())}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
            <FieldMessage name=NAME />
        </fieldset>
    }
    .into_any()
}

/// Name of a role's box, as `TickedRoles` reads it.
const fn field_of(role: Role) -> &'static str {
    match role {
        Role::DeskOfficer => "roles.desk_officer:bool",
        Role::CashOfficer => "roles.cash_officer:bool",
        Role::FinanceMaker => "roles.finance_maker:bool",
        Role::FinanceChecker => "roles.finance_checker:bool",
        Role::Administrator => "roles.administrator:bool",
        Role::Auditor => "roles.auditor:bool",
    }
}
