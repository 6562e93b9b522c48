//! Whose certificates there are.

/// What is to become of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Good,
    Expired,
    /// Was revoked before the sandbox began.
    Revoked,
    Untrusted,
}

/// Who has a certificate, and where its key is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Subscriber {
    /// Lower-case name in forms and in the file of keys.
    pub slug: &'static str,
    pub name: &'static str,
    pub organisation: Option<&'static str>,
    /// The user identifier of the subject, as Vietnamese authorities write it.
    pub identity: Option<&'static str>,
    pub status: Status,
    /// The number of the SIM that has the key; the others are on tokens.
    pub sim: Option<&'static str>,
}

impl Subscriber {
    const fn person(slug: &'static str, name: &'static str, identity: &'static str) -> Self {
        Self {
            slug,
            name,
            organisation: None,
            identity: Some(identity),
            status: Status::Good,
            sim: None,
        }
    }

    const fn but(self, status: Status) -> Self {
        Self { status, ..self }
    }

    const fn on_sim(self, number: &'static str) -> Self {
        Self {
            sim: Some(number),
            ..self
        }
    }

    /// What is special about this subscriber, for whoever tries things out.
    pub(super) fn remark(&self) -> &'static str {
        match (self.status, self.identity) {
            (Status::Expired, _) => "chứng thư số hết hạn",
            (Status::Revoked, _) => "chứng thư số đã bị thu hồi",
            (Status::Untrusted, _) => "tổ chức chứng thực không được công nhận",
            (Status::Good, None) => "không ghi số định danh",
            (Status::Good, Some(identity)) => identity,
        }
    }
}

/// The company's tax code has its check digit by Circular 105/2020/TT-BTC.
pub(super) static SUBSCRIBERS: [Subscriber; 11] = [
    Subscriber::person("an", "Nguyễn Văn An", "CCCD:072090000017"),
    Subscriber::person("binh", "Trần Thị Bình", "CCCD:072191000025"),
    Subscriber::person("hoa", "Võ Thị Hoa", "CCCD:072192000066"),
    Subscriber {
        organisation: Some("Công ty TNHH Tây Ninh Xanh"),
        ..Subscriber::person("company", "Công ty TNHH Tây Ninh Xanh", "MST:3900123458")
    },
    Subscriber::person("expired", "Lê Văn Cường", "CCCD:072085000031").but(Status::Expired),
    Subscriber::person("revoked", "Phạm Văn Dũng", "CCCD:072088000042").but(Status::Revoked),
    // Claims to be An.
    Subscriber::person("foreign", "Nguyễn Văn An", "CCCD:072090000017").but(Status::Untrusted),
    Subscriber {
        identity: None,
        ..Subscriber::person("nameless", "Đỗ Văn Giang", "")
    },
    Subscriber::person("an-sim", "Nguyễn Văn An", "CCCD:072090000017").on_sim("0900000017"),
    Subscriber::person("binh-sim", "Trần Thị Bình", "CCCD:072191000025").on_sim("0900000025"),
    Subscriber::person("hoa-sim", "Võ Thị Hoa", "CCCD:072192000066").on_sim("0905111222"),
];

pub(super) fn on_tokens() -> impl Iterator<Item = &'static Subscriber> {
    let all = SUBSCRIBERS.iter();
    all.filter(|subscriber| subscriber.sim.is_none())
}

pub(super) fn on_sims() -> impl Iterator<Item = (&'static str, &'static Subscriber)> {
    let all = SUBSCRIBERS.iter();
    all.filter_map(|subscriber| Some((subscriber.sim?, subscriber)))
}

#[cfg(test)]
mod tests {
    use super::SUBSCRIBERS;

    #[test]
    fn the_companys_tax_code_has_its_check_digit() {
        let mut all = SUBSCRIBERS.iter();
        let company = all.find(|subscriber| subscriber.slug == "company");
        let code = company.unwrap().identity.unwrap();
        let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
        let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
        assert_eq!(digits[9], 10 - sum % 11);
    }
}
