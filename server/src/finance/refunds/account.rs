//! Accounts that the bank transfers refunds to.

use crate::{http::Result, masking::masked_account_number};
use app::api::{FieldError, finance::RefundAccount};
use app::locales::localized;
use domain::{account_number::AccountNumber, fold, language::text, refund::BankAccount, typed};
use serde_json::{Value, json};
use std::borrow::Cow;

/// Longest name of an account's holder on a transfer, in characters.
const LONGEST_HOLDER: usize = 70;

/// An account as events keep it.
pub(super) fn of_event(account: &RefundAccount) -> BankAccount {
    BankAccount {
        bank_bin: account.bank_bin.clone(),
        number: account.account_number.clone(),
        holder: account.account_holder.clone(),
    }
}

/// An account as the log may know it.
pub(super) fn told(account: &RefundAccount) -> Value {
    json!({
        "bank_bin": account.bank_bin,
        "account_number": masked_account_number(&account.account_number),
        "account_holder": account.account_holder,
    })
}

/// Checks where the bank is to transfer the money. Holders are written as banks write them: capitals without diacritics.
pub(super) fn parsed(input: &RefundAccount) -> Result<RefundAccount> {
    let bank_bin = typed::number(&input.bank_bin);
    let account_number = AccountNumber::parse(&input.account_number);
    let account_holder = fold(&input.account_holder).to_uppercase();
    let mut errors = Vec::new();
    let mut refuse = |field: &str, message: Cow<'static, str>| {
        errors.push(FieldError {
            field: field.to_owned(),
            message: message.into_owned(),
        });
    };
    if bank_bin.len() != 6 || !bank_bin.bytes().all(|byte| byte.is_ascii_digit()) {
        refuse(
            "bank_bin",
            localized(&text(
                "Mã BIN ngân hàng gồm 6 chữ số.",
                "A bank BIN must have 6 digits.",
            )),
        );
    }
    if let Err(error) = &account_number {
        refuse("account_number", localized(error));
    }
    if let Err(beyond) = typed::within(&account_holder, LONGEST_HOLDER) {
        let message = typed::too_long(LONGEST_HOLDER, beyond);
        refuse("account_holder", localized(&message));
    } else if account_holder.is_empty() {
        refuse(
            "account_holder",
            localized(&text(
                "Nhập tên chủ tài khoản.",
                "Enter the account holder’s name.",
            )),
        );
    }
    match account_number {
        Ok(account_number) if errors.is_empty() => Ok(RefundAccount {
            bank_bin,
            account_number: account_number.into(),
            account_holder,
        }),
        _ => Err(errors.into()),
    }
}
