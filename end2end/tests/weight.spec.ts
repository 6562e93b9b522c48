import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, expect, test } from '@playwright/test';
import { PORTAL_URL } from '../support/addresses';
import { hydrated, open } from '../support/navigation';
import { type Vitals, slowDown, vitalsOf } from '../support/slow_phone';
import { printTable } from '../support/table';
import { PHONE } from '../support/viewport';
import { type CountingProxy, startCountingProxy } from '../support/counting_proxy';

const SEARCH = '/thu-tuc?q=khai+sinh';
const REGISTRATION = '/dang-ky/cong-dan/thue-bao-di-dong';

/** Nothing more is on its way once no byte has come for so long. */
const QUIET_MS = 500;

/** Times vary with what else the machine does: the median of so many counts. */
const TRIES = 3;

const rows: string[][] = [];

test.afterAll(() => {
  printTable('Weight and speed', ['what', 'measured', 'at most'], rows);
});

test('the first visit to the search page fits a small data plan', async ({ browser }) => {
  const proxy = await startCountingProxy();
  const context = await browser.newContext(PHONE);
  const wasm = await visit(context, proxy);
  const first = proxy.bytes();
  await visit(context, proxy);
  const again = proxy.bytes();
  await context.close();
  proxy.close();

  // 200 kB were kept until what people type was read with all its look-alikes; README says so.
  atMost('first visit to search', first, 220_000, kilobytes);
  atMost('of which WebAssembly', wasm, 185_000, kilobytes);
  atMost('repeat visit', again, 10_000, kilobytes);
  // Or the proxy counted something else.
  expect(first).toBeGreaterThan(wasm);
  expect(wasm).toBeGreaterThan(0);
});

test('the search page is there soon and stands still, on a slow telephone', async ({ browser }) => {
  const tries: Vitals[] = [];
  for (let count = 0; count < TRIES; count += 1) {
    const page = await slowPage(browser, {});
    await open(page, SEARCH);
    tries.push(await vitalsOf(page));
    await page.context().close();
  }
  atMost('largest contentful paint', median(tries.map(({ largestPaint }) => largestPaint)), 1800, milliseconds);
  atMost('cumulative layout shift', Math.max(...tries.map(({ layoutShift }) => layoutShift)), 0.02, shift => shift.toFixed(3));
  atMost('total blocking time', median(tries.map(({ blocked }) => blocked)), 150, milliseconds);
});

/** How a page can come to a telephone. */
const WAYS: { name: string; options?: BrowserContextOptions; blocked?: boolean; awaited?: boolean }[] = [
  { name: 'with WebAssembly, once it runs', awaited: true },
  // A service worker would bring it past the block.
  { name: 'WebAssembly never comes', options: { serviceWorkers: 'block' }, blocked: true },
  { name: 'without scripts', options: { javaScriptEnabled: false } },
];

/** What a citizen does first: opens a page, does something there, and sees the answer. */
const ACTIONS: { name: string; address: string; act: (page: Page) => Promise<void> }[] = [
  {
    name: 'first search',
    address: '/',
    act: async page => {
      await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('khai sinh');
      await page.getByRole('button', { name: 'Tìm kiếm' }).click();
      await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).waitFor();
    },
  },
  {
    name: 'first form, and its messages',
    address: REGISTRATION,
    act: async page => {
      await page.getByLabel('Họ và tên').fill('Nguyễn Thị Ánh Tuyết');
      await page.getByRole('button', { name: 'Đăng ký' }).click();
      await page.locator('#f-identity_number[aria-invalid="true"]').waitFor();
    },
  },
];

for (const { name, address, act } of ACTIONS) {
  test(`${name} on a slow telephone, with and without WebAssembly`, async ({ browser }) => {
    for (const way of WAYS) {
      const times: number[] = [];
      for (let count = 0; count < TRIES; count += 1) {
        const page = await slowPage(browser, way.options ?? {});
        if (way.blocked) {
          await page.route('**/*.wasm', route => route.abort());
        }
        const began = performance.now();
        await page.goto(address, { waitUntil: 'commit' });
        if (way.awaited) {
          await hydrated(page);
        }
        await act(page);
        times.push(performance.now() - began);
        await page.context().close();
      }
      rows.push([`${name}, ${way.name}`, milliseconds(median(times)), '']);
    }
  });
}

/** Opens the page as somebody who was never here and waits until all is loaded; yields the bytes of WebAssembly. */
async function visit(context: BrowserContext, proxy: CountingProxy): Promise<number> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const wasm = new Set<string>();
  let bytes = 0;
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.endsWith('.wasm')) {
      wasm.add(requestId);
    }
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += wasm.has(requestId) ? encodedDataLength : 0;
  });
  await open(page, `${proxy.url}${SEARCH}`);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) && (await navigator.serviceWorker.ready));
  // The service worker fetches as well, and of it the page knows nothing.
  await expect.poll(() => proxy.quiet()).toBeGreaterThan(QUIET_MS);
  await page.close();
  return bytes;
}

async function slowPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, baseURL: PORTAL_URL, ...options });
  const page = await context.newPage();
  await slowDown(page);
  return page;
}

/** Notes a figure for the table, and that it keeps its limit. */
function atMost(what: string, measured: number, limit: number, written: (figure: number) => string): void {
  rows.push([what, written(measured), written(limit)]);
  expect.soft(measured, what).toBeLessThanOrEqual(limit);
}

function median(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function milliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}
