import { type Page } from '@playwright/test';
import { PORTAL_URL, SANDBOX_URL } from '../support/addresses';
import { payAtTheBank } from '../support/bank';
import { confirm, newCitizen, typeCaptcha, typeDetails } from '../support/citizen';
import { CRIMINAL_RECORD, chooseVietcombank, feeFor, save, typeCriminalRecord } from '../support/dossier';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';

test.use({ javaScriptEnabled: false });

// A browser without scripts refuses to load them.
test.beforeEach(({ consoleGuard }) => consoleGuard.expect('csp GET /pkg/'));

test('a procedure is found by name, narrowed down and opened', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('khai sinh');
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(url => url.pathname === '/thu-tuc' && url.searchParams.get('q') === 'khai sinh');
  const all = await resultCount(page);

  await page.getByText('Lọc theo đơn vị, lĩnh vực, cấp').click();
  await page.getByLabel('Cấp', { exact: true }).selectOption({ label: 'Cấp xã' });
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(url => url.searchParams.get('level') === 'commune');
  await expect(page.getByLabel('Cấp', { exact: true })).toHaveValue('commune');
  await expect.poll(() => resultCount(page)).toBeLessThan(all);

  await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Thành phần hồ sơ' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Nộp hồ sơ' })).toBeVisible();
});

test('the tree of fields counts what it leads to', async ({ page }) => {
  await page.goto('/');
  const communes = page.getByRole('group').filter({ has: page.getByText('Cấp xã', { exact: true }) });
  const counts = await communes.locator('li .count').allInnerTexts();
  const total = counts.map(Number).reduce((sum, count) => sum + count, 0);
  await expect(communes.locator('summary .count')).toHaveText(`${total} thủ tục`);

  await communes.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/thu-tuc\?field=/);
  await expect(page.locator('.result-count')).toHaveText(`${counts[0]} thủ tục`);
});

test('an account is made and used by native forms', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST', '429 POST');
  const citizen = newCitizen();
  const phone = Inbox.phone(citizen.phone);

  await page.goto('/dang-ky/cong-dan/thue-bao-di-dong');
  await typeDetails(page, { ...citizen, phone: '12345' });
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  const wrong = page.getByLabel('Số điện thoại');
  await expect(wrong).toHaveAccessibleDescription(/Số điện thoại di động có 10 chữ số; số vừa nhập có 5\./);
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toBeFocused();
  await expect(wrong).toHaveValue('12345');
  await expect(page.getByLabel('Số CCCD/CMND')).toHaveValue(citizen.identityNumber);
  await expect(page.getByLabel('Họ và tên')).toHaveValue(citizen.fullName);
  await expect(page.getByLabel('Tôi đồng ý với')).toBeChecked();

  await wrong.fill(citizen.phone);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');

  await page.getByRole('button', { name: 'Gửi lại OTP' }).click();
  await expect(page.getByText(/Có thể gửi lại mã sau \d+ giây\./)).toBeVisible();
  await confirm(page, await phone.nextCode());

  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await page.getByLabel('Nhập lại mật khẩu').fill(`${citizen.password}?`);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page.getByLabel('Nhập lại mật khẩu')).toHaveAccessibleDescription(/Hai mật khẩu chưa giống nhau\./);
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveValue('');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await page.getByLabel('Nhập lại mật khẩu').fill(citizen.password);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thông tin tài khoản');

  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  const signIn = async (password: string) => {
    await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await typeCaptcha(page);
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  };
  await signIn('không phải mật khẩu này');
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveAccessibleDescription(
    /Tên đăng nhập hoặc mật khẩu chưa đúng\./,
  );
  await signIn(citizen.password);
  await confirm(page, await phone.nextCode());
  await expect(page).toHaveURL('/tai-khoan');
});

test('without scripts the page brings another picture or a question, and keeps what was typed', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST /dang-nhap');
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  await expect(page.getByRole('button', { name: 'Không nhìn được hình? Xác minh cách khác' })).toBeHidden();
  await expect(page.getByText('Không nhìn được hình? Gọi').getByRole('link', { name: /^[\d ]+$/ })).toBeVisible();
  await page.getByLabel('Tên đăng nhập').fill('072090000017');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('không phải mật khẩu này');
  const told = page.getByTestId('captcha-demo');
  const before = await told.innerText();
  await page.getByRole('button', { name: 'Đổi hình khác' }).click();
  await expect(told).not.toHaveText(before);
  const kept = async () => {
    await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('072090000017');
    await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveAccessibleDescription(/Nhập lại mật khẩu\./);
  };
  await kept();
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toBeFocused();

  await page.getByLabel('Mật khẩu', { exact: true }).fill('không phải mật khẩu này');
  await page.getByRole('button', { name: 'Không nhìn được hình? Trả lời câu hỏi' }).click();
  await kept();
  await expect(page.getByRole('img', { name: 'Mã trong hình: sáu ký tự' })).toBeHidden();
  await expect(page.getByText('Cần giúp? Gọi').getByRole('link', { name: /^[\d ]+$/ })).toBeVisible();
  await page.getByLabel('Mật khẩu', { exact: true }).fill('không phải mật khẩu này');
  await page.getByLabel(/^Nhập bằng chữ số: /).fill(await told.innerText());
  // The Enter key sends the form, and asks for no other captcha.
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveAccessibleDescription(/chưa đúng/);
  await page.getByRole('button', { name: 'Dùng hình' }).click();
  await expect(page.getByRole('img', { name: 'Mã trong hình: sáu ký tự' })).toBeVisible();
});

