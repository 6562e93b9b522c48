import { type Page, expect } from '@playwright/test';
import { post } from './api';
import { type Citizen, beginSignIn } from './citizen';
import { Inbox } from './inbox';

/** What an officer signs in with. */
export type Officer = Pick<Citizen, 'identityNumber' | 'password' | 'phone'>;

/** The demonstration's administrator of the province. */
export const ADMINISTRATOR: Officer = { identityNumber: '072190000066', password: 'ThuNghiem-2026', phone: '0918602178' };

/** The demonstration's auditor. */
export const AUDITOR: Officer = { identityNumber: '072190000074', password: 'ThuNghiem-2026', phone: '0918602193' };

/** One of the demonstration's finance officers. */
export const FINANCE_OFFICER: Officer = { identityNumber: '072190000041', password: 'ThuNghiem-2026', phone: '0918602154' };

/** The other one: what needs two officers needs both. */
export const OTHER_FINANCE_OFFICER: Officer = { identityNumber: '072190000058', password: 'ThuNghiem-2026', phone: '0918602161' };

/** Signs in without the pages, and comes to one. */
export async function signInAs(page: Page, officer: Officer, next: string): Promise<void> {
  const phone = Inbox.phone(officer.phone);
  await phone.catchUp();
  await beginSignIn(page, officer);
  await post(page, 'sign-ins/current/code', { code: await phone.nextCode() });
  await page.goto(next);
  await expect(page).toHaveURL(next);
}
