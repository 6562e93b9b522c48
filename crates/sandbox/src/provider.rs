//! Who can take a payment, by name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One payment provider that the sandbox plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Provider {
    #[default]
    NationalPlatform,
    VnptPay,
    Momo,
    #[serde(rename = "vietqr")]
    VietQr,
    NganLuong,
    Vnpay,
    #[serde(rename = "zalopay")]
    ZaloPay,
    /// The treasury's own bank, which sends refunds as ordinary transfers.
    Bank,
}

impl Provider {
    /// Every provider.
    pub(crate) const ALL: [Self; 8] = [
        Self::NationalPlatform,
        Self::VnptPay,
        Self::Momo,
        Self::VietQr,
        Self::NganLuong,
        Self::Vnpay,
        Self::ZaloPay,
        Self::Bank,
    ];

    /// The name in addresses and data, the same that serde writes.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::NationalPlatform => "national-platform",
            Self::VnptPay => "vnpt-pay",
            Self::Momo => "momo",
            Self::VietQr => "vietqr",
            Self::NganLuong => "ngan-luong",
            Self::Vnpay => "vnpay",
            Self::ZaloPay => "zalopay",
            Self::Bank => "bank",
        }
    }

    /// The name people know it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NationalPlatform => "Nền tảng thanh toán quốc gia",
            Self::VnptPay => "VNPT Pay",
            Self::Momo => "Ví MoMo",
            Self::VietQr => "VietQR",
            Self::NganLuong => "Ngân Lượng",
            Self::Vnpay => "VNPAY",
            Self::ZaloPay => "ZaloPay",
            Self::Bank => "Ngân hàng",
        }
    }

    /// Two or three letters in place of a logo, which would be somebody's trademark.
    pub(crate) fn monogram(self) -> &'static str {
        match self {
            Self::NationalPlatform => "QG",
            Self::VnptPay => "VT",
            Self::Momo => "Mo",
            Self::VietQr => "QR",
            Self::NganLuong => "NL",
            Self::Vnpay => "VP",
            Self::ZaloPay => "ZP",
            Self::Bank => "NH",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::Provider;

    #[test]
    fn addresses_and_data_use_one_name() {
        for provider in Provider::ALL {
            assert_eq!(serde_json::json!(provider), provider.slug());
        }
    }
}
