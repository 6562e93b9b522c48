import { type Page, expect } from '@playwright/test';
import { Sms } from './sms';

/** The sandbox's card that pays. */
const CARD = { holder: 'NGUYEN VAN A', number: '9704 3688 8888 8888 018', issued: '03/2018', phone: '0900000001' };

/** On the bank's first page: the card. */
export async function typeCard(page: Page): Promise<void> {
  await page.getByLabel('Tên chủ thẻ').fill(CARD.holder);
  await page.getByLabel('Số thẻ').fill(CARD.number);
  await page.getByLabel('Ngày phát hành').fill(CARD.issued);
  await page.getByRole('button', { name: 'Thanh toán' }).click();
  await expect(page.getByRole('heading', { name: 'Xác thực giao dịch' })).toBeVisible();
}

/** On the bank's second page: the code from the card holder's telephone. Then the browser is sent back. */
export async function typeCode(page: Page, amount: string): Promise<void> {
  await page.getByLabel('Mã OTP').fill(await new Sms(page.context(), CARD.phone).codeFor(amount));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
}

/** Both pages. The amount tells this payment's message from those of others, so each test pays another. */
export async function payAtTheBank(page: Page, amount: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
  await expect(page.locator('.summary .total')).toContainText(amount);
  await typeCard(page);
  await typeCode(page, amount);
}
