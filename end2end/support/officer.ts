import { type Page, expect } from '@playwright/test';
import { type Citizen, typeCredentials } from './citizen';
import { Sms } from './sms';

/** What an officer signs in with. */
export type Officer = Pick<Citizen, 'identityNumber' | 'password' | 'phone'>;

/** The demonstration's administrator of the province. */
export const ADMINISTRATOR: Officer = { identityNumber: '072190000066', password: 'ThuNghiem-2026', phone: '0918602178' };

/** The demonstration's auditor. */
export const AUDITOR: Officer = { identityNumber: '072190000074', password: 'ThuNghiem-2026', phone: '0918602193' };

/** Signs in with password and one-time code, and comes to a page. */
export async function signInAs(page: Page, officer: Officer, next: string): Promise<void> {
  const phone = new Sms(page.context(), officer.phone);
  await phone.catchUp();
  await page.goto(`/dang-nhap?tiep=${encodeURIComponent(next)}`);
  await typeCredentials(page, officer);
  await page.getByLabel('Nhập mã OTP').fill(await phone.nextCode());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page).toHaveURL(next);
}
