import { type Locator } from '@playwright/test';
import { newCitizen, typeDetails } from '../support/citizen';
import { draftCriminalRecord } from '../support/dossier';
import { open } from '../support/navigation';
import { expect, test } from '../support/test';

const REGISTRATION = '/dang-ky/cong-dan/thue-bao-di-dong';

/** What the keypad of a telephone gives, key by key, and what the field then shows. */
const DATES = [
  { keys: '25121990', shown: '25/12/1990' },
  { keys: '01061990', shown: '01/06/1990' },
  { keys: '31041990', shown: '31/04/1990' },
  { keys: '251', shown: '25/1' },
  { keys: '25', shown: '25' },
  { keys: '25/12/1990', shown: '25/12/1990' },
  { keys: '25-12-1990', shown: '25-12-1990' },
  { keys: '25.12.1990', shown: '25.12.1990' },
  { keys: '1 6 1990', shown: '1 6 1990' },
  { keys: '1/6/1990', shown: '1/6/1990' },
  { keys: '19900601', shown: '19900601' },
  { keys: '1990', shown: '1990' },
  { keys: '1990/06/01', shown: '1990/06/01' },
];

test('the slashes of a date are put in while its digits are typed', async ({ page }) => {
  await open(page, REGISTRATION);
  const date = page.getByLabel('Ngày sinh');
  for (const { keys, shown } of DATES) {
    await date.clear();
    await date.pressSequentially(keys);
    await expect(date, keys).toHaveValue(shown);
  }
});

test('a date is mended in its middle without the cursor moving, and taken away to nothing', async ({ page }) => {
  await open(page, REGISTRATION);
  const date = page.getByLabel('Ngày sinh');
  await date.pressSequentially('25121990');
  await date.press('Home');
  await date.press('ArrowRight');
  await date.press('ArrowRight');
  await date.press('Backspace');
  await expect.poll(() => cursorIn(date)).toBe(1);
  await date.pressSequentially('4');
  await expect(date).toHaveValue('24/12/1990');
  await expect.poll(() => cursorIn(date)).toBe(2);
  await date.press('End');
  for (const left of ['24/12/199', '24/12/19', '24/12/1', '24/12/', '24/12', '24/1', '24/', '24', '2', '']) {
    await date.press('Backspace');
    await expect(date).toHaveValue(left);
  }
});

test('a date typed by its digits alone registers', async ({ page }) => {
  const citizen = newCitizen();
  await open(page, REGISTRATION);
  await typeDetails(page, citizen);
  const date = page.getByLabel('Ngày sinh');
  await date.clear();
  await date.pressSequentially(citizen.birthDate.replaceAll('/', ''));
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
});

test('a name pasted too long stays whole, and the message says how much is too much', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  await open(page, REGISTRATION);
  await typeDetails(page, newCitizen());
  const name = page.getByLabel('Họ và tên');
  const long = 'Nguyễn '.repeat(20).trim();
  await paste(name, long);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(name).toHaveAccessibleDescription(/Nhiều nhất 100 ký tự\. Bớt 39 ký tự\./);
  await expect(name).toHaveValue(long);
});

test('an address of 240 characters, and a telephone number for its last digits, lose nothing', async ({
  page,
  consoleGuard,
  signedIn: _,
}) => {
  consoleGuard.expect('422 POST');
  await draftCriminalRecord(page, 1);
  const address = page.getByLabel('Nơi thường trú');
  const long = 'a'.repeat(240);
  await paste(address, long);
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await expect(address).toHaveAccessibleDescription(/Nhiều nhất 200 ký tự\. Bớt 40 ký tự\./);
  await expect(address).toHaveValue(long);

  await open(page, '/tra-cuu');
  const digits = page.locator('input[name="phone_digits"]');
  await paste(digits, '0912 345 678');
  await expect(digits).toHaveValue('0912 345 678');
});

test('no field shortens what is put into it', async ({ page, signedIn: _ }) => {
  for (const address of ['/', REGISTRATION, '/tra-cuu', '/hoi-dap', '/tai-khoan/so-dien-thoai', '/tai-khoan/thu-dien-tu']) {
    await open(page, address);
    await expect(page.locator('main [maxlength]'), address).toHaveCount(0);
  }
});

/** Puts a text in the place of a field's, as a clipboard does: within the limits of the field. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.selectText();
  await field.page().keyboard.insertText(text);
}

async function cursorIn(field: Locator): Promise<number | null> {
  return field.evaluate(input => (input as HTMLInputElement).selectionStart);
}
