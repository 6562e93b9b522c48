import { CRIMINAL_RECORD, typeCriminalRecord } from '../support/dossier';
import { expectAccessible } from '../support/accessibility';
import { open } from '../support/navigation';
import { keptPaths, watchedOver, widthOf } from '../support/offline';
import { expect, test } from '../support/test';

const NO_NETWORK = 'net::ERR_INTERNET_DISCONNECTED';

test('without a network every page says so, and comes back by itself with it', async ({ page, context, consoleGuard }) => {
  consoleGuard.expect(NO_NETWORK);
  await page.goto('/');
  await watchedOver(page);
  await context.setOffline(true);
  await page.goto('/thu-tuc?q=khai+sinh');
  await expect(page.getByRole('heading', { level: 1, name: 'Không có mạng' })).toBeVisible();
  await expect(page.getByText('Cổng tự kiểm tra với ngân hàng')).toBeVisible();
  await expect(page.getByText('Nội dung chưa gửi được')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Thử lại' })).toHaveJSProperty('href', page.url());
  await expectAccessible(page);
  // Neither the drum nor the icon of the tab is missing.
  for (const picture of ['/drum.svg', '/favicon.svg']) {
    await expect.poll(() => widthOf(page, picture), picture).toBeGreaterThan(0);
  }

  await context.setOffline(false);
  await expect(page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true })).toBeVisible();
  await expect(page).toHaveURL('/thu-tuc?q=khai+sinh');
});

test('who reads English is told in English', async ({ page, context, consoleGuard }) => {
  consoleGuard.expect(NO_NETWORK);
  await page.goto('/?lang=en');
  await watchedOver(page);
  await context.setOffline(true);
  await page.goto('/thu-tuc');
  await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('nothing of one person is kept', async ({ page, signedIn: citizen }) => {
  await page.goto('/tai-khoan');
  await watchedOver(page);
  await page.goto('/tai-khoan');
  await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await expect.poll(() => keptPaths(page)).toContain('/ngoai-tuyen');
  const personal = async () => (await keptPaths(page)).filter(path => !/^\/(pkg\/portal\.|(drum|favicon)\.svg$|ngoai-tuyen$|huong-dan)/.test(path));
  await expect.poll(personal).toEqual([]);
  const kept = () => page.evaluate(async () => (await caches.match('/ngoai-tuyen'))?.text());
  await expect.poll(kept).toContain('</html>');
  await expect.poll(kept).not.toContain(citizen.fullName);
});

test('the guide is read without a network, with its pictures, as anybody sees it', async ({
  page,
  context,
  consoleGuard,
  signedIn: citizen,
}) => {
  consoleGuard.expect(NO_NETWORK);
  const title = page.getByRole('heading', { level: 1 });
  const read = [];
  for (const path of ['/huong-dan', '/huong-dan/chuan-bi']) {
    await page.goto(path);
    await watchedOver(page);
    const pictures = await page
      .locator('main img')
      .evaluateAll<string[], HTMLImageElement>(all => all.map(({ src }) => new URL(src).pathname));
    await expect.poll(() => keptPaths(page)).toEqual(expect.arrayContaining([path, ...pictures]));
    read.push({ path, title: await title.innerText() });
  }
  await context.setOffline(true);
  for (const { path, title: expected } of read) {
    await page.goto(path);
    await expect(title).toHaveText(expected);
    await expect(page.getByText(citizen.fullName)).toHaveCount(0);
  }
});

test.describe('a form posted by the browser itself', () => {
  test('comes back without a network with all that was typed, and is sent once', async ({ page, context, consoleGuard, signedIn: _ }) => {
    // In this browser the script never starts, but the service worker is there.
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    consoleGuard.expect('error: WebAssembly is not defined', '503 POST /nop-ho-so/', NO_NETWORK);
    await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
    await watchedOver(page);
    await typeCriminalRecord(page, 3);
    await page.getByLabel('Mục đích yêu cầu cấp phiếu').fill('Xin việc "ở" <Tây Ninh> & nơi khác');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.getByText('Nội dung chưa gửi được')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Thử lại' })).toBeHidden();
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await expect(page.getByText('Nội dung chưa gửi được')).toBeVisible();

    await context.setOffline(false);
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
    await expect(page.getByLabel('Mục đích yêu cầu cấp phiếu')).toHaveValue('Xin việc "ở" <Tây Ninh> & nơi khác');
  });

  test('is refused where another site posts it, with the service worker or without', async ({ page, context, consoleGuard, signedIn: _ }) => {
    consoleGuard.expect('403 POST /');
    await page.goto('/');
    await watchedOver(page);
    const other = await context.newPage();
    await other.route('http://another.example/**', route =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${new URL(page.url()).origin}/">
          <input name="_action" value="/api/v1/session/end"><button>Go</button></form>`,
      }),
    );
    await other.goto('http://another.example/');
    const [answer] = await Promise.all([
      other.waitForResponse(response => response.request().method() === 'POST'),
      other.getByRole('button').click(),
    ]);
    expect(answer.status()).toBe(403);
    await page.goto('/tai-khoan');
    await expect(page.getByRole('heading', { level: 1, name: 'Thông tin tài khoản' })).toBeVisible();
  });
});

test('a form posted in place keeps what was typed, and is sent when the network is back', async ({ page, context, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect(NO_NETWORK);
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 4);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('4');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
});
