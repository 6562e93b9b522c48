//! What the portal and each provider share. MoMo's, ZaloPay's and Ngân Lượng's are those of their published samples.

/// Fields with their defaults. The environment variable that replaces one is `SANDBOX_` and its name in capitals.
macro_rules! credentials {
    ($($(#[$doc:meta])* $field:ident = $default:expr;)*) => {
        /// Names and secrets, provider by provider.
        #[derive(Clone)]
        pub struct Credentials {
            $($(#[$doc])* pub $field: String,)*
        }

        impl Default for Credentials {
            fn default() -> Self {
                Self { $($field: $default.to_owned(),)* }
            }
        }

        impl Credentials {
            /// Every value with the name of the environment variable that replaces it.
            pub fn variables(&mut self) -> Vec<(String, &mut String)> {
                let fields = [$((stringify!($field), &mut self.$field)),*];
                let named = |name: &str| format!("SANDBOX_{}", name.to_uppercase());
                fields.into_iter().map(|(name, value)| (named(name), value)).collect()
            }
        }
    };
}

credentials! {
    /// VNPAY: `vnp_TmnCode`.
    vnpay_terminal = "TAYNINH1";
    /// VNPAY: key of every HMAC-SHA512.
    vnpay_secret = "sandbox-vnpay-secret";
    /// MoMo: `partnerCode`.
    momo_partner = "MOMO";
    /// MoMo: `accessKey`, part of what is signed but never sent.
    momo_access_key = "F8BBA842ECF85";
    /// MoMo: key of every HMAC-SHA256.
    momo_secret = "K951B6PE1waDMi640xX08PD3vg6EkVlz";
    /// ZaloPay: `app_id`, a number.
    zalopay_app = "2553";
    /// ZaloPay: key of what the portal sends.
    zalopay_key1 = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
    /// ZaloPay: key of callbacks and of the browser's return.
    zalopay_key2 = "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz";
    /// VNPT Pay: `MERCHANT_SERVICE_ID`.
    vnpt_service = "DVCTAYNINH";
    /// VNPT Pay: bearer token of every request.
    vnpt_api_key = "sandbox-vnpt-api-key";
    /// VNPT Pay: last value of every digest.
    vnpt_secret = "sandbox-vnpt-secret";
    /// Ngân Lượng: `merchant_id`.
    ngan_luong_merchant = "36680";
    /// Ngân Lượng: the password, sent as its MD5.
    ngan_luong_password = "matkhauketnoi";
    /// Ngân Lượng: `receiver_email`.
    ngan_luong_receiver = "demo@nganluong.vn";
    /// VietQR: number (BIN) of the bank that keeps the treasury's account.
    vietqr_bank = "970436";
    /// VietQR: number of that account.
    vietqr_account = "1020304050";
    /// VietQR: holder of that account.
    vietqr_holder = "KHO BAC NHA NUOC TAY NINH";
    /// VietQR: key of every HMAC-SHA256.
    vietqr_secret = "sandbox-vietqr-secret";
    /// National single sign-on: `client_id`.
    national_sso_client = "dvc-tay-ninh";
    /// National single sign-on: `client_secret`.
    national_sso_secret = "sandbox-national-sso-secret";
    /// Vietnam Post account: `client_id`.
    vietnam_post_client = "dvc-tay-ninh";
    /// Vietnam Post account: `client_secret`.
    vietnam_post_secret = "sandbox-vietnam-post-secret";
    /// VNeID: `client_id`.
    vneid_client = "dvc-tay-ninh";
    /// VNeID: `client_secret`.
    vneid_secret = "sandbox-vneid-secret";
    /// VNeID: RSA public key that answers are wrapped for (PEM, SubjectPublicKeyInfo).
    vneid_public_key = include_str!("../../assets/vneid-client.pem");
    /// Mobile signature service: who asks for signatures.
    mssp_client = "dvc-tay-ninh";
    /// Mobile signature service: the password of that client.
    mssp_secret = "sandbox-mssp-secret";
}
