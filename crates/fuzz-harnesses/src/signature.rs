//! A signature over a challenge (CMS), certificates and lists of revoked ones: DER, PEM or base64. The trusted root and its
//! list are real, so that a message of the corpus is believed and its neighbours are judged to the end.

use std::sync::LazyLock;

use signatures::{Crl, Trust, verify};

const CHALLENGE: &[u8] = b"dvc-tay-ninh|dang-nhap|5d1c0f0e";

static TRUST: LazyLock<Trust> =
    LazyLock::new(|| Trust::read(include_bytes!("../fixtures/root.pem")).expect("a root"));
static LISTS: LazyLock<[Crl; 1]> =
    LazyLock::new(|| [Crl::read(include_bytes!("../fixtures/root.crl.pem")).expect("a list")]);

pub fn run(bytes: &[u8]) {
    if let Ok(signer) = verify(bytes, CHALLENGE, &TRUST, &*LISTS, crate::examples::NOW) {
        assert_eq!(
            signer.name, "Nguyễn Văn An",
            "nobody else has a certificate"
        );
    }
    let _ = Crl::read(bytes);
    let _ = Trust::read(bytes);
}
