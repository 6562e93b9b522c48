import { type Page, expect } from '@playwright/test';
import { Inbox, codeIn } from './inbox';

/** The sandbox's card that pays. */
const CARD = { holder: 'NGUYEN VAN A', number: '9704 3688 8888 8888 018', issued: '03/2018', phone: '0900000001' };

/** On the bank's pages: the card, then the code from the card holder's telephone. Then the browser is sent back. */
export async function payAtTheBank(page: Page, amount: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
  await expect(page.locator('.summary .total')).toContainText(amount);
  const phone = Inbox.phone(CARD.phone);
  await phone.catchUp();
  await page.getByLabel('Tên chủ thẻ').fill(CARD.holder);
  await page.getByLabel('Số thẻ').fill(CARD.number);
  await page.getByLabel('Ngày phát hành').fill(CARD.issued);
  await page.getByRole('button', { name: 'Thanh toán' }).click();
  await expect(page.getByRole('heading', { name: 'Xác thực giao dịch' })).toBeVisible();
  const message = await phone.nextText();
  expect(message).toContain(`để thanh toán ${amount}`);
  await page.getByLabel('Mã OTP').fill(codeIn(message));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
}
