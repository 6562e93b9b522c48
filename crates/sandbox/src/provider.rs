//! Who can take a payment, by name.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Provider {
    #[default]
    NationalPlatform,
    VnptPay,
    Momo,
    Vietqr,
    NganLuong,
    Vnpay,
    Zalopay,
    /// The treasury's own bank, which sends refunds as ordinary transfers.
    Bank,
}

impl Provider {
    pub(crate) const ALL: [Self; 8] = [
        Self::NationalPlatform,
        Self::VnptPay,
        Self::Momo,
        Self::Vietqr,
        Self::NganLuong,
        Self::Vnpay,
        Self::Zalopay,
        Self::Bank,
    ];

    pub(crate) fn name(self) -> &'static str {
        self.shown().0
    }

    /// Two letters in place of a logo, which would be somebody's trademark.
    pub(crate) fn monogram(self) -> &'static str {
        self.shown().1
    }

    fn shown(self) -> (&'static str, &'static str) {
        match self {
            Self::NationalPlatform => ("Nền tảng thanh toán quốc gia", "QG"),
            Self::VnptPay => ("VNPT Pay", "VT"),
            Self::Momo => ("Ví MoMo", "Mo"),
            Self::Vietqr => ("VietQR", "QR"),
            Self::NganLuong => ("Ngân Lượng", "NL"),
            Self::Vnpay => ("VNPAY", "VP"),
            Self::Zalopay => ("ZaloPay", "ZP"),
            Self::Bank => ("Ngân hàng", "NH"),
        }
    }
}

/// The name in addresses and data.
impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Provider;

    #[test]
    fn addresses_and_data_use_one_name() {
        for provider in Provider::ALL {
            assert_eq!(serde_json::json!(provider), provider.to_string());
        }
    }
}
