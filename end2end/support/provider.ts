import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type APIRequestContext, type Page, type TestInfo, expect } from '@playwright/test';
import { SANDBOX_URL } from './addresses';

/** Chooses a channel by its name and goes on to pay. */
export async function chooseChannel(page: Page, name: string): Promise<void> {
  const radio = page.locator(`input[name="channel"][data-name="${name}"]`);
  const folded = page.locator('details.other-banks:not([open])').filter({ has: radio });
  // Before the page is there, nothing of it is folded.
  await expect(radio).toBeAttached();
  if ((await folded.count()) > 0) {
    await folded.locator('summary').click();
  }
  await radio.check();
  await page.getByRole('button', { name: 'Thanh toán' }).click();
}

/** On a provider's page in the sandbox: the button with these words. */
export async function press(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Xác nhận thanh toán' })).toBeVisible();
  await page.getByRole('button', { name: words }).click();
}

/** The reference in the address of the waiting page. */
export async function referenceIn(page: Page): Promise<string> {
  await expect(page).toHaveURL(url => url.searchParams.has('data'));
  return new URL(page.url()).searchParams.get('data') ?? '';
}

/** The payer pays at the provider, or cancels, in a window that the test does not watch. */
export async function payElsewhere(request: APIRequestContext, reference: string, act: 'pay' | 'cancel' = 'pay'): Promise<void> {
  const answer = await request.post(`${SANDBOX_URL}/sandbox/payer/${reference}`, { data: { act } });
  expect(answer.status()).toBe(200);
}

/** What a bank's app reads in the VietQR code that is shown. */
export async function scannedCode(page: Page, info: TestInfo): Promise<string> {
  const code = page.locator('img.qr');
  await expect(code).toHaveJSProperty('complete', true);
  const picture = info.outputPath('qr.png');
  await code.screenshot({ path: picture });
  const { stdout } = await promisify(execFile)('zbarimg', ['--quiet', '--raw', picture]);
  return stdout.trim();
}

/** Any bank's app transfers what a VietQR code says. */
export async function transfer(request: APIRequestContext, payload: string): Promise<void> {
  const answer = await request.post(`${SANDBOX_URL}/sandbox/vietqr/transfers`, { data: { payload } });
  expect(answer.ok()).toBe(true);
}
