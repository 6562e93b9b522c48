import { randomInt } from 'node:crypto';
import { type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { SANDBOX_URL } from '../support/addresses';
import { choosePassword, confirm, newCitizen, signOut } from '../support/citizen';
import { hydrated, navigateBy, open } from '../support/navigation';
import { signInAs } from '../support/officer';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';

/** A citizen of the demonstration whom the sandbox has a token for. */
const BINH = { identityNumber: '072191000025', password: 'ThuNghiem-2026', phone: '0900000025' };

test('a national account registers, and leads straight in the next time', async ({ page }) => {
  const sub = `nguoi-${randomInt(10 ** 9)}`;
  const citizen = newCitizen('Trịnh Công Minh');
  await page.request.post(`${SANDBOX_URL}/sandbox/identity-provider/national-sso/people`, {
    data: { sub, name: citizen.fullName, level: 2, identity_number: citizen.identityNumber, phone: citizen.phone, email: citizen.email },
  });
  const national = async () => {
    await page.goto('/dang-nhap');
    await page.getByRole('link', { name: 'Đăng nhập với DVC Quốc gia' }).click();
    await page.getByRole('button', { name: 'Tiếp tục với Cổng Dịch vụ công quốc gia' }).click();
  };
  await national();
  // The way back begins at another site, as in the world: to a browser `localhost` is not `127.0.0.1`.
  await expect(page).toHaveURL(url => url.origin === SANDBOX_URL);
  await page.goto(page.url().replace('127.0.0.1', 'localhost'));
  const person = page.getByRole('button', { name: new RegExp(citizen.identityNumber) });
  await person.click();
  await expect(page).toHaveURL('/dang-ky/xac-nhan');
  await expectAccessible(page);
  await expect(page.getByRole('main')).toContainText(citizen.fullName);
  await expect(page.getByLabel('Số điện thoại')).toHaveValue(citizen.phone);
  await hydrated(page);
  await page.getByLabel('Ngày sinh').fill(citizen.birthDate);
  await page.getByLabel('Tôi đồng ý với').check();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await confirm(page, await Inbox.phone(citizen.phone).nextCode());
  await choosePassword(page, citizen);
  // There, too: the provider's page ends its own session and leads back.
  await signOut(page);
  await national();
  await person.click();
  await expect(page.getByRole('main')).toContainText(citizen.fullName);
  await page.goto('/tai-khoan/bao-mat');
  await expect(page.getByRole('region', { name: 'Tài khoản đã liên kết' })).toContainText('Liên kết từ');
});

test('whoever declines at the provider is told that nothing changed', async ({ page }) => {
  await page.goto('/dang-nhap/dvc-quoc-gia');
  await page.getByRole('button', { name: 'Tiếp tục với Bưu điện Việt Nam' }).click();
  await page.getByRole('button', { name: 'Từ chối' }).click();
  await expect(page.getByText('Chưa có gì thay đổi.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Đăng nhập lại' }).click();
  await expect(page).toHaveURL('/dang-nhap');
});

test.describe('with a program on the same computer', () => {
  // The header that gives each test an address of its own would go to the token's program as well, which allows none.
  test.use({ extraHTTPHeaders: {} });

  test('a USB token identifies somebody unknown, by its program', async ({ page, context }) => {
    await context.request.post(`${SANDBOX_URL}/sandbox/token/plug`, { form: { subscriber: 'hoa' } });
    await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
    await navigateBy(page.getByRole('link', { name: 'USB ký số' }));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Bắt đầu ký' }).click();
    await signByProgram(page, context);
    await expect(page).toHaveURL('/dang-ky/xac-nhan');
    await expect(page.getByRole('main')).toContainText('Võ Thị Hoa');
  });

  test('a USB token is bound to an account, opens it, and is unbound', async ({ page, context }) => {
    await signInAs(page, BINH, '/tai-khoan/bao-mat');
    const bound = page.getByRole('region', { name: 'Chứng thư số' });
    await bound.getByRole('link', { name: 'Gắn USB ký số' }).click();
    await context.request.post(`${SANDBOX_URL}/sandbox/token/plug`, { form: { subscriber: 'binh' } });
    await page.getByRole('button', { name: 'Bắt đầu ký' }).click();
    await signByProgram(page, context);
    await expect(page).toHaveURL('/tai-khoan/bao-mat?da-doi=gan-chung-thu');
    await expect(page.getByText('Đã gắn chứng thư số.')).toBeVisible();
    await expect(bound.getByRole('listitem').filter({ hasText: 'Trần Thị Bình' })).toContainText('có giá trị đến');
    await expectAccessible(page);

    await test.step('it opens the account', async () => {
      await signOut(page);
      await page.goto('/dang-nhap/dvc-quoc-gia/usb');
      await page.getByRole('button', { name: 'Bắt đầu ký' }).click();
      await signByProgram(page, context);
      await expect(page.getByRole('main')).toContainText('Trần Thị Bình');
    });

    await test.step('and no more once it is unbound', async () => {
      await open(page, '/tai-khoan/bao-mat');
      await bound.getByRole('button', { name: 'Gỡ chứng thư số' }).click();
      await expect(page.getByText('Đã gỡ chứng thư số.')).toBeVisible();
      await expect(bound.getByText('Trần Thị Bình')).toBeHidden();
      await signOut(page);
      await page.goto('/dang-nhap/dvc-quoc-gia/usb');
      await page.getByRole('button', { name: 'Bắt đầu ký' }).click();
      await signByProgram(page, context);
      await expect(page).toHaveURL('/dang-nhap/lien-ket');
    });
  });
});

/** The token's program asks for the PIN in a window of its own. */
async function signByProgram(page: Page, context: BrowserContext): Promise<void> {
  await expect(page).toHaveURL('/dang-nhap/dvc-quoc-gia/usb/ky');
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ký bằng USB ký số' }).click();
  const token = await context.newPage();
  await expect(async () => {
    await token.goto(`${SANDBOX_URL}/sandbox/token`);
    await expect(token.getByRole('heading', { name: /^Yêu cầu ký của/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  const request = token.locator('form').filter({ has: token.getByRole('button', { name: 'Từ chối' }) });
  await request.getByLabel('PIN').fill('12345678');
  await request.getByRole('button', { name: 'Ký', exact: true }).click();
  await expect(page).not.toHaveURL('/dang-nhap/dvc-quoc-gia/usb/ky');
  await token.close();
}

test('a signing SIM signs after the codes were compared', async ({ page, context, consoleGuard }) => {
  consoleGuard.expect('409 POST /dang-nhap');
  await open(page, '/dang-nhap/dvc-quoc-gia/sim');
  await page.getByLabel('Số của SIM ký số').fill('0905111222');
  await page.getByRole('button', { name: 'Gửi yêu cầu ký' }).click();
  await expect(page).toHaveURL('/dang-nhap/dvc-quoc-gia/sim/ky');
  await hydrated(page);
  await expectAccessible(page);
  const code = await page.getByTestId('control-code').innerText();
  await page.getByRole('button', { name: 'Tôi đã ký trên điện thoại' }).click();
  await expect(page.getByRole('main')).toContainText('Điện thoại chưa ký');
  const phone = await context.newPage();
  await phone.goto(`${SANDBOX_URL}/sandbox/phone/sim?number=0905111222`);
  const request = phone.locator('form').filter({ hasText: code }).or(phone.locator('li, section, article').filter({ hasText: code })).first();
  await request.getByLabel('PIN').fill('1234');
  await request.getByRole('button', { name: 'Ký', exact: true }).click();
  await page.getByRole('button', { name: 'Tôi đã ký trên điện thoại' }).click();
  await expect(page).toHaveURL('/dang-ky/xac-nhan');
});