test('a dossier is filed and paid by native forms', async ({ page, signedIn: _ }) => {
  const fee = feeFor(4);
  await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 4);
  const number = await save(page);
  await expect(page.getByText('Đã lưu bản nháp')).toBeVisible();
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan?da-gui=1`);
  await chooseVietcombank(page);
  await payAtTheBank(page, fee);
  await expect(page).toHaveURL(/\/thanh-toan\/ket-qua\?/);
  const again = page.getByRole('link', { name: 'Kiểm tra lại' });
  await expect(async () => {
    if (await again.isVisible()) {
      // It may be gone by now.
      await again.click({ timeout: 1000 });
    }
    await expect(page.getByText('Thanh toán thành công')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('link', { name: 'Xem lịch sử giao dịch' }).click();
  const paid = page.getByRole('dialog').getByRole('row').filter({ hasText: fee });
  await expect(paid.getByRole('link', { name: 'In biên lai' })).toBeVisible();
});

test('a form that was posted after the session had ended is sent again once somebody has signed in beside it', async ({ page, context, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('401 POST');
  await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 4);
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Nội dung bạn vừa gửi vẫn còn ở trang này.')).toBeVisible();
  const beside = context.waitForEvent('page');
  await page.getByRole('main').getByRole('link', { name: /^Đăng nhập/ }).click();
  await expect(await beside).toHaveURL('/dang-nhap');
  await context.addCookies(cookies);
  await page.getByRole('button', { name: 'Gửi lại' }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('4');
});

test('an issuer that leads on to another site is reached by a native form', async ({ page }) => {
  // Chromium follows no redirect after a form to a site that the policy of the form’s page does not name.
  const elsewhere = SANDBOX_URL.replace('127.0.0.1', 'localhost');
  await page.route(`${SANDBOX_URL}/sandbox/vietnam-post/oauth2/authorize?**`, (route, request) =>
    route.fulfill({ status: 302, headers: { location: request.url().replace(SANDBOX_URL, elsewhere) } }),
  );
  await page.goto('/dang-nhap/dvc-quoc-gia');
  await page.getByRole('button', { name: 'Tiếp tục với Bưu điện Việt Nam' }).click();
  await expect(page).toHaveURL(url => url.origin === elsewhere);
  await page.getByRole('button', { name: 'Từ chối' }).click();
  await expect(page.getByText('Chưa có gì thay đổi.')).toBeVisible();
  // The page in between is no step of the way back.
  await page.goto('/dang-nhap/dvc-quoc-gia');
  await page.getByRole('button', { name: 'Tiếp tục với Cổng Dịch vụ công quốc gia' }).click();
  await expect(page).toHaveURL(url => url.origin === SANDBOX_URL);
  await page.goBack();
  await expect(page).toHaveURL('/dang-nhap/dvc-quoc-gia');
});

test('an issuer whose page posts the answer is understood', async ({ page }) => {
  // Another site’s page: none of the portal’s `SameSite` cookies go with its post.
  const elsewhere = SANDBOX_URL.replace('127.0.0.1', 'localhost');
  await page.goto('/dang-nhap/dvc-quoc-gia');
  await page.getByRole('button', { name: 'Tiếp tục với Bưu điện Việt Nam' }).click();
  await expect(page).toHaveURL(url => url.origin === SANDBOX_URL);
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  await page.route(`${elsewhere}/form-post`, route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${PORTAL_URL}/dang-nhap/vietnam-post/ket-qua">
        <input type="hidden" name="state" value="${state}"><input type="hidden" name="error" value="access_denied">
        <button>Continue</button></form>`,
    }),
  );
  await page.goto(`${elsewhere}/form-post`);
  await page.getByRole('button', { name: 'Continue' }).click();
  // That nobody agreed is known only to whoever knows who was asked.
  await expect(page.getByText('Chưa có gì thay đổi.')).toBeVisible();
});

async function resultCount(page: Page): Promise<number> {
  return Number((await page.locator('.result-count').innerText()).replace(' thủ tục', ''));
}
