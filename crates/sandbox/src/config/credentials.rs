//! What the portal and each provider share. MoMo's, ZaloPay's and Ngân Lượng's are those of their published samples.

/// Names and secrets, provider by provider.
#[derive(Clone)]
pub struct Credentials {
    /// VNPAY: `vnp_TmnCode`.
    pub vnpay_terminal: String,
    /// VNPAY: key of every HMAC-SHA512.
    pub vnpay_secret: String,
    /// MoMo: `partnerCode`.
    pub momo_partner: String,
    /// MoMo: `accessKey`, part of what is signed but never sent.
    pub momo_access_key: String,
    /// MoMo: key of every HMAC-SHA256.
    pub momo_secret: String,
    /// ZaloPay: `app_id`, a number.
    pub zalopay_app: String,
    /// ZaloPay: key of what the portal sends.
    pub zalopay_key1: String,
    /// ZaloPay: key of callbacks and of the browser's return.
    pub zalopay_key2: String,
    /// VNPT Pay: `MERCHANT_SERVICE_ID`.
    pub vnpt_service: String,
    /// VNPT Pay: bearer token of every request.
    pub vnpt_api_key: String,
    /// VNPT Pay: last value of every digest.
    pub vnpt_secret: String,
    /// Ngân Lượng: `merchant_id`.
    pub ngan_luong_merchant: String,
    /// Ngân Lượng: the password, sent as its MD5.
    pub ngan_luong_password: String,
    /// Ngân Lượng: `receiver_email`.
    pub ngan_luong_receiver: String,
    /// VietQR: number (BIN) of the bank that keeps the treasury's account.
    pub vietqr_bank: String,
    /// VietQR: number of that account.
    pub vietqr_account: String,
    /// VietQR: holder of that account.
    pub vietqr_holder: String,
    /// VietQR: key of every HMAC-SHA256.
    pub vietqr_secret: String,
    /// National single sign-on: `client_id`.
    pub national_sso_client: String,
    /// National single sign-on: `client_secret`.
    pub national_sso_secret: String,
    /// Vietnam Post account: `client_id`.
    pub vietnam_post_client: String,
    /// Vietnam Post account: `client_secret`.
    pub vietnam_post_secret: String,
    /// VNeID: `client_id`.
    pub vneid_client: String,
    /// VNeID: `client_secret`.
    pub vneid_secret: String,
    /// VNeID: RSA public key that answers are wrapped for (PEM, SubjectPublicKeyInfo).
    pub vneid_public_key: String,
    /// Mobile signature service: who asks for signatures.
    pub mssp_client: String,
    /// Mobile signature service: the password of that client.
    pub mssp_secret: String,
}

impl Default for Credentials {
    fn default() -> Self {
        Self {
            vnpay_terminal: "TAYNINH1".to_owned(),
            vnpay_secret: "sandbox-vnpay-secret".to_owned(),
            momo_partner: "MOMO".to_owned(),
            momo_access_key: "F8BBA842ECF85".to_owned(),
            momo_secret: "K951B6PE1waDMi640xX08PD3vg6EkVlz".to_owned(),
            zalopay_app: "2553".to_owned(),
            zalopay_key1: "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL".to_owned(),
            zalopay_key2: "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz".to_owned(),
            vnpt_service: "DVCTAYNINH".to_owned(),
            vnpt_api_key: "sandbox-vnpt-api-key".to_owned(),
            vnpt_secret: "sandbox-vnpt-secret".to_owned(),
            ngan_luong_merchant: "36680".to_owned(),
            ngan_luong_password: "matkhauketnoi".to_owned(),
            ngan_luong_receiver: "demo@nganluong.vn".to_owned(),
            vietqr_bank: "970436".to_owned(),
            vietqr_account: "1020304050".to_owned(),
            vietqr_holder: "KHO BAC NHA NUOC TAY NINH".to_owned(),
            vietqr_secret: "sandbox-vietqr-secret".to_owned(),
            national_sso_client: "dvc-tay-ninh".to_owned(),
            national_sso_secret: "sandbox-national-sso-secret".to_owned(),
            vietnam_post_client: "dvc-tay-ninh".to_owned(),
            vietnam_post_secret: "sandbox-vietnam-post-secret".to_owned(),
            vneid_client: "dvc-tay-ninh".to_owned(),
            vneid_secret: "sandbox-vneid-secret".to_owned(),
            vneid_public_key: include_str!("../../assets/vneid-client.pem").to_owned(),
            mssp_client: "dvc-tay-ninh".to_owned(),
            mssp_secret: "sandbox-mssp-secret".to_owned(),
        }
    }
}

impl Credentials {
    /// Every value with the name of the environment variable that replaces it.
    pub fn variables(&mut self) -> [(&'static str, &mut String); 27] {
        [
            ("SANDBOX_VNPAY_TERMINAL", &mut self.vnpay_terminal),
            ("SANDBOX_VNPAY_SECRET", &mut self.vnpay_secret),
            ("SANDBOX_MOMO_PARTNER", &mut self.momo_partner),
            ("SANDBOX_MOMO_ACCESS_KEY", &mut self.momo_access_key),
            ("SANDBOX_MOMO_SECRET", &mut self.momo_secret),
            ("SANDBOX_ZALOPAY_APP", &mut self.zalopay_app),
            ("SANDBOX_ZALOPAY_KEY1", &mut self.zalopay_key1),
            ("SANDBOX_ZALOPAY_KEY2", &mut self.zalopay_key2),
            ("SANDBOX_VNPT_SERVICE", &mut self.vnpt_service),
            ("SANDBOX_VNPT_API_KEY", &mut self.vnpt_api_key),
            ("SANDBOX_VNPT_SECRET", &mut self.vnpt_secret),
            ("SANDBOX_NGAN_LUONG_MERCHANT", &mut self.ngan_luong_merchant),
            ("SANDBOX_NGAN_LUONG_PASSWORD", &mut self.ngan_luong_password),
            ("SANDBOX_NGAN_LUONG_RECEIVER", &mut self.ngan_luong_receiver),
            ("SANDBOX_VIETQR_BANK", &mut self.vietqr_bank),
            ("SANDBOX_VIETQR_ACCOUNT", &mut self.vietqr_account),
            ("SANDBOX_VIETQR_HOLDER", &mut self.vietqr_holder),
            ("SANDBOX_VIETQR_SECRET", &mut self.vietqr_secret),
            ("SANDBOX_NATIONAL_SSO_CLIENT", &mut self.national_sso_client),
            ("SANDBOX_NATIONAL_SSO_SECRET", &mut self.national_sso_secret),
            ("SANDBOX_VIETNAM_POST_CLIENT", &mut self.vietnam_post_client),
            ("SANDBOX_VIETNAM_POST_SECRET", &mut self.vietnam_post_secret),
            ("SANDBOX_VNEID_CLIENT", &mut self.vneid_client),
            ("SANDBOX_VNEID_SECRET", &mut self.vneid_secret),
            ("SANDBOX_VNEID_PUBLIC_KEY", &mut self.vneid_public_key),
            ("SANDBOX_MSSP_CLIENT", &mut self.mssp_client),
            ("SANDBOX_MSSP_SECRET", &mut self.mssp_secret),
        ]
    }
}
