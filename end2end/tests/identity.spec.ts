import { randomInt } from 'node:crypto';
import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { post } from '../support/api';
import {
  type Citizen,
  choosePassword,
  confirm,
  newCitizen,
  register,
  registerAgency,
  signOut,
  typeCaptcha,
  typeCredentials,
  typeDetails,
  typeNewPassword,
  typePerson,
} from '../support/citizen';
import { hydrated, navigateBy, open } from '../support/navigation';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';
import { PHONE } from '../support/viewport';

/** A tax code that nobody has: nine digits and the one that follows from them. */
function newTaxCode(): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  for (;;) {
    const nine = `39${String(randomInt(10 ** 7)).padStart(7, '0')}`;
    const check = 10 - (weights.reduce((sum, weight, at) => sum + weight * Number(nine[at]), 0) % 11);
    if (check < 10) {
      return nine + String(check);
    }
  }
}

/** Somebody with a mailbox of their own, registered and not signed in. */
async function somebody(page: Page): Promise<Citizen> {
  const citizen = { ...newCitizen(), email: `c${randomInt(10 ** 9)}@example.vn` };
  await register(page, citizen);
  await post(page, 'session/end');
  return citizen;
}

test('an enterprise registers by tax code; steps can be left and gone on with', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST /dang-ky');
  const citizen = newCitizen('Đỗ Thị Hạnh');
  await page.goto('/dang-ky');
  await navigateBy(page.getByRole('link', { name: /^Doanh nghiệp/ }));
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Thuê bao di động/ }).click();
  await hydrated(page);
  await page.getByLabel('Mã số thuế').fill('0100109107');
  await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH Mía đường Tây Ninh');
  await typePerson(page, citizen);
  const spent = await typeCaptcha(page);
  await page.getByLabel('Tôi đồng ý với').check();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.locator('#f-tax_code-error')).toContainText('Mã số thuế không đúng');
  await expect(page.getByLabel('Tên doanh nghiệp')).toHaveValue('Công ty TNHH Mía đường Tây Ninh');

  const taxCode = newTaxCode();
  await page.getByLabel('Mã số thuế').fill(taxCode);
  await typeCaptcha(page, spent);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');

  await test.step('left, and gone on with', async () => {
    await page.goto('/');
    await page.goto('/dang-ky');
    await page.getByRole('link', { name: 'Tiếp tục đăng ký' }).click();
    await expect(page).toHaveURL('/dang-ky/ma-otp');
  });
  await confirm(page, await Inbox.phone(citizen.phone).nextCode());
  await choosePassword(page, citizen);
  await expect(page.getByRole('main')).toContainText('Công ty TNHH Mía đường Tây Ninh');
  await expect(page.getByRole('main')).toContainText(taxCode);
});

test('a code is pasted with blanks, and can go other ways', async ({ page }) => {
  const citizen = await somebody(page);
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await page.goto('/dang-nhap');
  await typeCredentials(page, citizen);
  await expectAccessible(page);
  const code = await sms.nextCode();
  const field = page.getByLabel('Nhập mã OTP');
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(text => navigator.clipboard.writeText(text), code.split('').join(' '));
  await field.focus();
  await page.keyboard.press('Control+V');
  await navigateBy(page.getByRole('link', { name: 'Chọn phương thức xác thực khác' }));
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: /^Gọi điện đọc mã/ })).toContainText('xxx');
  await expect(page.getByRole('button', { name: /^Gửi email/ })).toContainText('cxxx@example.vn');
  await page.getByRole('link', { name: 'Quay lại nhập mã' }).click();
  await field.focus();
  await page.keyboard.press('Control+V');
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('main')).toContainText(citizen.fullName);
});

