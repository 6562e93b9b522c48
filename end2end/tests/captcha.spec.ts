import { type Page } from '@playwright/test';
import { open } from '../support/navigation';
import { expect, test } from '../support/test';

const PAGE = '/dang-nhap/dvc-quoc-gia/tai-khoan';
const ANOTHER = 'Đổi hình khác';
const WITHOUT_PICTURE = 'Không nhìn được hình? Xác minh cách khác';
const USE_PICTURE = 'Dùng hình';

// What a test does to a request is done to the page's own, not to the service worker's.
test.use({ serviceWorkers: 'block' });

test('whoever has verified without the picture sees no field for it, and may go back to it', async ({ page }) => {
  await open(page, PAGE);
  const field = page.getByLabel('Mã trong hình', { exact: true });
  await field.fill('ABC');
  await page.getByRole('button', { name: WITHOUT_PICTURE }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã xác minh.' })).toBeVisible({ timeout: 60_000 });
  await expect(field).toBeHidden();
  await expect(page.getByText('Nhập sáu ký tự trong hình')).toBeHidden();
  await expect(picture(page)).toBeHidden();
  await expect(page.getByRole('button', { name: WITHOUT_PICTURE })).toBeHidden();
  await expect(page.getByRole('button', { name: ANOTHER })).toBeHidden();
  await expect(field).toHaveValue(/^\d+$/);

  await page.getByRole('button', { name: USE_PICTURE }).click();
  await expect(picture(page)).toBeVisible();
  await expect(field).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(page.getByRole('button', { name: WITHOUT_PICTURE })).toBeVisible();
  await expect(page.getByText('Đã xác minh.')).toBeHidden();
});

test('another picture empties what was read in the one before', async ({ page }) => {
  await open(page, PAGE);
  const field = page.getByLabel('Mã trong hình', { exact: true });
  const read = await page.getByTestId('captcha-demo').innerText();
  await field.fill(read);
  await page.getByRole('button', { name: ANOTHER }).click();
  await expect(page.getByTestId('captcha-demo')).not.toHaveText(read);
  await expect(field).toHaveValue('');
});

test('what keeps another picture back is said as it is', async ({ page, consoleGuard }) => {
  consoleGuard.expect('429 POST /api/v1/captchas', 'net::ERR_FAILED POST /api/v1/captchas');
  await open(page, PAGE);
  const problem = {
    status: 429,
    code: 'too_many_requests',
    title: 'Đã thử quá nhiều lần.',
    detail: 'Thử lại sau 12 giây.',
    retry_after_s: 12,
  };
  await page.route('**/api/v1/captchas', route =>
    route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.getByRole('button', { name: ANOTHER }).click();
  await expect(page.getByText('Thử lại sau 12 giây.')).toBeVisible();
  await expect(page.getByText('Kiểm tra mạng')).toBeHidden();
  await expect(picture(page)).toBeVisible();

  await page.unroute('**/api/v1/captchas');
  await page.route('**/api/v1/captchas', route => route.abort());
  await page.getByRole('button', { name: ANOTHER }).click();
  await expect(page.getByText('Không kết nối được máy chủ.')).toBeVisible();
  await expect(page.getByText('Thử lại sau 12 giây')).toBeHidden();

  await page.unroute('**/api/v1/captchas');
  await page.getByRole('button', { name: ANOTHER }).click();
  await expect(page.getByText('Không kết nối được máy chủ.')).toBeHidden();
});

test('a refused captcha leaves the password in its field', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST /dang-nhap');
  await open(page, PAGE);
  await page.getByLabel('Tên đăng nhập').fill('072090000017');
  const password = page.getByLabel('Mật khẩu', { exact: true });
  await password.fill('Trời mưa ở Tây Ninh 2020');
  await page.getByLabel('Mã trong hình', { exact: true }).fill('sai');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.locator('#f-captcha-error')).not.toBeEmpty();
  await expect(password).toHaveValue('Trời mưa ở Tây Ninh 2020');
});

test('an open page renews its captcha before it ends, with what was read in it', async ({ page }) => {
  await page.clock.install();
  await open(page, PAGE);
  const field = page.getByLabel('Mã trong hình', { exact: true });
  const read = await page.getByTestId('captcha-demo').innerText();
  await field.fill(read);
  const renewed = page.waitForResponse(response => response.url().endsWith('/renewal'));
  await page.clock.runFor('03:00');
  expect((await renewed).status()).toBe(200);
  await expect(field).toHaveValue(read);
  await expect(page.getByTestId('captcha-demo')).toHaveText(read);
});

function picture(page: Page) {
  return page.getByRole('img', { name: 'Mã trong hình: sáu ký tự' });
}
