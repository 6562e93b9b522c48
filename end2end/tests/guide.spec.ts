import { writeFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { navigateBy } from '../support/navigation';
import { qrCodeOf, textOf } from '../support/receipt';
import { expect, test } from '../support/test';

const CHAPTERS = ['chuan-bi', 'dang-ky', 'dang-nhap', 'nop-ho-so-va-thanh-toan', 'lich-su-va-bien-lai'];

test('the guide is read from its first chapter to its last, every step with its picture', async ({ page }) => {
  await page.goto('/huong-dan');
  await page.getByRole('main').getByRole('link', { name: /Phần 1/ }).click();
  const next = page.getByRole('link', { name: /^Phần sau/ });
  for (const [index, slug] of CHAPTERS.entries()) {
    await expect(page).toHaveURL(`/huong-dan/${slug}`);
    await expect(next).toHaveCount(index + 1 < CHAPTERS.length ? 1 : 0);
    const steps = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('img') });
    await expect.poll(() => steps.count()).toBeGreaterThan(2);
    // They come when they are about to be seen.
    await expect.poll(() => steps.getByRole('img').evaluateAll(notShown), `pictures of ${slug}`).toEqual([]);
    if (index + 1 < CHAPTERS.length) {
      await navigateBy(next);
    }
  }
});

test('whoever shares a chapter copies its address in the language it was read in', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/huong-dan/dang-ky?lang=en');
  await page.getByRole('button', { name: 'Copy the address' }).click();
  await expect(page.getByText('Address copied.')).toBeVisible();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^https?:\/\/[^/]+\/huong-dan\/dang-ky\?lang=en$/);
  const facebook = page.getByRole('link', { name: /^Facebook/ });
  await expect(facebook).toHaveAttribute('href', `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(await copied())}`);
});

test('a shared page names a picture that can be fetched', async ({ page, request }) => {
  for (const address of ['/', '/huong-dan', '/huong-dan/dang-ky', '/thu-tuc/2.000488']) {
    await page.goto(address);
    const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
    const answer = await request.get(new URL(picture ?? '').pathname + new URL(picture ?? '').search);
    expect(answer.headers()['content-type'], address).toBe('image/png');
    expect((await answer.body()).subarray(1, 4).toString()).toBe('PNG');
  }
});

test('the leaflet leads a telephone to the guide', async ({ page, request }, info) => {
  await page.goto('/huong-dan');
  const address = await page.getByRole('link', { name: /tờ rơi/ }).getAttribute('href');
  const answer = await request.get(address ?? '');
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const file = info.outputPath('leaflet.pdf');
  await writeFile(file, await answer.body());
  expect(await textOf(file)).toContain('0276 3813 363');
  await page.goto(await qrCodeOf(file));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hướng dẫn');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(({ consoleGuard }) => consoleGuard.expect('csp GET /pkg/'));

  test('a question is found with or without accents, and where there is none the help desk is', async ({ page }) => {
    await page.goto('/hoi-dap');
    await expect.poll(() => questions(page).count()).toBeGreaterThanOrEqual(20);
    const all = await questions(page).count();
    await ask(page, 'bien lai');
    await expect(questions(page).first()).toHaveAttribute('open', '');
    await expect.poll(() => questions(page).count()).toBeGreaterThan(0);
    await expect.poll(() => questions(page).count()).toBeLessThan(all);
    await ask(page, 'zzqqxx');
    await expect(questions(page)).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('link', { name: /0276/ }).first()).toBeVisible();
  });

  test('the address of a page stands there to be copied by hand', async ({ page }) => {
    await page.goto('/huong-dan/dang-ky');
    await expect(page.getByLabel('Địa chỉ của trang')).toHaveValue(/\/huong-dan\/dang-ky\?lang=vi$/);
    await expect(page.getByRole('button', { name: 'Sao chép địa chỉ' })).toBeHidden();
  });
});

function questions(page: Page) {
  return page.locator('details.faq');
}

async function ask(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('main').getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(url => url.searchParams.get('q') === words);
  await page.waitForLoadState();
}

/** Pictures that are not there yet. Goes to the first of them. */
function notShown(pictures: (HTMLElement | SVGElement)[]): string[] {
  const missing = pictures.filter(
    picture => !(picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 0),
  );
  missing[0]?.scrollIntoView();
  return missing.map(picture => picture.outerHTML);
}
