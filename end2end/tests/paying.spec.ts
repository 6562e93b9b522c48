import { SANDBOX_URL } from '../support/addresses';
import { payAtTheBank } from '../support/bank';
import { chooseVietcombank, createOrder, draftCriminalRecord, feeFor, sendCriminalRecord, startAttempt } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { chooseChannel } from '../support/provider';
import { expect, test } from '../support/test';

test('pressing everything twice files one dossier and makes one payment', async ({ page, signedIn: _ }) => {
  const fee = feeFor(6);
  const number = await draftCriminalRecord(page, 6);
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).dblclick();
  await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan?da-gui=1`);
  await hydrated(page);
  await page.getByRole('radio', { name: 'Vietcombank' }).check();
  await page.getByRole('button', { name: 'Thanh toán' }).dblclick();
  await payAtTheBank(page, fee);
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();

  await page.goto('/tai-khoan?giao-dich=1');
  await expect(page.getByRole('row').filter({ hasText: number })).toHaveCount(1);
  await expect(page.getByRole('link', { name: /^Cấp Phiếu lý lịch tư pháp/ }).and(page.locator(`[href="/ho-so/${number}"]`))).toHaveCount(1);
});

test('who turns back at the bank is told so and can pay after all', async ({ page, signedIn: _ }) => {
  const fee = feeFor(7);
  await sendCriminalRecord(page, 7);
  await chooseVietcombank(page);
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(page.getByText('Thanh toán không thành công')).toBeVisible();
  await page.getByRole('link', { name: 'Chọn lại kênh thanh toán' }).click();
  await chooseVietcombank(page);
  await payAtTheBank(page, fee);
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
});

test('account, amount and content of a transfer are copied, and the code is saved as a picture', async ({ page, context, signedIn: _ }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sendCriminalRecord(page, 8);
  await chooseChannel(page, 'VietQR');
  await expect(page.getByRole('link', { name: 'Chọn kênh thanh toán khác' })).toBeVisible();
  for (const [name, copied] of [
    ['Số tài khoản', /^1020304050$/],
    ['Số tiền', /^230000$/],
    ['Nội dung chuyển khoản', /^DVC[0-9A-Z]{22}$/],
  ] as const) {
    await page.getByRole('button', { name: `Sao chép: ${name}` }).click();
    await expect(page.locator('.fact-to-copy').filter({ hasText: name }).locator('.copied')).toHaveText(`Đã sao chép: ${name}`);
    await expect(page.locator('[data-copy-told]')).toHaveText(`Đã sao chép: ${name}`);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(copied);
  }
  const downloaded = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Lưu ảnh mã QR' }).click();
  expect((await downloaded).suggestedFilename()).toBe('ma-qr-thanh-toan.png');
});

test('an account without money is named as the reason, and the money as not taken', async ({ page, request, signedIn: _ }) => {
  const number = await createOrder(page, 1);
  const reference = await startAttempt(page, number);
  await open(page, `/thanh-toan/ket-qua?data=${reference}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đang chờ kết quả thanh toán');
  await expect(page.locator('main .notice a.button').first()).toHaveText('Kiểm tra lại');
  const answer = await request.post(`${SANDBOX_URL}/sandbox/payer/${reference}`, { data: { act: 'insufficient' } });
  expect(answer.status()).toBe(200);
  await expect(page.getByText('Tài khoản không đủ tiền. Bạn chưa bị trừ tiền.')).toBeVisible();
  // The page is called after what it tells now.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kết quả thanh toán');
  await expect(page).toHaveTitle(/^Kết quả thanh toán – /);

  await open(page, `/ho-so/${number}/thanh-toan`);
  await expect(page.locator('.pay .notice')).toContainText('Tài khoản không đủ tiền.');
  await open(page, '/giao-dich');
  await expect(page.getByRole('row').filter({ hasText: number })).toContainText('Tài khoản không đủ tiền.');
});

test('a bank chosen in another tab is told in the first, which leads on to it', async ({ page, context, signedIn: _ }) => {
  const number = await createOrder(page, 1);
  const first = await startAttempt(page, number);
  await open(page, `/thanh-toan/ket-qua?data=${first}`);
  await expect(page.locator('[data-outcome="waiting"]')).toBeVisible();

  const other = await context.newPage();
  await open(other, `/ho-so/${number}/thanh-toan`);
  const current = await startAttempt(other, number);
  const replaced = page.locator('[data-outcome="replaced"]');
  await expect(replaced).toContainText('Đã thay bằng lần khác – chưa nhận tiền.');
  await replaced.getByRole('link', { name: 'Xem lần thanh toán hiện tại' }).click();
  await expect(page).toHaveURL(`/thanh-toan/ket-qua?data=${current}`);
  await expect(page.locator('[data-outcome="waiting"]')).toBeVisible();

  await open(page, '/giao-dich');
  await expect(page.getByRole('row').filter({ hasText: 'Đã thay bằng lần khác – chưa nhận tiền' }).filter({ hasText: number })).toHaveCount(1);
});
