import { expectAccessible } from '../support/accessibility';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { FINANCE_OFFICER, OTHER_FINANCE_OFFICER, signInAs } from '../support/officer';
import { chooseChannel, press } from '../support/provider';
import { expect, test } from '../support/test';
import { DESK } from '../support/viewport';

const SUCCEEDED = '[data-outcome="succeeded"]';

test('money paid twice is approved by two officers, and goes back by the bank’s list', async ({ newPage, page, context, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('422 POST');
  const number = await test.step('a citizen pays in two tabs', async () => {
    const number = await sendCriminalRecord(page, 1);
    await chooseChannel(page, 'Techcombank');
    await expect(page.getByRole('heading', { name: 'Xác nhận thanh toán' })).toBeVisible();
    const second = await context.newPage();
    await open(second, `/ho-so/${number}/thanh-toan`);
    await chooseChannel(second, 'VNPT Pay');
    await press(second, 'Thanh toán');
    await expect(second.locator(SUCCEEDED)).toBeVisible();
    await press(page, 'Thanh toán');
    await expect(page.getByText('Tiền của lần thanh toán này sẽ được hoàn lại.')).toBeVisible();
    return number;
  });

  const desk = await newPage(DESK);
  await signInAs(desk, FINANCE_OFFICER, '/can-bo/tai-chinh');
  const reference = await test.step('the refund is found and its account entered', async () => {
    await desk.goto('/can-bo/tai-chinh/hoan-phi?state=proposed');
    await expectAccessible(desk);
    await desk.getByRole('row').filter({ hasText: number }).getByRole('link').first().click();
    await expect(desk.getByRole('main')).toContainText('200.000 đ');
    await expectAccessible(desk);
    await hydrated(desk);
    await desk.getByRole('button', { name: 'Ghi tài khoản', exact: true }).click();
    await expect(desk.locator('.error-summary')).toBeVisible();
    await desk.getByLabel('Mã BIN ngân hàng').fill('970436');
    await desk.getByLabel('Số tài khoản').fill('0071001234567');
    await desk.getByLabel('Chủ tài khoản').fill('Nguyễn Văn An');
    await desk.getByRole('button', { name: 'Ghi tài khoản', exact: true }).click();
    await expect(desk.getByText('Đã ghi tài khoản, chờ cán bộ khác duyệt.', { exact: true })).toBeVisible();
    return (await desk.getByRole('heading', { level: 1 }).innerText()).split(' ').pop() ?? '';
  });

  await test.step('another officer sees the account and approves', async () => {
    const other = await newPage(DESK);
    await signInAs(other, OTHER_FINANCE_OFFICER, '/can-bo/tai-chinh');
    await other.goto(new URL(desk.url()).pathname);
    await expect(other.getByText('0071001234567')).toBeVisible();
    await expectAccessible(other);
    await hydrated(other);
    await other.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await expect(other.getByText('Đã duyệt.', { exact: true })).toBeVisible();
    await expect(other.getByText('Chờ chuyển khoản')).toBeVisible();
  });

  await test.step('the bank’s results close it', async () => {
    const list = () => desk.evaluate(async () => (await fetch('/api/v1/finance/transfers.csv')).text());
    await expect.poll(list).toContain(`${reference},970436,"\t0071001234567",NGUYEN VAN AN,200000`);
    await open(desk, '/can-bo/tai-chinh/hoan-phi');
    const results = `refund_reference,status,bank_transaction,message\n${reference},done,FT26330001,`;
    await desk.getByLabel('Kết quả của ngân hàng').fill(results);
    await desk.getByRole('button', { name: 'Nhập kết quả' }).click();
    await expect(desk).toHaveURL(/da-nhan=1/);
  });

  await test.step('the citizen sees it', async () => {
    await page.goto(`/ho-so/${number}/thanh-toan`);
    await expect(page.getByText('Đã hoàn tiền', { exact: true })).toBeVisible();
  });
  await test.step('the channels are shown with their last hour', async () => {
    await desk.goto('/can-bo/tai-chinh/kenh');
    await expect(desk.getByRole('row').filter({ hasText: 'Techcombank' })).toBeVisible();
    await expectAccessible(desk);
  });
});
