import { type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { PORTAL_URL } from '../support/addresses';
import { typeCredentials } from '../support/citizen';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated } from '../support/hydrated';
import { chooseChannel, press } from '../support/provider';
import { Sms } from '../support/sms';
import { expect, test } from '../support/test';
import { DESK } from '../support/viewport';

/** One of the demonstration's finance officers. */
const OFFICER = { identityNumber: '072190000041', password: 'ThuNghiem-2026', phone: '0918602154' };
const SUCCEEDED = '[data-outcome="succeeded"]';

async function signIn(context: BrowserContext): Promise<Page> {
  const desk = await context.newPage();
  const phone = new Sms(context, OFFICER.phone);
  await phone.catchUp();
  await desk.goto('/dang-nhap?tiep=%2Fcan-bo%2Ftai-chinh');
  await typeCredentials(desk, OFFICER);
  await desk.getByLabel('Nhập mã OTP').fill(await phone.nextCode());
  await desk.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(desk).toHaveURL('/can-bo/tai-chinh');
  return desk;
}

test('money paid twice is approved by an officer, and goes back by the bank’s list', async ({ browser, page, context, trouble, signedIn: _ }) => {
  trouble.expect('422 POST');
  const number = await test.step('a citizen pays in two tabs', async () => {
    const number = await sendCriminalRecord(page, 1);
    await hydrated(page);
    await chooseChannel(page, 'Techcombank');
    await expect(page.getByRole('heading', { name: 'Xác nhận thanh toán' })).toBeVisible();
    const second = await context.newPage();
    await second.goto(`/ho-so/${number}/thanh-toan`);
    await hydrated(second);
    await chooseChannel(second, 'VNPT Pay');
    await press(second, 'Thanh toán');
    await expect(second.locator(SUCCEEDED)).toBeVisible();
    await press(page, 'Thanh toán');
    await expect(page.getByText('Tiền của lần thanh toán này sẽ được hoàn lại.')).toBeVisible();
    return number;
  });

  const officers = await browser.newContext({ ...DESK, baseURL: PORTAL_URL, locale: 'vi-VN' });
  trouble.watch(officers);
  const desk = await signIn(officers);
  const reference = await test.step('the refund is found and approved with an account', async () => {
    await desk.goto('/can-bo/tai-chinh/hoan-phi?state=proposed');
    await expectAccessible(desk);
    await desk.getByRole('row').filter({ hasText: number }).getByRole('link').first().click();
    await expect(desk.getByRole('main')).toContainText('200.000 đ');
    await expectAccessible(desk);
    await hydrated(desk);
    await desk.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await expect(desk.locator('.error-summary')).toBeVisible();
    await desk.getByLabel('Mã ngân hàng NAPAS').fill('970436');
    await desk.getByLabel('Số tài khoản').fill('0071001234567');
    await desk.getByLabel('Chủ tài khoản').fill('Nguyễn Văn An');
    await desk.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await expect(desk.getByText('Chờ chuyển khoản')).toBeVisible();
    return (await desk.getByRole('heading', { level: 1 }).innerText()).split(' ').pop() ?? '';
  });

  await test.step('the bank’s results close it', async () => {
    const list = () => desk.evaluate(async () => (await fetch('/api/v1/finance/transfers.csv')).text());
    await expect.poll(list).toContain(`${reference},970436,0071001234567,NGUYEN VAN AN,200000`);
    await desk.goto('/can-bo/tai-chinh/hoan-phi');
    await hydrated(desk);
    const results = `refund_reference,status,bank_transaction,message\n${reference},done,FT26330001,`;
    await desk.getByLabel('Kết quả của ngân hàng').fill(results);
    await desk.getByRole('button', { name: 'Nhận kết quả' }).click();
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
  await officers.close();
});
