//! Payment providers besides the national platform. In production one that is not configured is not offered; outside it the
//! sandbox plays them all.

use super::section::{
    Source,
    Value::{Origins, PreviousSecret, Secret as Key, Text, Url},
};
use providers::{Secret, Timeouts, momo, ngan_luong, vietqr, vnpay, vnpt_pay, zalopay};

/// What is configured.
#[derive(Clone, Debug)]
pub struct Providers {
    /// `VNPT_PAY_URL`, `…_PAY_ORIGINS`, `…_SERVICE`, `…_API_KEY`, `…_SECRET`; `…_PREVIOUS_SECRET` while a key is changed.
    pub vnpt_pay: Option<vnpt_pay::Config>,
    /// `NGAN_LUONG_URL`, `…_PAY_ORIGINS`, `…_MERCHANT`, `…_PASSWORD`, `…_RECEIVER`.
    pub ngan_luong: Option<ngan_luong::Config>,
    /// `MOMO_URL`, `…_PAY_ORIGINS`, `…_PARTNER`, `…_ACCESS_KEY`, `…_SECRET`; `…_PREVIOUS_SECRET`.
    pub momo: Option<momo::Config>,
    /// `VNPAY_PAY_URL`, `…_API_URL`, `…_TERMINAL`, `…_SECRET`; `…_PREVIOUS_SECRET`.
    pub vnpay: Option<vnpay::Config>,
    /// `ZALOPAY_URL`, `…_PAY_ORIGINS`, `…_APP_ID`, `…_KEY1`, `…_KEY2`; `…_PREVIOUS_KEY2`.
    pub zalopay: Option<zalopay::Config>,
    /// `VIETQR_URL`, `…_BANK_BIN`, `…_ACCOUNT`, `…_HOLDER`, `…_SECRET`; `…_PREVIOUS_SECRET`.
    pub vietqr: Option<vietqr::Config>,
}

impl Providers {
    pub(super) fn read(source: &Source<'_>) -> Self {
        Self {
            vnpt_pay: read_vnpt_pay(source),
            ngan_luong: read_ngan_luong(source),
            momo: read_momo(source),
            vnpay: read_vnpay(source),
            zalopay: read_zalopay(source),
            vietqr: read_vietqr(source),
        }
    }

    /// Origins that payers are sent to.
    pub(super) fn pay_origins(&self) -> Vec<String> {
        let lists = [
            self.vnpt_pay.as_ref().map(|c| &c.allowed_redirect_origins),
            self.ngan_luong
                .as_ref()
                .map(|c| &c.allowed_redirect_origins),
            self.momo.as_ref().map(|c| &c.allowed_redirect_origins),
            self.zalopay.as_ref().map(|c| &c.allowed_redirect_origins),
        ];
        let page = self.vnpay.as_ref().and_then(|vnpay| {
            let url = reqwest::Url::parse(&vnpay.pay_url).ok()?;
            Some(url.origin().ascii_serialization())
        });
        lists
            .into_iter()
            .flatten()
            .flatten()
            .cloned()
            .chain(page)
            .collect()
    }
}

