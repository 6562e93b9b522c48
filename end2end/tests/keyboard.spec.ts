import { type Locator, type Page } from '@playwright/test';
import { newCitizen, register } from '../support/citizen';
import { CRIMINAL_RECORD, sendCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { expect, test } from '../support/test';

/** What has the focus though a dialog is open and it is not of it. */
const BEHIND = ['header', 'main > :not(dialog)', 'footer'].flatMap(part => [part, `${part} *`]).join(', ');
const FOCUSED_BEHIND = `:is(${BEHIND}):focus:not(dialog *)`;

/** More than any page has to tab through. */
const MOST_STEPS = 80;

test('the skip link leads past the menu', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Đến nội dung chính' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('a procedure is found among the suggestions, and by the form', async ({ page }) => {
  await open(page, '/');
  const search = page.getByRole('searchbox', { name: 'Tên thủ tục' });
  await tabTo(page, search);
  await page.keyboard.type('khai sinh');
  const suggestion = page.locator('.suggestions a').first();
  await expect(suggestion).toBeVisible();
  const name = await suggestion.innerText();
  await tabTo(page, suggestion);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.goto('/');
  await tabTo(page, search);
  await page.keyboard.type('khai sinh');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/thu-tuc\?q=khai\+sinh/);
});

test('a form is filled in, refused and mended', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  const citizen = newCitizen();
  await open(page, '/dang-ky/cong-dan/thue-bao-di-dong');
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(text);
  };
  await type('Họ và tên', citizen.fullName);
  await type('Ngày sinh', citizen.birthDate);
  await page.keyboard.press('Enter');

  // The first field that is wrong, and from the summary above it each of the others.
  await expect(page.getByLabel('Số CCCD/CMND')).toBeFocused();
  await page.keyboard.type(citizen.identityNumber);
  const complaint = page.getByRole('link', { name: 'Nhập số điện thoại.' });
  await tabTo(page, complaint, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Số điện thoại')).toBeFocused();
  await page.keyboard.type(citizen.phone);
  await type('Mã trong hình', await page.getByTestId('captcha-demo').innerText());
  await tabTo(page, page.getByLabel('Tôi đồng ý với'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Đăng ký' }));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL('/dang-ky/ma-otp');
});

test('the arrows choose one of several, and a bank takes the fee', async ({ page }) => {
  // Somebody who has not paid before: a channel that was paid with stands chosen, and the tab key leads to that one.
  await register(page, newCitizen());
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  const kinds = page.getByRole('radio', { name: /^Phiếu số/ });
  await tabTo(page, kinds.first());
  await page.keyboard.press('Space');
  await expect(kinds.first()).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(kinds.nth(1)).toBeChecked();
  await expect(kinds.nth(1)).toBeFocused();

  await sendCriminalRecord(page, 1);
  const vietcombank = page.getByRole('radio', { name: 'Vietcombank' });
  await tabTo(page, page.locator('[name=channel]').first());
  await tabTo(page, vietcombank, 'ArrowDown');
  await expect(vietcombank).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Thanh toán' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' })).toBeVisible();
});

test('the history keeps the focus until Esc closes it', async ({ page, signedIn: _ }) => {
  await open(page, '/tai-khoan');
  const opener = page.getByRole('link', { name: 'Lịch sử giao dịch' });
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  const history = page.getByRole('dialog', { name: 'Thông tin thanh toán' });
  await expect(history).toBeVisible();
  await hydrated(page);
  const inside = await history.locator('a[href], button').count();
  for (let step = 0; step < inside + 3; step += 1) {
    await page.keyboard.press('Tab');
    // Beyond the last of it lies the browser itself, never the page behind.
    await expect(page.locator(FOCUSED_BEHIND), `step ${step}`).toHaveCount(0);
  }
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL('/tai-khoan');
  await expect(history).toBeHidden();
});

/** Presses the tab key, or another, until the control has the focus. */
async function tabTo(page: Page, control: Locator, key = 'Tab'): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    if (await control.evaluate(element => element === document.activeElement)) {
      return;
    }
  }
  await expect(control, `reached by ${key}`).toBeFocused();
}
