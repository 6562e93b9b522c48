import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { CRIMINAL_RECORD, draftCriminalRecord, save, typeCriminalRecord } from '../support/dossier';
import { type Chosen, pdf } from '../support/documents';
import { hydrated } from '../support/navigation';
import { watchedOver } from '../support/offline';
import { expect, test } from '../support/test';

const documents = (page: Page) => page.getByRole('region', { name: 'Tài liệu đính kèm' });

async function add(page: Page, ...files: Chosen[]): Promise<void> {
  await page.getByLabel('Chọn tệp hoặc chụp ảnh').setInputFiles(files);
  await page.getByRole('button', { name: 'Thêm tài liệu' }).click();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: `Xóa ${name}` }).getByRole('button').click();
}

async function expectSaved(page: Page, name: string, words: string): Promise<void> {
  const downloaded = page.waitForEvent('download');
  await documents(page).getByRole('link', { name, exact: true }).click();
  const download = await downloaded;
  expect(download.suggestedFilename()).toBe(name);
  expect(await readFile(await download.path(), 'utf8')).toContain(words);
}

/** What a phone's share menu does: a form posted by nobody's page. */
async function share(page: Page, file: Chosen): Promise<void> {
  await page.goto('/chia-se-tai-lieu');
  await page.evaluate(
    ({ name, text }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: '/chia-se-tai-lieu', enctype: 'multipart/form-data' });
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', name: 'file' });
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], name));
      input.files = chosen.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    { name: file.name, text: file.buffer.toString() },
  );
}

test('documents are added to a draft, saved again, taken away, and stay as they are once it is sent', async ({
  page,
  consoleGuard,
  signedIn: _,
}) => {
  consoleGuard.expect('422 POST /ho-so/');
  const number = await draftCriminalRecord(page, 1);
  await expect(documents(page)).toContainText('Chưa có tài liệu nào.');
  await hydrated(page);
  await add(page, pdf('Giấy khai sinh.pdf', 'khai sinh'), pdf('Sổ hộ khẩu.pdf', 'hộ khẩu'));
  await expect(page).toHaveURL(`/ho-so/${number}#tai-lieu`);
  await expect(documents(page).getByRole('listitem')).toHaveCount(2);
  await expectSaved(page, 'Giấy khai sinh.pdf', '% khai sinh');
  await expectAccessible(page);

  await hydrated(page);
  await add(page, { name: 'ảnh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
  await expect(page.getByRole('link', { name: /“ảnh.pdf” không phải PDF/ })).toBeVisible();
  await expect(page.getByLabel('Chọn tệp hoặc chụp ảnh')).toHaveAccessibleDescription(/“ảnh.pdf” không phải PDF/);
  await expectAccessible(page);

  await hydrated(page);
  await remove(page, 'Sổ hộ khẩu.pdf');
  await expect(documents(page).getByRole('listitem')).toHaveCount(1);

  await hydrated(page);
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan?da-gui=1`);
  await page.goto(`/ho-so/${number}`);
  await expectSaved(page, 'Giấy khai sinh.pdf', '% khai sinh');
  await expect(documents(page).getByRole('button')).toHaveCount(0);
});

test('without a network the documents stay chosen', async ({ page, context, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('net::ERR_INTERNET_DISCONNECTED GET /healthz');
  const number = await draftCriminalRecord(page, 1);
  await watchedOver(page);
  await context.setOffline(true);
  await add(page, pdf('Giấy khai sinh.pdf', 'khai sinh'));
  await expect(documents(page).locator('.error-summary')).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Thêm tài liệu' }).click();
  await expect(page).toHaveURL(`/ho-so/${number}#tai-lieu`);
  await expect(documents(page).getByRole('listitem')).toHaveCount(1);
});

test('a browser that wrongly believes itself offline keeps no document back', async ({ page, signedIn: _ }) => {
  const number = await draftCriminalRecord(page, 1);
  await hydrated(page);
  await page.evaluate(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
  await add(page, pdf('Giấy khai sinh.pdf', 'khai sinh'));
  await expect(page).toHaveURL(`/ho-so/${number}#tai-lieu`);
  await expect(documents(page).getByRole('listitem')).toHaveCount(1);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('documents are added, saved again and taken away', async ({ page, consoleGuard, signedIn: _ }) => {
    consoleGuard.expect('csp GET /pkg/', '422 POST /ho-so/');
    await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
    await typeCriminalRecord(page, 1);
    await save(page);
    await page.getByRole('button', { name: 'Thêm tài liệu' }).click();
    await expect(page.getByRole('link', { name: /Chọn ít nhất một tệp/ })).toBeVisible();
    await add(page, pdf('Giấy khai sinh.pdf', 'khai sinh'));
    await expectSaved(page, 'Giấy khai sinh.pdf', '% khai sinh');
    await remove(page, 'Giấy khai sinh.pdf');
    await expect(documents(page)).toContainText('Chưa có tài liệu nào.');
  });
});

test('what a phone shares waits for its owner to choose a dossier', async ({ page, signedIn: _ }) => {
  const devtools = await page.context().newCDPSession(page);
  await page.goto('/');
  const manifest: { share_target: { action: string; params: { files: { name: string }[] } } } = JSON.parse(
    (await devtools.send('Page.getAppManifest')).data ?? '',
  );
  expect(manifest.share_target.action).toBe('/chia-se-tai-lieu');
  expect(manifest.share_target.params.files.map(({ name }) => name)).toEqual(['file']);

  const number = await draftCriminalRecord(page, 1);
  await share(page, pdf('Ảnh chụp.pdf', 'chia sẻ'));
  await expect(page.getByText('Ảnh chụp.pdf')).toBeVisible();
  await expectAccessible(page);
  await hydrated(page);
  await page.getByRole('button', { name: `Đính kèm vào hồ sơ ${number}` }).click();
  await expect(page).toHaveURL(`/ho-so/${number}#tai-lieu`);
  await expectSaved(page, 'Ảnh chụp.pdf', '% chia sẻ');
});

test('what is shared by somebody unknown is not kept, and the page says how to go on', async ({ page, consoleGuard }) => {
  consoleGuard.expect('401 GET /chia-se-tai-lieu');
  await share(page, pdf('Ảnh chụp.pdf', 'chia sẻ'));
  await expect(page.getByText('Đăng nhập rồi chia sẻ lại')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Đăng nhập' }).last()).toHaveAttribute('href', /tiep=%2Fchia-se-tai-lieu/);
  await expectAccessible(page);
});
