import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { payAtTheBank } from '../support/bank';
import { CRIMINAL_RECORD, WORK_PERMIT, feeFor, feeInEnglish } from '../support/dossier';
import { hydrated, navigateBy, open } from '../support/navigation';
import { expect, test } from '../support/test';

/** The charge of a work permit, as the bank writes it. */
const PERMIT_CHARGE = '600.000 đ';

/** Finds a procedure from the home page, by its Vietnamese name, and opens its form. */
async function find(page: Page, words: string, code: string): Promise<void> {
  await page.goto('/?lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('searchbox').press('Enter');
  await navigateBy(page.locator(`main a[href="/thu-tuc/${code}"]`));
  await expectAccessible(page);
  await page.locator(`main a[href="/nop-ho-so/${code}"]`).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Apply');
  await hydrated(page);
  await expectAccessible(page);
}

/** Saves, sends after a look at the draft, and yields the dossier's number. */
async function saveAndSend(page: Page): Promise<string> {
  await navigateBy(page.getByRole('button', { name: 'Save', exact: true }));
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
  await expect(page.getByText('Draft saved on')).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Submit application' }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\/thanh-toan\?da-gui=1$/);
  return /\/ho-so\/(\d+)/.exec(page.url())?.[1] ?? '';
}

/** Pays with Vietcombank, and comes back. The bank speaks Vietnamese. */
async function pay(page: Page, amount: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pay the fees');
  await expect(page.getByText('You need a Vietcombank card')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Vietcombank' }).check();
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await payAtTheBank(page, amount);
  await expect(page).toHaveURL(/\/thanh-toan\/ket-qua\?/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payment result');
  await expect(page.locator('[data-outcome=succeeded]')).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
}

test('a work permit is found, filed and paid in English', async ({ page, signedIn: _, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  await find(page, 'giay phep lao dong', WORK_PERMIT);

  await page.getByLabel('Receiving office').selectOption({ label: 'Economic Zones Authority' });
  await page.getByLabel('Name of the company').fill('Công ty TNHH Dệt may Trảng Bàng');
  await page.getByLabel('Tax code').fill('0100109107');
  await page.getByLabel('Address of the company').fill('Khu công nghiệp Trảng Bàng, Tây Ninh');
  await page.getByLabel('Phone number of the company').fill('0276 3813 363');
  await page.getByLabel('Worker’s full name').fill("SARAH O'CONNOR");
  await page.getByLabel('Female').check();
  await page.getByLabel('Worker’s date of birth').fill('12/05/1988');
  await page.getByLabel('Nationality').fill('Ireland');
  await page.getByLabel('Passport number').fill('PA1234567');
  await page.getByLabel('Passport issued on').fill('01/02/2020');
  await page.getByLabel('Passport valid until').fill(inYears(5));
  await page.getByLabel('Position').selectOption({ label: 'Expert' });
  await page.getByLabel('Job title').fill('Process engineer');
  await page.getByLabel('Place of work').fill('Khu công nghiệp Trảng Bàng, Tây Ninh');
  await page.getByLabel('Works from').fill(inYears(1));
  await page.getByLabel('Works until').fill(inYears(3));

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
  await hydrated(page);
  await page.getByRole('button', { name: 'Submit application' }).click();
  await expect(page.getByLabel('Tax code')).toHaveAccessibleDescription(/This tax code is not valid\. Check each digit\./);
  await expect(page.getByLabel('Tax code')).toBeFocused();
  await expectAccessible(page);

  await page.getByLabel('Tax code').fill('0100109106');
  const number = await saveAndSend(page);
  await pay(page, PERMIT_CHARGE);

  await page.getByRole('link', { name: 'See the application' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Application ${number}`);
  await expect(page.getByRole('definition').filter({ hasText: "SARAH O'CONNOR" })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Print receipt (in Vietnamese)' })).toBeVisible();
  await expectAccessible(page);
});

test('a criminal record is found, filed, paid and tracked in English', async ({ page, signedIn }) => {
  await find(page, 'ly lich tu phap', CRIMINAL_RECORD);

  await page.getByLabel('form 1').check();
  await page.getByLabel('What you need it for').fill('Work permit');
  await page.getByLabel('Number of copies').fill('9');
  await page.getByLabel('Permanent address').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
  await page.getByLabel('Current address').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
  const number = await saveAndSend(page);
  await expect(page.getByRole('region', { name: 'Payment summary' })).toContainText('(7 × 5,000 VND)');
  await pay(page, feeFor(9));

  await open(page, '/tra-cuu');
  await expectAccessible(page);
  await page.getByLabel('Application code or application number').fill(number);
  await page.getByLabel('Last four digits of the applicant’s phone number').fill(signedIn.phone.slice(-4));
  await page.getByRole('button', { name: 'Track' }).click();
  await expect(page).toHaveURL(/\/tra-cuu\?phieu=[0-9a-f]{64}$/);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(`Application ${number}`);
  await expect(page.getByText('Wait for the office to accept the application.')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: feeInEnglish(9) })).toContainText('Paid');
  await expect(page.getByText(signedIn.fullName)).toHaveCount(0);
  await expectAccessible(page);
});

/** The first of this month, some years later, as it is typed. */
function inYears(years: number): string {
  const now = new Date();
  return `01/${String(now.getMonth() + 1).padStart(2, '0')}/${now.getFullYear() + years}`;
}
