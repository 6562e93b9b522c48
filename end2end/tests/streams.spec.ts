import { type Page } from '@playwright/test';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated } from '../support/hydrated';
import { chooseChannel, payElsewhere, referenceIn } from '../support/provider';
import { expect, test } from '../support/test';

/** Connections that browsers make to one host over HTTP/1.1. */
const CONNECTIONS = 6;

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

test('the seventh tab works beside six that wait hidden, and a tab that is shown again knows at once', async ({ page, context, request, signedIn: _ }) => {
  await sendCriminalRecord(page, 3);
  await chooseChannel(page, 'VietQR');
  await expect(page).toHaveURL(/\/thanh-toan\/ket-qua\?/);
  const reference = await referenceIn(page);
  const address = page.url();
  await hydrated(page);
  await show(page, false);

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
  await seventh.goto(address);
  await expect(seventh.getByText('Đang chờ')).toBeVisible();
  await payElsewhere(request, reference);
  await expect(seventh.getByText('Thanh toán thành công')).toBeVisible();

  // Hidden, the first tab has not heard of it.
  await expect(page.getByText('Thanh toán thành công')).toBeHidden();
  await show(page, true);
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
});
