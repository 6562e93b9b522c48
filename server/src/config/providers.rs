//! Payment providers besides the national platform. In production one that is not configured is not offered; outside it the
//! sandbox plays them all.

use super::ConfigError;
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

/// A variable with its value in the sandbox.
type Variable = (&'static str, &'static str);

/// Where variables are read from.
pub(super) struct Source<'a, F> {
    pub get: &'a F,
    /// Address of the sandbox, outside production.
    pub sandbox_url: Option<&'a str>,
}

impl<F: Fn(&'static str) -> Option<String>> Source<'_, F> {
    /// The variables of one provider: all of them, or none where it is not configured. A sandbox value that begins with `/`
    /// is an address on it; an empty one is the sandbox's own.
    fn section<const N: usize>(
        &self,
        variables: [Variable; N],
    ) -> Result<Option<[String; N]>, ConfigError> {
        let mut values = std::array::from_fn(|_| String::new());
        let mut missing = None;
        let mut given = 0;
        for ((name, in_sandbox), value) in variables.into_iter().zip(&mut values) {
            let set = (self.get)(name);
            given += usize::from(set.is_some());
            let default = self.sandbox_url.map(|url| match in_sandbox {
                "" => url.to_owned(),
                path if path.starts_with('/') => format!("{url}{path}"),
                value => value.to_owned(),
            });
            match set.or(default) {
                Some(set) => *value = set,
                None => missing = Some(name),
            }
        }
        match missing {
            None => Ok(Some(values)),
            Some(_) if given == 0 => Ok(None),
            Some(name) => Err(ConfigError {
                name,
                why: "must be set where the provider's other variables are".into(),
            }),
        }
    }

    fn previous(&self, name: &'static str) -> Option<Secret> {
        (self.get)(name).map(Secret::new)
    }
}

impl Providers {
    pub(super) fn read<F: Fn(&'static str) -> Option<String>>(
        source: &Source<'_, F>,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            vnpt_pay: read_vnpt_pay(source)?,
            ngan_luong: read_ngan_luong(source)?,
            momo: read_momo(source)?,
            vnpay: read_vnpay(source)?,
            zalopay: read_zalopay(source)?,
            vietqr: read_vietqr(source)?,
        })
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

fn read_vnpt_pay<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<vnpt_pay::Config>, ConfigError> {
    let section = source.section([
        ("VNPT_PAY_URL", "/sandbox/vnpt-pay/rest/payment/v1.0.6"),
        ("VNPT_PAY_PAY_ORIGINS", ""),
        ("VNPT_PAY_SERVICE", "DVCTAYNINH"),
        ("VNPT_PAY_API_KEY", "sandbox-vnpt-api-key"),
        ("VNPT_PAY_SECRET", "sandbox-vnpt-secret"),
    ])?;
    Ok(section.map(
        |[url, pay_origins, service, api_key, secret]| vnpt_pay::Config {
            base_url: url,
            merchant_service_id: service,
            api_key: Secret::new(api_key),
            secret: Secret::new(secret),
            previous_secret: source.previous("VNPT_PAY_PREVIOUS_SECRET"),
            allowed_redirect_origins: origins(&pay_origins),
            timeouts: Timeouts::default(),
        },
    ))
}

fn read_ngan_luong<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<ngan_luong::Config>, ConfigError> {
    let section = source.section([
        (
            "NGAN_LUONG_URL",
            "/sandbox/ngan-luong/checkout.api.nganluong.post.php",
        ),
        ("NGAN_LUONG_PAY_ORIGINS", ""),
        ("NGAN_LUONG_MERCHANT", "36680"),
        ("NGAN_LUONG_PASSWORD", "matkhauketnoi"),
        ("NGAN_LUONG_RECEIVER", "demo@nganluong.vn"),
    ])?;
    Ok(section.map(
        |[url, pay_origins, merchant, password, receiver]| ngan_luong::Config {
            api_url: url,
            merchant_id: merchant,
            merchant_password: Secret::new(password),
            receiver_email: receiver,
            allowed_redirect_origins: origins(&pay_origins),
            timeouts: Timeouts::default(),
        },
    ))
}

fn read_momo<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<momo::Config>, ConfigError> {
    // MoMo's published test credentials.
    let section = source.section([
        ("MOMO_URL", "/sandbox/momo/v2/gateway/api"),
        ("MOMO_PAY_ORIGINS", ""),
        ("MOMO_PARTNER", "MOMO"),
        ("MOMO_ACCESS_KEY", "F8BBA842ECF85"),
        ("MOMO_SECRET", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
    ])?;
    Ok(section.map(
        |[url, pay_origins, partner, access_key, secret]| momo::Config {
            base_url: url,
            partner_code: partner,
            access_key: Secret::new(access_key),
            secret: Secret::new(secret),
            previous_secret: source.previous("MOMO_PREVIOUS_SECRET"),
            allowed_redirect_origins: origins(&pay_origins),
            timeouts: momo::TIMEOUTS,
        },
    ))
}

fn read_vnpay<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<vnpay::Config>, ConfigError> {
    let section = source.section([
        ("VNPAY_PAY_URL", "/sandbox/vnpay/paymentv2/vpcpay.html"),
        (
            "VNPAY_API_URL",
            "/sandbox/vnpay/merchant_webapi/api/transaction",
        ),
        ("VNPAY_TERMINAL", "TAYNINH1"),
        ("VNPAY_SECRET", "sandbox-vnpay-secret"),
    ])?;
    Ok(
        section.map(|[pay_url, api_url, terminal, secret]| vnpay::Config {
            pay_url,
            api_url,
            tmn_code: terminal,
            secret: Secret::new(secret),
            previous_secret: source.previous("VNPAY_PREVIOUS_SECRET"),
            timeouts: Timeouts::default(),
        }),
    )
}

fn read_zalopay<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<zalopay::Config>, ConfigError> {
    // ZaloPay's published test credentials.
    let section = source.section([
        ("ZALOPAY_URL", "/sandbox/zalopay/v2"),
        ("ZALOPAY_PAY_ORIGINS", ""),
        ("ZALOPAY_APP_ID", "2553"),
        ("ZALOPAY_KEY1", "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL"),
        ("ZALOPAY_KEY2", "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz"),
    ])?;
    let Some([url, pay_origins, app_id, key1, key2]) = section else {
        return Ok(None);
    };
    Ok(Some(zalopay::Config {
        base_url: url,
        app_id: app_id.parse().map_err(|_| ConfigError {
            name: "ZALOPAY_APP_ID",
            why: "is no number".into(),
        })?,
        key1: Secret::new(key1),
        key2: Secret::new(key2),
        previous_key2: source.previous("ZALOPAY_PREVIOUS_KEY2"),
        allowed_redirect_origins: origins(&pay_origins),
        timeouts: Timeouts::default(),
    }))
}

fn read_vietqr<F: Fn(&'static str) -> Option<String>>(
    source: &Source<'_, F>,
) -> Result<Option<vietqr::Config>, ConfigError> {
    let section = source.section([
        ("VIETQR_URL", "/sandbox/vietqr"),
        ("VIETQR_BANK_BIN", "970436"),
        ("VIETQR_ACCOUNT", "1020304050"),
        ("VIETQR_HOLDER", "KHO BAC NHA NUOC TAY NINH"),
        ("VIETQR_SECRET", "sandbox-vietqr-secret"),
    ])?;
    Ok(
        section.map(|[url, bin, account, holder, secret]| vietqr::Config {
            base_url: url,
            account_bin: bin,
            account_number: account,
            account_holder: holder,
            secret: Secret::new(secret),
            previous_secret: source.previous("VIETQR_PREVIOUS_SECRET"),
            timeouts: Timeouts::default(),
        }),
    )
}
