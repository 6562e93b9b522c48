import { randomInt } from 'node:crypto';
import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { type Citizen, confirm, newCitizen, registerAgency, signOut, typeCaptcha, typeNewPassword, typePerson } from '../support/citizen';
import { hydrated, navigateBy, open } from '../support/navigation';
import { ADMINISTRATOR, signInAs } from '../support/officer';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';
import { DESK } from '../support/viewport';

test('an administrator makes an officer, who sets a password and works; and approves an agency', async ({ newPage, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  const desk = await newPage(DESK);
  const officer = newCitizen('Lê Thị Hồng Ánh');

  await test.step('the administrator comes from the desk to administration', async () => {
    await signInAs(desk, ADMINISTRATOR, '/can-bo/quan-tri');
    await desk.goto('/can-bo');
    await expect(desk).toHaveURL('/can-bo/quan-tri');
    await expect(desk.getByRole('banner').getByRole('link', { name: 'Nhật ký' })).toBeVisible();
    await expectAccessible(desk);
  });

  await test.step('what is missing is told beside its field, and nothing is lost', async () => {
    await desk.getByRole('link', { name: 'Thêm cán bộ' }).click();
    await hydrated(desk);
    await desk.getByLabel('Họ và tên').fill(officer.fullName);
    await desk.getByRole('button', { name: 'Thêm cán bộ này' }).click();
    await expect(desk.locator('.error-summary')).toContainText('Chọn ít nhất một vai trò.');
    await expect(desk.getByLabel('Họ và tên')).toHaveValue(officer.fullName);
    await expectAccessible(desk);
  });

  await test.step('the officer is made', async () => {
    await typePerson(desk, officer);
    await desk.getByLabel('Thư điện tử công vụ').fill('anh@tayninh.gov.vn');
    await desk.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Sở Tư pháp' });
    await desk.getByLabel('Cán bộ Một cửa').check();
    await desk.getByRole('button', { name: 'Thêm cán bộ này' }).click();
    await expect(desk.getByRole('status')).toContainText('Đã thêm cán bộ.');
    await expect(desk.getByRole('heading', { level: 1, name: officer.fullName })).toBeVisible();
    await expect(desk.getByText('Chưa đặt')).toBeVisible();
    await expectAccessible(desk);
  });

  const page = await newPage(DESK);
  const phone = Inbox.phone(officer.phone);
  await test.step('the officer sets a password by the code on the telephone', async () => {
    expect(await phone.nextText()).toContain('Quen mat khau');
    await forget(page, officer);
    await choosePassword(page, officer, await phone.nextCode());
  });

  await test.step('and signs in again, to the pages of the role and no others', async () => {
    await signOut(page);
    await signInAs(page, officer, '/can-bo');
    await expect(page.getByRole('heading', { level: 1, name: 'Hồ sơ mới gửi đến' })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('Sở Tư pháp');
    await expect(page.getByRole('banner').getByRole('link', { name: 'Quản trị' })).toHaveCount(0);
    consoleGuard.expect('403 GET /can-bo/quan-tri');
    await page.goto('/can-bo/quan-tri');
    await expect(page.getByText('Trang này dành cho quản trị viên.')).toBeVisible();
    await expectAccessible(page);
  });

  const agency = `so${randomInt(10 ** 9)}@tayninh.gov.vn`;
  await test.step('an agency registers and waits', async () => {
    await open(page, '/dang-ky/co-quan/thue-bao-di-dong');
    await registerAgency(page, 'Sở Y tế', { ...newCitizen('Trần Văn Hòa'), email: agency });
    await expect(page.getByRole('heading', { level: 1, name: 'Chờ duyệt' })).toBeVisible();
  });
  await test.step('the administrator approves it', async () => {
    await desk.goto('/can-bo/quan-tri/co-quan');
    await expectAccessible(desk);
    await navigateBy(desk.getByRole('row').filter({ hasText: agency }).getByRole('link'));
    await expectAccessible(desk);
    await hydrated(desk);
    await desk.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await expect(desk.getByRole('status')).toContainText('Đã duyệt.');
    await expect(desk.getByText(agency)).toHaveCount(0);
  });

  await test.step('the log tells of it', async () => {
    await desk.goto('/can-bo/nhat-ky?event=agency_approved');
    await expect(desk.getByRole('row').nth(1)).toContainText('Vũ Quốc Hưng');
    await expectAccessible(desk);
    await desk.getByLabel('Tài khoản (số CCCD/CMND)').fill(officer.identityNumber);
    await desk.getByLabel('Sự kiện', { exact: true }).selectOption('officer_made');
    await desk.getByRole('button', { name: 'Lọc' }).click();
    await expect(desk.getByRole('row').nth(1)).toContainText(officer.fullName);
  });

  await test.step('a forgotten password wants the administrator first', async () => {
    await phone.catchUp();
    await forget(page, officer);
    expect(await phone.nextText()).toContain('quan tri vien');

    await desk.goto(`/can-bo/quan-tri?q=${officer.identityNumber}`);
    await desk.getByRole('link', { name: officer.fullName }).click();
    await desk.getByRole('link', { name: 'Đặt lại mật khẩu' }).click();
    await hydrated(desk);
    await expectAccessible(desk);
    await desk.getByLabel('Lý do').fill('Gọi điện, đúng người');
    await desk.getByRole('button', { name: 'Hủy mật khẩu hiện tại' }).click();
    await expect(desk.getByRole('status')).toContainText('Đã hủy mật khẩu.');
    await expect(desk.getByText('Chưa đặt')).toBeVisible();

    expect(await phone.nextText()).toContain('Quen mat khau');
    await forget(page, officer);
    await choosePassword(page, officer, await phone.nextCode());
  });

  await test.step('the officer’s work ends, and with it the session', async () => {
    await desk.goto(`/can-bo/quan-tri?q=${officer.identityNumber}`);
    await desk.getByRole('link', { name: officer.fullName }).click();
    await desk.getByRole('link', { name: 'Thu hồi quyền cán bộ' }).click();
    await hydrated(desk);
    await expectAccessible(desk);
    await desk.getByLabel('Lý do').fill('Quyết định 12/QĐ-UBND');
    await desk.getByRole('button', { name: 'Thu hồi quyền' }).click();
    await expect(desk.getByRole('status')).toContainText('Đã thu hồi quyền cán bộ.');
    consoleGuard.expect('401 GET /can-bo');
    await page.goto('/can-bo');
    await expect(page.getByText('Cần đăng nhập để tiếp tục.')).toBeVisible();
  });
});

async function forget(page: Page, officer: Citizen): Promise<void> {
  await page.goto('/quen-mat-khau');
  await page.getByLabel('Tên đăng nhập').fill(officer.identityNumber);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Gửi mã OTP' }).click();
  await expect(page).toHaveURL('/quen-mat-khau/ma-otp');
}

async function choosePassword(page: Page, officer: Citizen, code: string): Promise<void> {
  await confirm(page, code);
  await typeNewPassword(page, officer.password, 'Lưu mật khẩu và đăng nhập');
  await expect(page.getByRole('heading', { level: 1, name: 'Thông tin tài khoản' })).toBeVisible();
}
