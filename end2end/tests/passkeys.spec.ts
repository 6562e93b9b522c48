import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { PORTAL_URL } from '../support/addresses';
import { newCitizen, register, typeCredentials } from '../support/citizen';
import { hydrated, open } from '../support/navigation';
import { Authenticator } from '../support/passkey';
import { expect, test } from '../support/test';

// Passkeys belong to a name: browsers refuse them at an address of numbers.
test.use({ baseURL: PORTAL_URL.replace('127.0.0.1', 'localhost') });

const CREDENTIALS = '/dang-nhap/dvc-quoc-gia/tai-khoan';

test('a passkey is added, signs in, stands in for the code, and is removed', async ({ page, consoleGuard }) => {
  const citizen = newCitizen();
  await register(page, citizen);
  const authenticator = await Authenticator.of(page);

  await test.step('a name that is too long is told beside its field, before a passkey is made', async () => {
    await open(page, '/tai-khoan/bao-mat');
    const name = page.getByLabel('Tên khóa');
    await name.fill('Điện thoại '.repeat(8));
    consoleGuard.expect('422 POST /api/v1/account/passkeys/begin');
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await expect(page.getByText('Nhiều nhất 60 ký tự. Bớt 27 ký tự.')).toBeVisible();
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('Điện thoại '.repeat(8));
  });

  await test.step('it is added', async () => {
    await page.getByLabel('Tên khóa').fill('Điện thoại của tôi');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await expect(page.getByText('Đã thêm khóa truy cập.')).toBeVisible();
    await expect(page.getByText('Điện thoại của tôi')).toBeVisible();
  });

  await test.step('it signs in without a name', async () => {
    await signOut(page);
    await open(page, `${CREDENTIALS}?tiep=/thu-tuc`);
    await expectAccessible(page);
    await byPasskey(page).click();
    await expect(page).toHaveURL('/thu-tuc');
  });

  await test.step('it stands in for the one-time code', async () => {
    await signOut(page);
    await page.goto('/dang-nhap');
    await typeCredentials(page, citizen);
    await hydrated(page);
    await page.getByRole('button', { name: 'Dùng khóa truy cập thay OTP' }).click();
    await expect(page).toHaveURL('/tai-khoan');
  });

  await test.step('whoever cancels is told, and may try again', async () => {
    await signOut(page);
    await open(page, CREDENTIALS);
    await authenticator.recognises(false);
    await byPasskey(page).click();
    await expect(page.getByText('Bạn đã hủy hoặc hết thời gian chờ. Bấm để thử lại.')).toBeVisible();
    await authenticator.recognises(true);
    await byPasskey(page).click();
    await expect(page).toHaveURL('/tai-khoan');
  });

  await test.step('once removed, it opens nothing', async () => {
    await open(page, '/tai-khoan/bao-mat');
    await page.getByRole('button', { name: 'Xóa khóa truy cập' }).click();
    await expect(page.getByText('Đã xóa khóa truy cập.')).toBeVisible();
    await signOut(page);
    await open(page, CREDENTIALS);
    consoleGuard.expect('422 POST /api/v1/sign-ins/passkey');
    await byPasskey(page).click();
    await expect(page.getByText('Khóa truy cập không được chấp nhận.')).toBeVisible();
  });
});

test('a passkey that became synced is taken in its three uses, and never goes back to one device', async ({ page, consoleGuard }) => {
  const citizen = newCitizen();
  await register(page, citizen);
  const authenticator = await Authenticator.of(page);
  await open(page, '/tai-khoan/bao-mat');
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await expect(page.getByText('Đã thêm khóa truy cập.')).toBeVisible();
  await authenticator.syncs(true);

  await test.step('the account is proved once more', async () => {
    await open(page, '/tai-khoan/xac-nhan?tiep=/tai-khoan/mat-khau');
    await page.getByRole('button', { name: 'Xác nhận bằng khóa truy cập' }).click();
    await expect(page).toHaveURL('/tai-khoan/mat-khau');
  });

  await test.step('the first factor', async () => {
    await signOut(page);
    await open(page, `${CREDENTIALS}?tiep=/thu-tuc`);
    await byPasskey(page).click();
    await expect(page).toHaveURL('/thu-tuc');
  });

  await test.step('the second factor', async () => {
    await signOut(page);
    await page.goto('/dang-nhap');
    await typeCredentials(page, citizen);
    await hydrated(page);
    await page.getByRole('button', { name: 'Dùng khóa truy cập thay OTP' }).click();
    await expect(page).toHaveURL('/tai-khoan');
  });

  await test.step('a synced passkey that says to be of one device is refused', async () => {
    await authenticator.syncs(false);
    await signOut(page);
    await open(page, CREDENTIALS);
    consoleGuard.expect('422 POST /api/v1/sign-ins/passkey');
    await byPasskey(page).click();
    await expect(page.getByText('Khóa truy cập không được chấp nhận.')).toBeVisible();
  });
});

test('at an address of numbers the portal tells where passkeys work', async ({ page }) => {
  await open(page, `${PORTAL_URL}${CREDENTIALS}`);
  await expect(page.getByText('Muốn dùng khóa truy cập, mở cổng tại http://localhost:')).toBeVisible();
  await expect(byPasskey(page)).toHaveCount(0);
});

function byPasskey(page: Page) {
  return page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' });
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/tai-khoan');
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await expect(page).toHaveURL('/');
}
