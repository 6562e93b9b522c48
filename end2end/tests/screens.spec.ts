import { type Locator, type Page } from '@playwright/test';
import { createOrder, startAttempt } from '../support/dossier';
import { open } from '../support/navigation';
import { expect, test } from '../support/test';
import { expectToFit } from '../support/viewport';

/** The narrowest telephone that is still about. */
const NARROWEST = { width: 320, height: 640 };
const LANDSCAPE = { width: 844, height: 390 };

test('the first hit is in sight on a telephone, also of a search that is narrowed down', async ({ page }) => {
  for (const query of ['q=khai+sinh', 'q=khai+sinh&level=commune', 'level=commune&service_level=4']) {
    await open(page, `/thu-tuc?${query}`);
    const first = page.locator('.card-list > li').first();
    await expect(first.locator('.card-title'), query).toBeInViewport({ ratio: 1 });
  }
});

test('filters close once they have narrowed a search down, and are named above what they found', async ({ page }) => {
  await open(page, '/thu-tuc?q=khai+sinh');
  const filters = page.locator('details.filters');
  await filters.locator('summary').click();
  await page.getByLabel('Cấp', { exact: true }).selectOption({ label: 'Cấp xã' });
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(url => url.searchParams.get('level') === 'commune');
  await expect(filters).not.toHaveAttribute('open');
  await expect(page.locator('.filtered')).toContainText('Cấp xã');
  await filters.locator('summary').click();
  await expect(page.getByLabel('Cấp', { exact: true })).toHaveValue('commune');
  await page.getByRole('link', { name: 'Bỏ bộ lọc' }).click();
  await expect(page).toHaveURL(url => url.searchParams.get('q') === 'khai sinh' && !url.searchParams.has('level'));
});

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('the button that pays is in sight of whichever channel is chosen', async ({ page, consoleGuard, signedIn: _ }) => {
      if (!scripts) {
        consoleGuard.expect('csp GET /pkg/');
      }
      const number = await createOrder(page, 1);
      for (const size of [page.viewportSize() ?? NARROWEST, NARROWEST, LANDSCAPE]) {
        await page.setViewportSize(size);
        await page.goto(`/ho-so/${number}/thanh-toan`);
        await page.locator('details.other-banks > summary').click();
        const others = page.locator('details.other-banks input[name="channel"]');
        const byName = (name: string) => page.locator(`input[name="channel"][data-name="${name}"]`);
        for (const channel of [byName('Vietcombank'), others.first(), others.last(), byName('MoMo'), byName('ZaloPay')]) {
          await channel.check();
          await expect(channel).toBeInViewport();
          await expect(page.getByRole('button', { name: 'Thanh toán' })).toBeInViewport({ ratio: 1 });
        }
        await expectToFit(page, size.width, 'the page to pay on');
      }
    });
  });
}

test('what waits for a payment stands apart from the choice below it', async ({ page, signedIn: _ }) => {
  const number = await createOrder(page, 1);
  await startAttempt(page, number);
  await open(page, `/ho-so/${number}/thanh-toan`);
  const notice = page.locator('.pay .notice');
  const next = page.locator('.channel-groups legend').first();
  await expect.poll(() => gap(notice, next)).toBeGreaterThanOrEqual(20);
});

test('registering and signing in stand above every page, however narrow it is', async ({ page }) => {
  await page.setViewportSize(NARROWEST);
  for (const [address, register, signIn] of [
    ['/', 'Đăng ký', 'Đăng nhập'],
    ['/thu-tuc', 'Đăng ký', 'Đăng nhập'],
    ['/?lang=en', 'Register', 'Sign in'],
  ] as const) {
    await page.goto(address);
    const header = page.getByRole('banner');
    await expect(header.getByRole('link', { name: register })).toBeInViewport({ ratio: 1 });
    await expect(header.getByRole('link', { name: signIn })).toBeInViewport({ ratio: 1 });
    await expectToFit(page, NARROWEST.width, address);
  }
});

test('with letters twice as large the header leaves room for the page', async ({ page }) => {
  for (const [size, doubled] of [
    [{ width: 390, height: 844 }, true],
    [LANDSCAPE, true],
    [{ width: 640, height: 800 }, true],
    // A browser that enlarges the whole page has half the room.
    [{ width: 195, height: 422 }, false],
    [{ width: 422, height: 195 }, false],
  ] as const) {
    await page.setViewportSize(size);
    await page.goto('/thu-tuc');
    if (doubled) {
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    }
    const most = size.height * (size.height < 400 ? 0.5 : 0.4);
    await expect.poll(() => height(page.getByRole('banner')), `${size.width} × ${size.height}`).toBeLessThan(most);
  }
});

test('numbers and codes stay on one line, also beside each other on a telephone laid down', async ({ page, signedIn: _ }) => {
  const number = await createOrder(page, 1);
  await startAttempt(page, number);
  for (const size of [LANDSCAPE, NARROWEST, { width: 700, height: 360 }]) {
    await page.setViewportSize(size);
    for (const address of ['/giao-dich', '/tai-khoan?giao-dich=1', '/tai-khoan', `/ho-so/${number}`]) {
      await open(page, address);
      await expect.poll(() => brokenNumbers(page), `${address} at ${size.width}`).toEqual([]);
    }
  }
});

async function gap(above: Locator, below: Locator): Promise<number> {
  const [upper, lower] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  return (lower?.y ?? 0) - (upper?.y ?? 0) - (upper?.height ?? 0);
}

async function height(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? Infinity;
}

/** Numbers of dossiers and amounts that run over more than one line. */
async function brokenNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data } = texts.currentNode as Text;
      for (const { 0: number, index } of data.matchAll(/\d[\d./-]{3,}\d/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + number.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) {
          broken.push(number);
        }
      }
    }
    return broken;
  });
}
