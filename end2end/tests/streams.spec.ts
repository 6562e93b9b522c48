import { type Page } from '@playwright/test';
import { DESK } from '../support/viewport';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { chooseChannel, scannedCode, transfer } from '../support/provider';
import { expect, test } from '../support/test';

/** Connections that browsers make to one host over HTTP/1.1. */
const CONNECTIONS = 6;

test.use(DESK);

/** Shows or hides the tab, which automation otherwise shows always. */
async function show(page: Page, shown: boolean): Promise<void> {
  await page.evaluate(shown => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: !shown });
    document.dispatchEvent(new Event('visibilitychange'));
  }, shown);
}

function isStream(url: string): boolean {
  return url.endsWith('/events');
}

test('the seventh tab works beside six that wait hidden, and a tab that is shown again knows at once', async ({ page, context, request, signedIn: _ }, info) => {
  const paid = (tab: Page) => tab.getByText('Thanh toán thành công');
  await sendCriminalRecord(page, 3);
  await chooseChannel(page, 'VietQR');
  const payload = await scannedCode(page, info);
  const address = page.url();
  await hydrated(page);
  const left = page.waitForEvent('requestfailed', request => isStream(request.url()));
  await show(page, false);
  await left;

  const tabs = [page];
  while (tabs.length < CONNECTIONS) {
    const tab = await context.newPage();
    const stream = tab.waitForRequest(request => isStream(request.url()));
    await tab.goto(address);
    await stream;
    const left = tab.waitForEvent('requestfailed', request => isStream(request.url()));
    await show(tab, false);
    await left;
    tabs.push(tab);
  }

  const seventh = await context.newPage();
  await open(seventh, address);
  await transfer(request, payload);
  await expect(paid(seventh)).toBeVisible();

  // Hidden, the first tab has not heard of it.
  await expect(paid(page)).toBeHidden();
  await show(page, true);
  await expect(paid(page)).toBeVisible();
});
