import { type BrowserContext } from '@playwright/test';
import { hydrated } from '../support/hydrated';
import { expect, test } from '../support/test';

const SEARCH = '/thu-tuc?q=khai+sinh';
const MOST_BYTES = 250_000;

test('the first visit to the search page fits a small data plan', async ({ context }) => {
  const first = await bytesOfVisit(context);
  const again = await bytesOfVisit(context);
  console.log(`${SEARCH}: first visit ${kilobytes(first)}, next visit ${kilobytes(again)}`);
  expect(first).toBeLessThanOrEqual(MOST_BYTES);
  expect(again).toBeLessThan(first / 2);
});

/** Everything that came over the wire for one visit, headers too, as compressed. */
async function bytesOfVisit(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', finished => {
    bytes += finished.encodedDataLength;
  });
  await page.goto(SEARCH, { waitUntil: 'networkidle' });
  await hydrated(page);
  await page.close();
  return bytes;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