fn origins(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn previous(secret: String) -> Option<Secret> {
    (!secret.is_empty()).then(|| Secret::new(secret))
}

fn read_vnpt_pay(source: &Source<'_>) -> Option<vnpt_pay::Config> {
    let [url, pay_origins, service, api_key, secret, previous_secret] = source.section([
        ("VNPT_PAY_URL", Url("/sandbox/vnpt-pay/rest/payment/v1.0.6")),
        ("VNPT_PAY_PAY_ORIGINS", Origins),
        ("VNPT_PAY_SERVICE", Text("DVCTAYNINH")),
        ("VNPT_PAY_API_KEY", Key("sandbox-vnpt-api-key")),
        ("VNPT_PAY_SECRET", Key("sandbox-vnpt-secret")),
        ("VNPT_PAY_PREVIOUS_SECRET", PreviousSecret),
    ])?;
    Some(vnpt_pay::Config {
        base_url: url,
        merchant_service_id: service,
        api_key: Secret::new(api_key),
        secret: Secret::new(secret),
        previous_secret: previous(previous_secret),
        allowed_redirect_origins: origins(&pay_origins),
        timeouts: Timeouts::default(),
    })
}

fn read_ngan_luong(source: &Source<'_>) -> Option<ngan_luong::Config> {
    let [url, pay_origins, merchant, password, receiver] = source.section([
        (
            "NGAN_LUONG_URL",
            Url("/sandbox/ngan-luong/checkout.api.nganluong.post.php"),
        ),
        ("NGAN_LUONG_PAY_ORIGINS", Origins),
        ("NGAN_LUONG_MERCHANT", Text("36680")),
        ("NGAN_LUONG_PASSWORD", Key("matkhauketnoi")),
        ("NGAN_LUONG_RECEIVER", Text("demo@nganluong.vn")),
    ])?;
    Some(ngan_luong::Config {
        api_url: url,
        merchant_id: merchant,
        merchant_password: Secret::new(password),
        receiver_email: receiver,
        allowed_redirect_origins: origins(&pay_origins),
        timeouts: Timeouts::default(),
    })
}

fn read_momo(source: &Source<'_>) -> Option<momo::Config> {
    // MoMo's published test credentials.
    let [
        url,
        pay_origins,
        partner,
        access_key,
        secret,
        previous_secret,
    ] = source.section([
        ("MOMO_URL", Url("/sandbox/momo/v2/gateway/api")),
        ("MOMO_PAY_ORIGINS", Origins),
        ("MOMO_PARTNER", Text("MOMO")),
        ("MOMO_ACCESS_KEY", Key("F8BBA842ECF85")),
        ("MOMO_SECRET", Key("K951B6PE1waDMi640xX08PD3vg6EkVlz")),
        ("MOMO_PREVIOUS_SECRET", PreviousSecret),
    ])?;
    Some(momo::Config {
        base_url: url,
        partner_code: partner,
        access_key: Secret::new(access_key),
        secret: Secret::new(secret),
        previous_secret: previous(previous_secret),
        allowed_redirect_origins: origins(&pay_origins),
        timeouts: momo::TIMEOUTS,
    })
}

fn read_vnpay(source: &Source<'_>) -> Option<vnpay::Config> {
    let [pay_url, api_url, terminal, secret, previous_secret] = source.section([
        ("VNPAY_PAY_URL", Url("/sandbox/vnpay/paymentv2/vpcpay.html")),
        (
            "VNPAY_API_URL",
            Url("/sandbox/vnpay/merchant_webapi/api/transaction"),
        ),
        ("VNPAY_TERMINAL", Text("TAYNINH1")),
        ("VNPAY_SECRET", Key("sandbox-vnpay-secret")),
        ("VNPAY_PREVIOUS_SECRET", PreviousSecret),
    ])?;
    Some(vnpay::Config {
        pay_url,
        api_url,
        tmn_code: terminal,
        secret: Secret::new(secret),
        previous_secret: previous(previous_secret),
        timeouts: Timeouts::default(),
    })
}

fn read_zalopay(source: &Source<'_>) -> Option<zalopay::Config> {
    // ZaloPay's published test credentials.
    let [url, pay_origins, app_id, key1, key2, previous_key2] = source.section([
        ("ZALOPAY_URL", Url("/sandbox/zalopay/v2")),
        ("ZALOPAY_PAY_ORIGINS", Origins),
        ("ZALOPAY_APP_ID", Text("2553")),
        ("ZALOPAY_KEY1", Key("PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL")),
        ("ZALOPAY_KEY2", Key("kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz")),
        ("ZALOPAY_PREVIOUS_KEY2", PreviousSecret),
    ])?;
    let app_id = app_id.parse().map_err(|_| {
        let why = "must be the number of an application";
        source.environment.refuse("ZALOPAY_APP_ID", why);
    });
    Some(zalopay::Config {
        base_url: url,
        app_id: app_id.ok()?,
        key1: Secret::new(key1),
        key2: Secret::new(key2),
        previous_key2: previous(previous_key2),
        allowed_redirect_origins: origins(&pay_origins),
        timeouts: Timeouts::default(),
    })
}

fn read_vietqr(source: &Source<'_>) -> Option<vietqr::Config> {
    let [url, bin, account, holder, secret, previous_secret] = source.section([
        ("VIETQR_URL", Url("/sandbox/vietqr")),
        ("VIETQR_BANK_BIN", Text("970436")),
        ("VIETQR_ACCOUNT", Text("1020304050")),
        ("VIETQR_HOLDER", Text("KHO BAC NHA NUOC TAY NINH")),
        ("VIETQR_SECRET", Key("sandbox-vietqr-secret")),
        ("VIETQR_PREVIOUS_SECRET", PreviousSecret),
    ])?;
    Some(vietqr::Config {
        base_url: url,
        account_bin: bin,
        account_number: account,
        account_holder: holder,
        secret: Secret::new(secret),
        previous_secret: previous(previous_secret),
        timeouts: Timeouts::default(),
    })
}