test('after a minute another code comes, by text, call or letter, and the first stays good', async ({ newPage, consoleGuard }) => {
  consoleGuard.expect('429 POST /dang-nhap/ma-otp');
  const again = (of: Page) => of.getByRole('button', { name: 'Gửi lại OTP' }).click();
  const otherwise = (name: RegExp) => async (of: Page) => {
    await of.getByRole('link', { name: 'Chọn phương thức xác thực khác' }).click();
    await of.getByRole('button', { name }).click();
  };
  const ways = [
    { ask: again, told: 'Mã OTP đã được gửi đến số điện thoại', code: (first: string, sms: Inbox) => sms.nextCode().then(() => first) },
    {
      ask: otherwise(/^Gọi điện đọc mã/),
      told: 'Cuộc gọi tự động sẽ đọc mã OTP',
      code: (_: string, sms: Inbox) => sms.nextCodeReadOut(),
    },
    {
      ask: otherwise(/^Gửi email/),
      told: 'Mã OTP đã được gửi đến email',
      code: (_: string, __: Inbox, mailbox: Inbox) => mailbox.nextCode(),
    },
  ];
  // Side by side, so that the minute passes once.
  await Promise.all(
    ways.map(async ({ ask, told, code }) => {
      const own = await newPage(PHONE);
      const citizen = await somebody(own);
      const sms = Inbox.phone(citizen.phone);
      await sms.catchUp();
      await own.goto('/dang-nhap');
      await typeCredentials(own, citizen);
      await hydrated(own);
      const first = await sms.nextCode();
      await again(own);
      await expect(own.getByRole('main')).toContainText(/Có thể gửi lại mã sau \d+ giây/);
      // The page counts the seconds, and says nothing more once they are over.
      await own.goto('/dang-nhap/ma-otp');
      await expect(own.getByText(/Có thể gửi lại sau \d+ giây/)).toBeVisible();
      await hydrated(own);
      await expect(own.getByText(/Có thể gửi lại sau \d+ giây/)).toBeHidden({ timeout: 70_000 });
      await ask(own);
      await expect(own.getByRole('status').filter({ hasText: told })).toBeVisible();
      await confirm(own, await code(first, sms, Inbox.mailbox(citizen.email)));
      await expect(own.getByRole('main')).toContainText(citizen.fullName);
    }),
  );
});

test('a number that was typed wrong is changed on the form, where everything else still stands', async ({ page }) => {
  const citizen = newCitizen('Trần Văn Bảy');
  await page.goto('/dang-ky/cong-dan/thue-bao-di-dong');
  await hydrated(page);
  await typeDetails(page, { ...citizen, phone: newCitizen().phone });
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sai số điện thoại? Sửa số' }).click();
  await hydrated(page);
  await expect(page.getByLabel('Số CCCD/CMND')).toHaveValue(citizen.identityNumber);
  await expect(page.getByLabel('Họ và tên')).toHaveValue(citizen.fullName);
  await expect(page.getByLabel('Ngày sinh')).toHaveValue(citizen.birthDate);
  await expect(page.getByLabel('Email')).toHaveValue(citizen.email);
  await expect(page.getByLabel('Tôi đồng ý với')).toBeChecked();
  await page.getByLabel('Số điện thoại').fill(citizen.phone);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await confirm(page, await Inbox.phone(citizen.phone).nextCode());
  await choosePassword(page, citizen);
});

test('a forgotten password is set anew; the old one opens nothing', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST /dang-nhap');
  const citizen = await somebody(page);
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  await navigateBy(page.getByRole('link', { name: 'Quên mật khẩu?' }));
  await expectAccessible(page);
  await hydrated(page);
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Gửi mã OTP' }).click();
  await expect(page).toHaveURL('/quen-mat-khau/ma-otp');
  await expect(page.getByRole('main')).not.toContainText(citizen.phone.slice(0, 4));
  await confirm(page, await sms.nextCode());
  await expect(page).toHaveURL('/quen-mat-khau/mat-khau');
  await expectAccessible(page);
  const password = 'Con trâu đi trước cái cày';
  await typeNewPassword(page, password, 'Lưu mật khẩu và đăng nhập');
  await expect(page.getByRole('main')).toContainText(citizen.fullName);
  await signOut(page);
  await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.locator('#f-password-error')).toContainText('chưa đúng');
});

