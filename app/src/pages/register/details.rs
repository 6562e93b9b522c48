//! `/dang-ky/{…}/thue-bao-di-dong`: who registers.

use super::{SignInInstead, StepHead};
use crate::{
    api::{
        Empty,
        accounts::{AccountKind, StartRegistration},
        catalogue::{CatalogueOverview, GetCatalogue},
        verifications::VerificationKind,
    },
    client::load,
    components::{
        ApiForm, CaptchaField, CheckboxField, DateField, Loaded, SelectField, SubmitButton,
        TextField, TypedBefore, UnlessSignedIn, form::FormAction, legal_name::legal_choice,
    },
    locales::{
        Text, identity_number::HAVE_OLD_ACCOUNT, register::*, shell::OPENS_NEW_WINDOW,
        signed_in::REGISTER_ANOTHER, t,
    },
};
use leptos::{either::EitherOf3, prelude::*};

/// The form of the guide's step 4, for a citizen.
#[component]
pub fn CitizenDetails() -> impl IntoView {
    view! { <Details kind=AccountKind::Citizen /> }
}

#[component]
pub fn EnterpriseDetails() -> impl IntoView {
    view! { <Details kind=AccountKind::Enterprise /> }
}

#[component]
pub fn AgencyDetails() -> impl IntoView {
    view! { <Details kind=AccountKind::Agency /> }
}

/// What differs from kind to kind in the words.
struct Words {
    name: &'static str,
    heading: Text,
    intro: Text,
    identity_number: Text,
    full_name: Text,
}

const fn words(kind: AccountKind) -> Words {
    match kind {
        AccountKind::Citizen => Words {
            name: "citizen",
            heading: DETAILS_HEADING,
            intro: DETAILS_INTRO,
            identity_number: IDENTITY_NUMBER,
            full_name: FULL_NAME,
        },
        AccountKind::Enterprise => Words {
            name: "enterprise",
            heading: ENTERPRISE_HEADING,
            intro: ENTERPRISE_INTRO,
            identity_number: REPRESENTATIVE_NUMBER,
            full_name: REPRESENTATIVE_NAME,
        },
        AccountKind::Agency => Words {
            name: "agency",
            heading: AGENCY_HEADING,
            intro: AGENCY_INTRO,
            identity_number: OFFICER_NUMBER,
            full_name: OFFICER_NAME,
        },
    }
}

#[component]
fn Details(kind: AccountKind) -> impl IntoView {
    view! {
        <StepHead step=2 heading=words(kind).heading />
        <UnlessSignedIn again=REGISTER_ANOTHER of=kind>
            <DetailsForm kind />
        </UnlessSignedIn>
    }
}

#[component]
fn DetailsForm(kind: AccountKind) -> impl IntoView {
    let words = words(kind);
    let action = FormAction::of::<StartRegistration>(&());
    view! {
        <p>{t(words.intro)}</p>
        <TypedBefore kind=VerificationKind::Registration action=action.clone()>
            <ApiForm actions=vec![action.clone()]>
                <input type="hidden" name="account_kind" value=words.name />
                {match kind {
                    AccountKind::Citizen => EitherOf3::A(view! { <p class="small">{t(HAVE_OLD_ACCOUNT)}</p> }),
                    AccountKind::Enterprise => EitherOf3::B(view! { <EnterpriseFields /> }),
                    AccountKind::Agency => EitherOf3::C(view! { <UnitField /> }),
                }}
                <TextField
                    name="identity_number"
                    label=t(words.identity_number)
                    hint=t(IDENTITY_NUMBER_HINT)
                    inputmode="numeric"
                />
                <TextField name="full_name" label=t(words.full_name) hint=t(FULL_NAME_HINT) autocomplete="name" />
                <DateField name="birth_date" label=t(BIRTH_DATE) hint=t(BIRTH_DATE_HINT) autocomplete="bday" />
                <TextField
                    name="phone"
                    label=t(PHONE)
                    hint=t(PHONE_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                />
                <EmailField kind />
                <CaptchaField />
                <CheckboxField name="terms:bool">
                    {t(ACCEPT)} " "
                    <a href="/dieu-khoan" target="_blank" rel="noopener">
                        {t(TERMS)} <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
                    </a>
                </CheckboxField>
                <SubmitButton label=t(REGISTER) busy=t(SENDING_CODE) class="button-wide" />
            </ApiForm>
        </TypedBefore>
        <SignInInstead />
    }
}

#[component]
fn EnterpriseFields() -> impl IntoView {
    view! {
        <p class="small">{t(HOUSEHOLD_BUSINESS)} " " <a href="/dang-ky/cong-dan" rel="nofollow">{t(TO_CITIZEN)}</a></p>
        <TextField name="tax_code" label=t(TAX_CODE) hint=t(TAX_CODE_HINT) inputmode="numeric" />
        <TextField name="legal_name" label=t(LEGAL_NAME) hint=t(LEGAL_NAME_HINT) autocomplete="organization" />
    }
}

#[component]
fn UnitField() -> impl IntoView {
    let catalogue = load::<GetCatalogue>(|| ((), Empty {}));
    view! {
        <Loaded resource=catalogue view=|overview: CatalogueOverview| {
            let options = overview
                .units
                .into_iter()
                .map(|unit| legal_choice(unit.code, unit.name, unit.name_en))
                .collect();
            view! { <SelectField name="unit_code" label=t(UNIT) options empty=t(CHOOSE_UNIT) /> }
        } />
    }
}

#[component]
fn EmailField(kind: AccountKind) -> impl IntoView {
    let of_agency = kind == AccountKind::Agency;
    view! {
        <TextField
            name="email"
            label=t(if of_agency { OFFICIAL_EMAIL } else { EMAIL })
            hint=t(if of_agency { OFFICIAL_EMAIL_HINT } else { EMAIL_HINT })
            kind="email"
            autocomplete="email"
            inputmode="email"
            optional=!of_agency
        />
    }
}
