import { type Page, type Route } from '@playwright/test';
import { chooseVietcombank, createOrder } from '../support/dossier';
import { expect, test } from '../support/test';

/** What keeps the script of a page from ever running, and what the browser says of it. */
const FAILURES: { name: string; prepare: (page: Page) => Promise<unknown>; errors: string[] }[] = [
  {
    name: 'the WebAssembly is blocked',
    prepare: page => page.route('**/*.wasm', route => route.abort()),
    errors: ['net::ERR_FAILED GET /pkg/', 'error: '],
  },
  {
    name: 'the script is blocked',
    prepare: page => page.route('**/pkg/*.js', route => route.abort()),
    errors: ['net::ERR_FAILED GET /pkg/'],
  },
  {
    name: 'the WebAssembly is broken',
    prepare: page => page.route('**/*.wasm', route => route.fulfill({ contentType: 'application/wasm', body: 'broken' })),
    errors: ['error: '],
  },
  { name: 'the WebAssembly never arrives', prepare: page => page.route('**/*.wasm', neverAnswer), errors: ['error: Failed to fetch'] },
  {
    name: 'the browser knows no WebAssembly',
    prepare: page => page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly')),
    errors: ['error: WebAssembly is not defined'],
  },
  { name: 'the line is as slow as in 2005', prepare: slowDown, errors: [] },
];

// A service worker would answer in place of the network that fails.
test.use({ serviceWorkers: 'block' });

for (const { name, prepare, errors } of FAILURES) {
  test(`one can search, sign in and pay where ${name}`, async ({ page, consoleGuard, signedIn: _ }) => {
    consoleGuard.expect(...errors, '422 POST /dang-nhap');
    const order = await createOrder(page, 2);
    await prepare(page);

    await open(page, '/');
    await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('khai sinh');
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await expect(page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true })).toBeVisible();

    await open(page, '/dang-nhap/dvc-quoc-gia/tai-khoan');
    await page.getByText('Đăng nhập lại, hoặc bằng tài khoản khác').click();
    await page.getByLabel('Tên đăng nhập').fill('0720900000');
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(page.getByLabel('Tên đăng nhập')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('0720900000');

    await open(page, `/ho-so/${order}/thanh-toan`);
    await chooseVietcombank(page);
    await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('who asks for less data gets pages without WebAssembly', async ({ page, context, signedIn: _ }) => {
  await context.setExtraHTTPHeaders({ 'save-data': 'on' });
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  const order = await createOrder(page, 2);
  for (const path of ['/', '/thu-tuc?q=khai+sinh', `/ho-so/${order}/thanh-toan`]) {
    // Scripts are asked for before a page is loaded, and the WebAssembly by a script.
    await page.goto(path);
  }
  await chooseVietcombank(page);
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
  expect(asked.filter(path => /\.(js|wasm)$/.test(path))).toEqual([]);
});

/** Does not wait for what never comes. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'commit' });
}

async function neverAnswer(_route: Route): Promise<void> {
  // Neither answered nor refused.
}

/** EDGE, as it still is in the hills. */
async function slowDown(page: Page): Promise<void> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 800,
    downloadThroughput: 30_000,
    uploadThroughput: 15_000,
  });
}