test('a lost telephone: another number is noted, and whoever has the old one objects', async ({ page }) => {
  const citizen = await somebody(page);
  const old = Inbox.phone(citizen.phone);
  await old.catchUp();
  const another = newCitizen().phone;
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  await page.goto('/mat-so-dien-thoai');
  await expectAccessible(page);
  await hydrated(page);
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Email đã đăng ký').fill(citizen.email);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Gửi mã OTP' }).click();
  await expect(page).toHaveURL('/mat-so-dien-thoai/ma-xac-thuc');
  await confirm(page, await Inbox.mailbox(citizen.email).nextCode());
  await page.getByLabel('Số điện thoại mới').fill(another);
  await page.getByRole('button', { name: 'Gửi mã OTP' }).click();
  await expect(page).toHaveURL('/mat-so-dien-thoai/ma-otp');
  await confirm(page, await Inbox.phone(another).nextCode());
  await expect(page.getByRole('heading', { level: 1, name: 'Đã nhận yêu cầu đổi số' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(await old.nextLink());
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Giữ nguyên số của tôi' }).click();
  await expect(page.getByText('Số của bạn được giữ nguyên.')).toBeVisible();
});

test('the owner sees where the account is signed in, and signs out there', async ({ newPage, page, consoleGuard }) => {
  const citizen = newCitizen();
  await register(page, citizen);
  consoleGuard.expect('401 GET /tai-khoan');
  const other = await newPage(PHONE);
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await other.goto('/dang-nhap');
  await typeCredentials(other, citizen);
  await confirm(other, await sms.nextCode());
  await expect(other.getByRole('main')).toContainText(citizen.fullName);

  await page.goto('/tai-khoan');
  await navigateBy(page.getByRole('link', { name: 'Đăng nhập và bảo mật' }));
  await expectAccessible(page);
  const sessions = page.getByRole('region', { name: 'Thiết bị đang đăng nhập' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByText('Thiết bị này', { exact: true })).toHaveCount(1);
  await hydrated(page);
  await sessions.getByRole('button', { name: 'Đăng xuất các thiết bị khác' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await other.goto('/tai-khoan');
  await expect(other.getByText('Cần đăng nhập để tiếp tục.')).toBeVisible();
});

test('who cannot see the picture lets the device work instead', async ({ page }) => {
  const citizen = await somebody(page);
  await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await page.getByRole('button', { name: 'Không nhìn được hình? Xác minh cách khác' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã xác minh.' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/dang-nhap/ma-otp');
});

test('who signs in while the device works instead of them waits for it', async ({ page }) => {
  const citizen = await somebody(page);
  await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  const withoutPicture = page.getByRole('button', { name: 'Không nhìn được hình? Xác minh cách khác' });
  await withoutPicture.click();
  await expect(page.getByLabel('Mã trong hình', { exact: true })).toBeHidden();
  await expect(withoutPicture).toBeHidden();
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/dang-nhap/ma-otp', { timeout: 60_000 });
});

test('signing in needs no mouse', async ({ page }) => {
  const citizen = await somebody(page);
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
  const typed = async (label: string, text: string) => {
    const field = page.getByLabel(label, { exact: true });
    while (!(await field.evaluate(element => element === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(text);
  };
  await typed('Tên đăng nhập', citizen.identityNumber);
  await typed('Mật khẩu', citizen.password);
  await typed('Mã trong hình', await page.getByTestId('captcha-demo').innerText());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/dang-nhap/ma-otp');
  await hydrated(page);
  await typed('Nhập mã OTP', await sms.nextCode());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText(citizen.fullName);
});

test('without scripts an agency registers and waits for approval', async ({ newPage, consoleGuard }) => {
  consoleGuard.expect('csp GET /pkg/');
  const page = await newPage({ ...PHONE, javaScriptEnabled: false });
  const officer = { ...newCitizen('Lý Văn Sơn'), email: `vanthu${randomInt(10 ** 9)}@tayninh.gov.vn` };
  await page.goto('/dang-ky');
  await page.getByRole('link', { name: /^Cơ quan nhà nước/ }).click();
  await registerAgency(page, 'Sở Tài chính', officer);
  await expect(page.getByText('Đã nhận đăng ký của cơ quan.')).toBeVisible();
});

test('details typed wrongly stay typed', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST /dang-ky');
  const citizen = newCitizen();
  await open(page, '/dang-ky/cong-dan/thue-bao-di-dong');
  await typeDetails(page, { ...citizen, phone: '123' });
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.locator('#f-phone-error')).not.toBeEmpty();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(citizen.fullName);
});
