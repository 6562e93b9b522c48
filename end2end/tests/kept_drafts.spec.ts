import { type Page } from '@playwright/test';
import {
  CRIMINAL_RECORD,
  chooseVietcombank,
  draftCriminalRecord,
  sendCriminalRecord,
  typeCriminalRecord,
} from '../support/dossier';
import { confirm, typeCredentials } from '../support/citizen';
import { Inbox } from '../support/inbox';
import { hydrated, open } from '../support/navigation';
import { expect, test } from '../support/test';

const PURPOSE = 'Mục đích yêu cầu cấp phiếu';
const RESTORED = 'Đã khôi phục nội dung bạn nhập lần trước.';

// What a test does to a request is done to the page's own, not to the service worker's.
test.use({ serviceWorkers: 'block' });

test('what was typed survives a reload and the way back, until it is cleared', async ({ page, signedIn: _ }) => {
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await expect(page.getByText(RESTORED)).toBeHidden();
  await typeCriminalRecord(page, 5);

  await page.reload();
  await expect(page.getByText(RESTORED)).toBeVisible();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Xin việc làm');
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('5');
  await expect(page.getByLabel('Phiếu số 1')).toBeChecked();

  await page.goto('/thu-tuc');
  await page.goBack();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Xin việc làm');

  await page.reload();
  await page.getByRole('button', { name: 'Xóa nội dung đã khôi phục' }).click();
  await expect(page.getByText(RESTORED)).toBeHidden();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('');
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('1');
  await page.reload();
  await hydrated(page);
  await expect(page.getByText(RESTORED)).toBeHidden();
});

test('what was sent is kept no longer, nor anything after signing out', async ({ page, signedIn: _ }) => {
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 5);
  await expect.poll(() => keptDrafts(page)).toContain('Xin+vi');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page).toHaveURL(/da-luu=1$/);
  await expect.poll(() => keptDrafts(page)).toBe('');

  await hydrated(page);
  await page.getByLabel(PURPOSE).fill('Chưa lưu');
  await expect.poll(() => keptDrafts(page)).not.toBe('');
  // The portal answers as if it had ended the session, which other tests still need.
  await page.route('**', route =>
    route.request().method() === 'POST' ? route.fulfill({ json: { next: '/' } }) : route.fallback(),
  );
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL('/');
  await expect.poll(() => keptDrafts(page)).toBe('');
});

test('a session that ended in a half-filled form is begun anew, and everything comes back', async ({ page, context, consoleGuard, signedIn }) => {
  consoleGuard.expect(`401 POST /nop-ho-so/${CRIMINAL_RECORD}`);
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 5);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  const refused = page.locator('.error-summary');
  await expect(refused).toContainText('Cần đăng nhập để tiếp tục.');
  await expect(refused).toContainText('bạn trở lại đây với nội dung vừa nhập');
  await refused.getByRole('link', { name: 'Đăng nhập' }).click();

  const sms = Inbox.phone(signedIn.phone);
  await sms.catchUp();
  await typeCredentials(page, signedIn);
  await confirm(page, await sms.nextCode());
  await expect(page).toHaveURL(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await expect(page.getByText(RESTORED)).toBeVisible();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Xin việc làm');
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('5');
  await expect(page.getByLabel('Phiếu số 1')).toBeChecked();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
});

test('secrets are never kept', async ({ page }) => {
  await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await page.getByLabel('Tên đăng nhập').fill('072090000017');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('Bí mật của tôi');
  await page.getByRole('button', { name: 'Hiện mật khẩu' }).click();
  await page.getByLabel('Mật khẩu', { exact: true }).pressSequentially('!');
  await page.getByLabel('Mã trong hình', { exact: true }).fill('ABC123');
  // Typed after them, so that once this is kept, they would be.
  await page.getByLabel('Tên đăng nhập').fill('072090000025');
  const fields = async () => [...new URLSearchParams((await keptDrafts(page)).split('\n').pop())];
  await expect.poll(fields).toEqual([['identity_number', '072090000025']]);
});

test('an answer lost on its way makes no second draft', async ({ page, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('net::ERR_FAILED POST');
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 5);
  const before = await dossiers(page);
  await loseTheNextAnswer(page);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect.poll(() => dossiers(page)).toBe(before + 1);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
  await expect.poll(() => dossiers(page)).toBe(before + 1);
});

