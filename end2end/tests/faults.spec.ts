import { payAtTheBank } from '../support/bank';
import { chooseVietcombank, feeFor, sendCriminalRecord } from '../support/dossier';
import { callbackArrived, order, repair } from '../support/faults';
import { referenceIn } from '../support/provider';
import { expect, test } from '../support/test';

test.afterEach(({ request }) => repair(request));

test('a payment whose CONFIRM is lost is settled by asking', async ({ page, request, signedIn: _ }) => {
  const fee = feeFor(8);
  await sendCriminalRecord(page, 8);
  await chooseVietcombank(page);
  await order(request, { point: 'callback', fault: 'lose', times: 100 });
  // So that there is something to wait for.
  await order(request, { point: 'query', fault: 'slow_ms:4000' });
  await payAtTheBank(page, fee);

  await expect(page.getByText('Đang chờ ngân hàng xác nhận.')).toBeVisible();
  await expect(page.getByText('Nếu đã bị trừ tiền, bạn không cần nộp lại.')).toBeVisible();
  await expect(page.getByText('Thanh toán thành công')).toBeVisible({ timeout: 60_000 });
  expect(await callbackArrived(request, await referenceIn(page))).toBe(false);
});

test('a channel that fails says so, and choosing again pays', async ({ page, request, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('503 POST');
  const fee = feeFor(9);
  await sendCriminalRecord(page, 9);
  await order(request, { point: 'create', fault: 'refuse' });
  await chooseVietcombank(page);
  await expect(page.getByText('Chưa kết nối được với kênh thanh toán.')).toBeVisible();
  await expect(page.getByText('Bạn chưa bị trừ tiền.')).toBeVisible();
  await expect(page.locator('input[data-name="VietQR"]')).toBeChecked();
  await chooseVietcombank(page);
  await payAtTheBank(page, fee);
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
});
