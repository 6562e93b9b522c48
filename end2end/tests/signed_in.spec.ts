import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { choosePassword, confirm, newCitizen, register, signOut, typeCredentials, typeDetails } from '../support/citizen';
import { Inbox } from '../support/inbox';
import { hydrated, open } from '../support/navigation';
import { expect, test } from '../support/test';

const ALREADY = 'Bạn đã đăng nhập với tài khoản';

test('after registering, Back says that one is signed in, at each step', async ({ page }) => {
  const citizen = newCitizen();
  await open(page, '/dang-ky/cong-dan/thue-bao-di-dong');
  await typeDetails(page, citizen);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await confirm(page, await Inbox.phone(citizen.phone).nextCode());
  await expect(page).toHaveURL('/dang-ky/mat-khau');
  await choosePassword(page, citizen);

  for (const step of ['/dang-ky/mat-khau', '/dang-ky/ma-otp', '/dang-ky/cong-dan/thue-bao-di-dong']) {
    await page.goBack();
    await expect(page).toHaveURL(step);
    await expectSignedIn(page, citizen.fullName);
    await expectAccessible(page);
  }
  // Another account is one more press away.
  await expect(page.getByLabel('Số CMND/CCCD')).toBeHidden();
  await page.getByText('Đăng ký một tài khoản khác').click();
  await expect(page.getByLabel('Số CMND/CCCD')).toBeVisible();
});

test('after signing in, Back says so and leads on to where one wanted to go', async ({ page }) => {
  const citizen = newCitizen();
  await register(page, citizen);
  await open(page, '/');
  await signOut(page);
  const sms = Inbox.phone(citizen.phone);
  await sms.catchUp();
  await page.goto('/dang-nhap?tiep=/thu-tuc');
  await typeCredentials(page, citizen);
  await hydrated(page);
  await confirm(page, await sms.nextCode());
  await expect(page).toHaveURL('/thu-tuc');

  await page.goBack();
  await expect(page).toHaveURL('/dang-nhap/ma-otp');
  await expectSignedIn(page, citizen.fullName);
  await page.goBack();
  await expect(page).toHaveURL(url => url.pathname === '/dang-nhap/dvc-quoc-gia/tai-khoan');
  await expectSignedIn(page, citizen.fullName);
  await expect(page.getByLabel('Tên đăng nhập')).toBeHidden();
  await page.getByRole('main').getByRole('link', { name: 'Tiếp tục' }).click();
  await expect(page).toHaveURL('/thu-tuc');
});

async function expectSignedIn(page: Page, name: string): Promise<void> {
  const said = page.getByRole('status').filter({ hasText: ALREADY });
  await expect(said).toContainText(name);
  await expect(said.getByRole('link')).toBeVisible();
}
