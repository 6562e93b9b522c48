//! Who owes the money, as receipts and providers' bills name them.

use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// A person's, or an enterprise's or agency's as registered.
    pub name: String,
    /// A person's.
    pub identity_number: Option<String>,
    /// An enterprise's.
    pub tax_code: Option<String>,
    /// Where the payer lives or works, by whichever of the forms was sent; may be empty.
    pub address: String,
}

/// What an account says of its owner.
#[derive(Clone, Debug)]
pub struct Owner {
    pub full_name: String,
    pub identity_number: String,
    pub legal_name: Option<String>,
    pub tax_code: Option<String>,
}

impl Payer {
    /// The owner of an account, who sent a form. Enterprises and agencies pay in their own name: the number of the person who
    /// represents them is nobody's business there, and their accountants need the tax code.
    #[must_use]
    pub fn of(owner: Owner, form: &Value) -> Self {
        let address = address(form);
        match owner.legal_name {
            Some(name) => Self {
                name,
                identity_number: None,
                tax_code: owner.tax_code,
                address,
            },
            None => Self {
                name: owner.full_name,
                identity_number: Some(owner.identity_number),
                tax_code: None,
                address,
            },
        }
    }
}

/// What forms call the address of their payer.
const ADDRESSES: [&str; 3] = ["address", "permanent_address", "employer_address"];

fn address(form: &Value) -> String {
    ADDRESSES
        .into_iter()
        .find_map(|member| form[member].as_str())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::{api::catalogue::OnlineForm, forms::FormInput};
    use serde_json::json;

    fn owner(legal_name: Option<&str>, tax_code: Option<&str>) -> Owner {
        Owner {
            full_name: "Đỗ Thị Hạnh".to_owned(),
            identity_number: "072190000082".to_owned(),
            legal_name: legal_name.map(str::to_owned),
            tax_code: tax_code.map(str::to_owned),
        }
    }

    #[test]
    fn enterprises_and_agencies_pay_in_their_own_name() {
        let enterprise = "Công ty TNHH Tây Ninh Xanh";
        for (legal_name, tax_code, name, identity_number) in [
            (None, None, "Đỗ Thị Hạnh", Some("072190000082")),
            (Some(enterprise), Some("3900123458"), enterprise, None),
            (Some("Sở Tư pháp"), None, "Sở Tư pháp", None),
        ] {
            let payer = Payer::of(owner(legal_name, tax_code), &json!({}));
            assert_eq!(payer.name, name);
            assert_eq!(payer.identity_number.as_deref(), identity_number);
            assert_eq!(payer.tax_code.as_deref(), tax_code);
        }
    }

    #[test]
    fn every_form_says_where_its_payer_is_found() {
        for form in [
            OnlineForm::BirthRegistration,
            OnlineForm::CriminalRecord,
            OnlineForm::WorkPermit,
        ] {
            let form = serde_json::to_value(FormInput::empty(form)).expect("JSON");
            let named = ADDRESSES.iter().filter(|member| form[**member].is_string());
            assert_eq!(named.count(), 1, "{form}");
        }
    }
}
