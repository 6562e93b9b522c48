import { type Page } from '@playwright/test';
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

test('without scripts the page brings another picture, and a telephone helps whoever cannot see it', async ({ page }) => {
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  await expect(page.getByRole('button', { name: 'Đổi hình khác' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Không nhìn được hình? Xác minh cách khác' })).toBeHidden();
  await expect(page.getByText('Không nhìn được hình? Gọi').getByRole('link', { name: /^[\d ]+$/ })).toBeVisible();
  const told = page.getByTestId('captcha-demo');
  const before = await told.innerText();
  await page.getByRole('link', { name: 'Tải lại trang để lấy hình khác' }).click();
  await expect(told).not.toHaveText(before);
});

test('a dossier is filed and paid by native forms', async ({ page, signedIn: _ }) => {
  const fee = feeFor(4);
  await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 4);
  const number = await save(page);
  await expect(page.getByText('Đã lưu bản nháp')).toBeVisible();
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan`);
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

async function resultCount(page: Page): Promise<number> {
  return Number((await page.locator('.result-count').innerText()).replace(' thủ tục', ''));
}