test('an answer lost on its way makes no second payment', async ({ page, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('net::ERR_FAILED POST');
  const number = await sendCriminalRecord(page, 11);
  await loseTheNextAnswer(page);
  await chooseVietcombank(page);
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect.poll(() => attempts(page, number)).toHaveLength(1);
  const first = await attempts(page, number);
  await page.getByRole('button', { name: 'Thanh toán' }).click();
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
  await page.goto('/robots.txt');
  await expect.poll(() => attempts(page, number)).toEqual(first);
});

test('a draft deleted in another tab is told of as such, and what was typed stays', async ({ page, context, consoleGuard, signedIn: _ }) => {
  const number = await draftCriminalRecord(page, 3);
  consoleGuard.expect(`404 POST /ho-so/${number}`);
  await hydrated(page);
  await expect(page.getByText('Đã lưu bản nháp')).toBeVisible();

  const other = await context.newPage();
  await open(other, `/ho-so/${number}`);
  await other.getByText('Xóa bản nháp', { exact: true }).click();
  await other.getByRole('button', { name: 'Xóa', exact: true }).click();
  await expect(other).toHaveURL(`/tai-khoan?da-xoa=${number}`);
  await expect(other.getByText(`Đã xóa bản nháp ${number}.`)).toBeVisible();

  await page.getByLabel(PURPOSE).fill('Đi nước ngoài');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Không còn bản nháp này.')).toBeVisible();
  await expect(page.getByText('Sao chép nội dung cần giữ')).toBeVisible();
  await expect(page.getByText('Đã lưu bản nháp')).toBeHidden();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Đi nước ngoài');
});

test('what was saved in another tab meanwhile is told of, and replaced only when that is meant', async ({
  page,
  context,
  consoleGuard,
  signedIn: _,
}) => {
  const number = await draftCriminalRecord(page, 3);
  consoleGuard.expect(`409 POST /ho-so/${number}`);
  const other = await context.newPage();
  await open(other, `/ho-so/${number}`);
  await hydrated(page);
  await other.getByLabel(PURPOSE).fill('Tab hai');
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.getByText('Đã lưu bản nháp')).toBeVisible();

  await page.getByLabel(PURPOSE).fill('Tab một');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Hồ sơ này đã được lưu ở cửa sổ khác')).toBeVisible();
  await expect(page.getByLabel(PURPOSE)).toHaveAccessibleDescription(/Mục đích yêu cầu cấp phiếu: bản đã lưu ghi “Tab hai”\./);
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Tab một');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu bản nháp')).toBeVisible();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Tab một');
});

test('kept text fills only what this tab changed', async ({ page, context, consoleGuard, signedIn: _ }) => {
  const number = await draftCriminalRecord(page, 3);
  consoleGuard.expect(`409 POST /ho-so/${number}`);
  await hydrated(page);
  await page.getByLabel(PURPOSE).fill('Tab một');
  await expect.poll(() => keptDrafts(page)).toContain('Tab+m');

  const other = await context.newPage();
  await open(other, `/ho-so/${number}`);
  await other.getByLabel('Số bản cần cấp').fill('7');
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.getByText('Đã lưu bản nháp')).toBeVisible();
  await page.reload();
  await expect(page.getByText(RESTORED)).toBeVisible();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Tab một');
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('7');

  await hydrated(other);
  await other.getByLabel(PURPOSE).fill('Tab hai');
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.getByLabel(PURPOSE)).toHaveValue('Tab hai');
  await page.reload();
  await expect(page.getByLabel(PURPOSE)).toHaveValue('Tab một');
  await hydrated(page);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByLabel(PURPOSE)).toHaveAccessibleDescription(/Mục đích yêu cầu cấp phiếu: bản đã lưu ghi “Tab hai”\./);
});

/** The server gets the next post and answers; the answer never arrives. */
async function loseTheNextAnswer(page: Page): Promise<void> {
  let lost = false;
  await page.route('**', async route => {
    if (lost || route.request().method() !== 'POST') {
      await route.fallback();
      return;
    }
    lost = true;
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  });
}

async function keptDrafts(page: Page): Promise<string> {
  return page.evaluate(() => Object.values({ ...sessionStorage }).join(''));
}

async function dossiers(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await fetch('/api/v1/dossiers')).json()).items.length);
}

/** What tells the attempts to pay for a dossier apart, the times they began. */
async function attempts(page: Page, number: string): Promise<string[]> {
  const items: { dossier_reference: string; at: string }[] = await page.evaluate(
    async () => (await (await fetch('/api/v1/transactions')).json()).items,
  );
  return items.filter(item => item.dossier_reference === number).map(item => item.at);
}
