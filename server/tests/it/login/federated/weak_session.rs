//! A session that a provider vouched for without a second factor.

use super::*;

#[tokio::test]
async fn a_session_without_a_second_factor_changes_nothing_that_would_give_it_more() {
    let portal = town().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    by(&portal, &owner, Issuer::VietnamPost, "bd-100001").await;
    let weak = portal.browser();
    by(&portal, &weak, Issuer::VietnamPost, "bd-100001").await;
    assert!(account(&weak).await.is_some(), "it files dossiers and pays");
    let password = NewPasswordInput {
        password: ANOTHER.into(),
        repeated: ANOTHER.into(),
    };
    let refused = weak
        .call::<ChangePassword>((), password.clone())
        .await
        .expect_err("weak");
    assert_eq!(refused.code, ProblemCode::Forbidden);
    // The password once more is still only one factor.
    let proof = ProofInput {
        password: PASSWORD.into(),
        next: String::new(),
    };
    weak.call::<ProveAgain>((), proof)
        .await
        .expect("the password");
    let refused = weak
        .call::<ChangePassword>((), password)
        .await
        .expect_err("weak");
    assert_eq!(refused.code, ProblemCode::Forbidden);
    let page = weak.get("/tai-khoan/mat-khau").await;
    assert!(
        page.text()
            .contains("đăng nhập lại bằng mật khẩu và mã OTP"),
        "{}",
        page.text()
    );
    // Nor does it prove the account to another account elsewhere.
    let led = by(&portal, &weak, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/lien-ket");
    by(&portal, &weak, Issuer::VietnamPost, "bd-100001").await;
    assert_eq!(logged(&portal, "identity_linked").await, 1);
}
