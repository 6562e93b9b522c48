import { mkdirSync, rmdirSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';
import { type Citizen, typeCredentials } from './citizen';
import { resultsOf } from './results';
import { Sms } from './sms';

/** What an officer signs in with. */
export type Officer = Pick<Citizen, 'identityNumber' | 'password' | 'phone'>;

/** The demonstration's administrator of the province. */
export const ADMINISTRATOR: Officer = { identityNumber: '072190000066', password: 'ThuNghiem-2026', phone: '0918602178' };

/** The demonstration's auditor. */
export const AUDITOR: Officer = { identityNumber: '072190000074', password: 'ThuNghiem-2026', phone: '0918602193' };

/** Signs in with password and one-time code, and comes to a page. */
export async function signInAs(page: Page, officer: Officer, next: string): Promise<void> {
  await aloneWith(officer.phone, async () => {
    const phone = new Sms(page.context(), officer.phone);
    await phone.catchUp();
    await page.goto(`/dang-nhap?tiep=${encodeURIComponent(next)}`);
    await typeCredentials(page, officer);
    await page.getByLabel('Nhập mã OTP').fill(await phone.nextCode());
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await expect(page).toHaveURL(next);
  });
}

/** The demonstration's officers have one telephone each: of two workers who wait for a code, one would read the other's. */
async function aloneWith(phone: string, deed: () => Promise<void>): Promise<void> {
  // Emptied whenever a run begins, so a run that broke off leaves nothing locked.
  const folder = resultsOf('portal');
  mkdirSync(folder, { recursive: true });
  const lock = `${folder}/telephone-${phone}`;
  await expect(() => mkdirSync(lock)).toPass({ timeout: 100_000 });
  try {
    await deed();
  } finally {
    rmdirSync(lock);
  }
}
