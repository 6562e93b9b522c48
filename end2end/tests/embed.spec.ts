import AxeBuilder from '@axe-core/playwright';
import { type FrameLocator, type Page } from '@playwright/test';
import { PORTAL_URL, SANDBOX_URL } from '../support/addresses';
import { payAtTheBank } from '../support/bank';
import { type Citizen, confirm } from '../support/citizen';
import { feeFor, sendCriminalRecord } from '../support/dossier';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';

/** The province's own portal. To a browser `localhost` is another site than `127.0.0.1`, where the services are. */
const PROVINCE = `${SANDBOX_URL.replace('127.0.0.1', 'localhost')}/sandbox/portal`;

async function open(page: Page, query: string): Promise<FrameLocator> {
  await page.goto(`${PROVINCE}?${query}`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html[data-hydrated]')).toBeAttached();
  return frame;
}

/** That the frame is as high as its page: nothing is cut, nothing scrolls twice. */
async function expectFullHeight(page: Page, frame: FrameLocator): Promise<void> {
  await expect
    .poll(async () => {
      const needed = await frame.locator('html').evaluate(html => html.scrollHeight);
      const given = await page.locator('iframe').evaluate(element => element.clientHeight);
      return Math.abs(needed - given);
    })
    .toBeLessThanOrEqual(2);
}

async function signIn(frame: FrameLocator, citizen: Citizen): Promise<void> {
  await frame.getByRole('link', { name: 'Đăng nhập', exact: true }).click();
  await frame.getByRole('link', { name: 'Đăng nhập với DVC Quốc gia' }).click();
  await frame.getByRole('link', { name: 'Tài khoản của cổng này' }).click();
  await frame.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await frame.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  const captcha = await frame.getByTestId('captcha-demo').innerText();
  await frame.getByLabel('Mã trong hình', { exact: true }).fill(captcha);
  await expect(frame.locator('html[data-hydrated]')).toBeAttached();
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await frame.getByRole('button', { name: 'Đăng nhập' }).click();
  await confirm(frame, await sms.nextCode());
}

test('a procedure is found on the provincial portal and filed on ours', async ({ page, context, consoleGuard }) => {
  // Nobody is signed in: the portal asks for it in the window that is its own.
  consoleGuard.expect('401 GET /nop-ho-so/');
  const frame = await open(page, 'view=thu-tuc');
  await expectFullHeight(page, frame);
  await frame.getByRole('searchbox').fill('khai sinh');
  await frame.getByRole('button', { name: 'Tìm kiếm' }).click();
  await frame.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('Đăng ký khai sinh');
  await expectFullHeight(page, frame);
  await expect(page).toHaveURL(`${PROVINCE}?view=thu-tuc`);
  const filing = context.waitForEvent('page');
  await frame.getByRole('link', { name: /^Nộp hồ sơ/ }).first().click();
  await expect(await filing).toHaveURL(new RegExp(`^${PORTAL_URL}/`));
});

test('paying in a frame: the bank opens beside it, and the frame learns the outcome', async ({ page, context, signedIn, consoleGuard }) => {
  // The session of the portal itself is not the frame's: each framing site has its own.
  consoleGuard.expect('401 GET /embed/ho-so/');
  const fee = feeFor(9);
  const number = await sendCriminalRecord(page, 9);

  let frame = await open(page, `view=thanh-toan&dossier=${number}`);
  await expect(frame.getByText('Cần đăng nhập để tiếp tục.')).toBeVisible();
  await signIn(frame, signedIn);

  await expect(frame.getByRole('radio', { name: 'Vietcombank' })).toBeVisible();
  await expect(frame.locator('html[data-hydrated]')).toBeAttached();
  const opened = context.waitForEvent('page');
  await frame.getByRole('radio', { name: 'Vietcombank' }).check();
  await frame.getByRole('button', { name: 'Thanh toán' }).click();
  const bank = await opened;
  await expect(frame.getByText('Trang này tự cập nhật kết quả.')).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Mở trang thanh toán' })).toHaveAttribute('target', '_blank');
  await payAtTheBank(bank, fee);
  await expect(bank.getByText('Thanh toán thành công')).toBeVisible();
  await expect(frame.getByText('Thanh toán thành công')).toBeVisible();

  frame = await open(page, 'view=lich-su');
  await expect(frame.getByRole('row').filter({ hasText: number })).toHaveCount(1);
  await expectFullHeight(page, frame);
});

test('whoever refuses cookies in a frame is told so, and led to the portal', async ({ page, context, consoleGuard }) => {
  consoleGuard.expect('401 GET /embed/giao-dich', '403 POST /embed/dang-nhap');
  const frame = await open(page, 'view=lich-su');
  await frame.getByRole('link', { name: 'Đăng nhập', exact: true }).click();
  await frame.getByRole('link', { name: 'Đăng nhập với DVC Quốc gia' }).click();
  await frame.getByRole('link', { name: 'Tài khoản cấp bởi Cổng DVC Quốc gia' }).click();
  await expect(frame.locator('html[data-hydrated]')).toBeAttached();
  await frame.getByLabel('Tên đăng nhập').fill('072090000017');
  await frame.getByLabel('Mật khẩu', { exact: true }).fill('Bí mật của tôi');
  await frame.getByLabel('Mã xác thực', { exact: true }).fill(await frame.getByTestId('captcha-demo').innerText());
  // As if none had been kept.
  await context.clearCookies();
  await frame.getByRole('button', { name: 'Đăng nhập' }).click();
  const refused = frame.locator('.error-summary');
  await expect(refused).toContainText('Trình duyệt không cho cổng lưu cookie trong khung này.');
  await expect(frame.getByLabel('Tên đăng nhập')).toHaveValue('072090000017');
  const opened = context.waitForEvent('page');
  await refused.getByRole('link', { name: /^Mở ở cửa sổ riêng/ }).click();
  const portal = await opened;
  await expect(portal).toHaveURL(url => url.origin === PORTAL_URL && url.pathname === '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await expect(portal.getByLabel('Tên đăng nhập')).toBeVisible();
});

test('language and theme come from the provincial portal and stay while moving about', async ({ page }) => {
  const frame = await open(page, 'view=thu-tuc&lang=en&theme=dark');
  const root = frame.locator('html');
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await frame.locator('main a').first().click();
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

test('nobody else may frame a page, and what is not for frames may not be framed at all', async ({ request }) => {
  const framed = await request.get('/embed/thu-tuc');
  const policy = framed.headers()['content-security-policy'] ?? '';
  expect(policy).toContain(`frame-ancestors ${SANDBOX_URL} ${SANDBOX_URL.replace('127.0.0.1', 'localhost')};`);
  expect(framed.headers()['x-frame-options']).toBeUndefined();

  const ours = await request.get('/thu-tuc');
  expect(ours.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(ours.headers()['x-frame-options']).toBe('DENY');

  expect((await request.get('/embed/tai-khoan')).status()).toBe(404);
  const script = await request.get('/embed.js');
  expect((await script.body()).length).toBeLessThanOrEqual(1_100);
});

test('the framed pages are accessible', async ({ page, consoleGuard }) => {
  consoleGuard.expect('401 GET /embed/giao-dich');
  for (const view of ['thu-tuc', 'tra-cuu', 'lich-su']) {
    await open(page, `view=${view}`);
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations;
    await expect.poll(violations, view).toEqual([]);
  }
});
