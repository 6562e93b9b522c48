import { type APIRequestContext, type BrowserContext } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { confirm, typeCredentials } from '../support/citizen';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated } from '../support/navigation';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';
import { DESK, expectToFit } from '../support/viewport';

/** The demonstration's desk officer of Sở Tư pháp. */
const OFFICER = { identityNumber: '072190000033', password: 'ThuNghiem-2026', phone: '0918602147', fullName: 'Lê Minh Châu' };

/** More than citizens' telephones may be asked to load, in bytes as sent. */
const MOST_WEBASSEMBLY = 180_000;

test('an officer at a desk reads what a citizen has just sent from a telephone', async ({ newPage, page, signedIn: citizen, consoleGuard }) => {
  consoleGuard.expect('401 GET /can-bo');
  const citizens = programsOf(page.context());
  const number = await test.step('a citizen sends a dossier', async () => sendCriminalRecord(page, 5));

  const desk = await newPage(DESK);
  await desk.clock.install();

  await test.step('the officer signs in as everybody does, and comes back to the desk', async () => {
    await desk.goto('/can-bo');
    await expect(desk.getByText('Cần đăng nhập để tiếp tục.')).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('main').getByRole('link', { name: 'Đăng nhập' }).click();
    const phone = Inbox.phone(OFFICER.phone);
    await phone.catchUp();
    await typeCredentials(desk, OFFICER);
    await confirm(desk, await phone.nextCode());
    await expect(desk).toHaveURL('/can-bo');
    await expect(desk.getByRole('heading', { level: 1, name: 'Hồ sơ mới gửi đến' })).toBeVisible();
    await expect(desk.getByRole('banner')).toContainText(OFFICER.fullName);
    await expect(desk.getByRole('banner')).toContainText('Sở Tư pháp');
  });

  const officers = programsOf(desk.context());
  const row = desk.getByRole('row').filter({ hasText: number });
  await test.step('the dossier is in the list, found by its number and by the name', async () => {
    for (const words of [number, citizen.fullName.toLowerCase()]) {
      await desk.getByLabel('Số hồ sơ, người nộp hoặc thủ tục').fill(words);
      await desk.getByRole('button', { name: 'Tìm' }).click();
      await expect(desk).toHaveURL(url => url.searchParams.get('q') === words);
      await expect(row).toContainText(citizen.fullName);
      await expect(row).toContainText('215.000 đ');
      await expect(row).toContainText('Chưa thanh toán');
      await expectAccessible(desk);
    }
    await expectToFit(desk, DESK.viewport.width, 'the list of dossiers');
  });

  await test.step('the states of dossiers are counted, and lead to those in them', async () => {
    await desk.getByRole('navigation', { name: 'Trạng thái hồ sơ' }).getByRole('link', { name: 'Tất cả' }).click();
    await expect(desk.getByRole('heading', { level: 1, name: 'Hồ sơ của đơn vị' })).toBeVisible();
    await expect(row).toContainText('Đã gửi, chờ tiếp nhận');
  });

  await test.step('the dossier opens, to be read', async () => {
    await row.getByRole('link', { name: number }).click();
    await expect(desk.getByRole('heading', { level: 1, name: `Hồ sơ ${number}` })).toBeVisible();
    await expect(desk.getByText('Xin việc làm')).toBeVisible();
    await expect(desk.getByRole('listitem').filter({ hasText: 'Đã gửi, chờ tiếp nhận' })).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('link', { name: 'Danh sách hồ sơ' }).click();
  });

  await test.step('an open list tells of what came in since', async () => {
    await hydrated(desk);
    await sendCriminalRecord(page, 5);
    await expect(async () => {
      await desk.clock.fastForward(30_000);
      await expect(desk.getByRole('status')).toContainText(/\d+ hồ sơ mới\./, { timeout: 1000 });
    }).toPass();
    await expectAccessible(desk);
    await desk.getByRole('link', { name: 'Xem hồ sơ mới' }).click();
    await expect(desk.getByRole('status')).toBeEmpty();
  });

  await test.step('in English too', async () => {
    await desk.goto('/can-bo?lang=en');
    await expect(desk.getByRole('heading', { level: 1, name: 'New applications' })).toBeVisible();
    await expect(desk.getByRole('table')).toContainText('Applicant');
    await expectAccessible(desk);
  });

  await test.step('without scripts, all but the news', async () => {
    consoleGuard.expect('csp GET /pkg/');
    const list = await newPage({
      ...DESK,
      javaScriptEnabled: false,
      reducedMotion: 'reduce',
      storageState: await desk.context().storageState(),
    });
    await list.goto('/can-bo?lang=vi');
    await list.getByLabel('Số hồ sơ, người nộp hoặc thủ tục').fill(number);
    await list.getByRole('button', { name: 'Tìm' }).click();
    await expect(list).toHaveURL(url => url.searchParams.get('q') === number);
    await list.getByRole('link', { name: number }).click();
    await expect(list.getByText('Xin việc làm')).toBeVisible();
  });

  expect(citizens.size, 'a citizen’s program').toBeGreaterThan(0);
  expect([...citizens].filter(name => name !== 'portal')).toEqual([]);
  expect([...officers].filter(name => name !== 'desk')).toEqual([]);
});

test('a citizen is told that the desk is for officers, and led back', async ({ page, signedIn: _, consoleGuard }) => {
  consoleGuard.expect('403 GET /can-bo');
  await page.goto('/can-bo');
  await expect(page.getByText('Trang này dành cho cán bộ Bộ phận Một cửa.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Về trang chủ' }).click();
  await expect(page).toHaveURL('/');
});

test('what citizens’ telephones load has nothing of the officers’ code in it', async ({ request }) => {
  const citizens = await programIn(request, '/');
  const officers = await programIn(request, '/can-bo');
  console.log(`WebAssembly as sent: citizens ${citizens.sent} bytes, officers ${officers.sent} bytes`);
  expect(citizens.sent).toBeLessThanOrEqual(MOST_WEBASSEMBLY);
  // The officers' only island, and the address that it asks.
  for (const mark of ['Arrivals', '/api/v1/desk/']) {
    expect(officers.code, `officers’ ${mark}`).toContain(mark);
    expect(citizens.code, `citizens’ ${mark}`).not.toContain(mark);
  }
});

/** Names of the programs that pages load from now on: `portal`, `desk`. The service worker keeps the portal's for all. */
function programsOf(context: BrowserContext): Set<string> {
  const names = new Set<string>();
  context.on('request', request => {
    const name = /\/pkg\/(\w+)\.(?:\w+\.)?(?:js|wasm)$/.exec(request.url())?.[1];
    if (name !== undefined && request.serviceWorker() === null) {
      names.add(name);
    }
  });
  return names;
}

/** The program that a page loads: its script and its WebAssembly as one text, and the bytes of the latter as sent. */
async function programIn(request: APIRequestContext, address: string): Promise<{ code: string; sent: number }> {
  const page = await (await request.get(address)).text();
  const extension = (file: string) => file.replace(/.*\./, '');
  const addresses = [...new Set(page.match(/\/pkg\/[\w.]+\.(?:js|wasm)/g))].sort((one, other) => extension(one).localeCompare(extension(other)));
  expect(addresses.map(extension)).toEqual(['js', 'wasm']);
  const answers = await Promise.all(
    addresses.map(file => request.get(file, { headers: { 'accept-encoding': 'br' } })),
  );
  const code = await Promise.all(answers.map(async answer => (await answer.body()).toString('latin1')));
  return { code: code.join('\n'), sent: Number(answers.at(-1)?.headers()['content-length']) };
}
