import { expectAccessible } from '../support/accessibility';
import { payAtTheBank } from '../support/bank';
import { choosePassword, confirm, newCitizen, typeCredentials, typeDetails } from '../support/citizen';
import { BIRTH_REGISTRATION, chooseVietcombank, feeFor, save, typeBirthRegistration, typeCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { downloadReceipt, qrCodeOf, textOf } from '../support/receipt';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';

/** On the telephone and at the desk. */
const ORDERS: { portal: Ordered; [project: string]: Ordered } = {
  portal: { copies: 5, inWords: 'Hai trăm mười lăm nghìn đồng' },
  desk: { copies: 16, inWords: 'Hai trăm bảy mươi nghìn đồng' },
};

interface Ordered {
  copies: number;
  inWords: string;
}

test('a citizen finds a procedure, registers, files, pays and gets the receipt', async ({ page }, info) => {
  const citizen = newCitizen();
  const phone = Inbox.phone(citizen.phone);
  const { copies, inWords } = ORDERS[info.project.name] ?? ORDERS.portal;
  const fee = feeFor(copies);
  let number = '';

  await test.step('search', async () => {
    await open(page, '/');
    await expectAccessible(page);
    await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('khai sinh');
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await expect(page).toHaveURL(/\/thu-tuc\?q=khai\+sinh/);
    await expect(page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('registration', async () => {
    await page.getByRole('banner').getByRole('link', { name: 'Đăng ký' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chọn loại tài khoản');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Công dân' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chọn phương thức xác minh');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Thuê bao di động' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thông tin của bạn');
    await expectAccessible(page);
    await typeDetails(page, citizen);
    await page.getByRole('button', { name: 'Đăng ký' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xác thực mã OTP');
    await expect(page.getByTestId('masked-phone')).toContainText(citizen.phone.slice(-3));
    await expectAccessible(page);
    await confirm(page, await phone.nextCode());
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đặt mật khẩu');
    await expectAccessible(page);
    await choosePassword(page, citizen);
    await expect(page.getByText('Chưa có hồ sơ nào.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('sign out, sign in again', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expect(page).toHaveURL('/');
    await page.getByRole('banner').getByRole('link', { name: 'Đăng nhập' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đăng nhập');
    await expectAccessible(page);
    await typeCredentials(page, citizen);
    await expectAccessible(page);
    await confirm(page, await phone.nextCode());
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thông tin tài khoản');
  });

  await test.step('filing', async () => {
    await page.getByRole('navigation', { name: 'Menu chính' }).getByRole('link', { name: 'Thủ tục' }).click();
    await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('ly lich tu phap');
    await page.getByRole('button', { name: 'Tìm kiếm' }).click();
    await page.getByRole('link', { name: /^Cấp Phiếu lý lịch tư pháp cho công dân/ }).click();
    await page.getByRole('link', { name: 'Nộp hồ sơ' }).click();
    await expect(page.getByLabel('Đơn vị tiếp nhận')).toHaveValue('72-so-tu-phap');
    await expectAccessible(page);
    await typeCriminalRecord(page, copies);
    number = await save(page);
    await expect(page.getByText('Đã lưu bản nháp')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await hydrated(page);
    await expect(page.getByLabel('Số bản cần cấp')).toHaveValue(String(copies));
    await expect(page.getByLabel('Phiếu số 1')).toBeChecked();
    await expect(page.getByLabel('Mục đích yêu cầu cấp phiếu')).toHaveValue('Xin việc làm');
    await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  });

  await test.step('paying', async () => {
    await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan?da-gui=1`);
    await expect(page.getByText(`Đã gửi hồ sơ. Số hồ sơ của bạn: ${number}.`)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thanh toán phí, lệ phí');
    const order = page.getByRole('region', { name: 'Thông tin đơn hàng' });
    await expect(order).toContainText('Phí cung cấp thông tin lý lịch tư pháp');
    await expect(order).toContainText(`(${copies - 2} × 5.000 đ)`);
    await expect(order.getByRole('definition').last()).toHaveText(fee);
    await expectAccessible(page);
    await chooseVietcombank(page);
    await payAtTheBank(page, fee);
    await expect(page).toHaveURL(/\/thanh-toan\/ket-qua\?/);
    await expect(page.getByText('Thanh toán thành công')).toBeVisible();
    await hydrated(page);
    await expectAccessible(page);
  });

  const receipt = await test.step('receipt', async () => {
    await page.getByRole('link', { name: /^Thông tin tài khoản của/ }).click();
    await expect(page.getByRole('heading', { name: 'Hồ sơ của bạn' })).toBeVisible();
    await expect(page.getByText('Đã thanh toán')).toBeVisible();
    await page.getByRole('link', { name: 'Lịch sử giao dịch' }).click();
    const history = page.getByRole('dialog', { name: 'Thông tin thanh toán' });
    await expect(history.getByRole('cell', { name: fee })).toBeVisible();
    await expectAccessible(page);
    return downloadReceipt(history.getByRole('link', { name: 'In biên lai' }), info.outputPath('receipt.pdf'));
  });

  const serial = await test.step('what is printed on it', async () => {
    const text = await textOf(receipt);
    expect(text).toContain('BIÊN LAI THU PHÍ, LỆ PHÍ');
    expect(text).toContain(fee.replace(' đ', ''));
    expect(text.replace(/\s+/g, ' ')).toContain(inWords);
    expect(text).toContain(citizen.fullName);
    const found = /Số:\s*(\d{7})/.exec(text)?.[1];
    expect(found, text).toBeDefined();
    return found ?? '';
  });

  await test.step('whoever scans it sees the same receipt', async () => {
    await page.goto(await qrCodeOf(receipt));
    await expect(page.getByText('Cổng đã phát hành biên lai này.')).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: serial })).toBeVisible();
    await expect(page.getByText(fee).first()).toBeVisible();
    await expect(page.getByText(citizen.fullName)).toHaveCount(0);
    await expectAccessible(page);
  });
});

test('a birth is registered for its charge of 1.000 đ', async ({ page, signedIn: _ }) => {
  await page.goto(`/thu-tuc/${BIRTH_REGISTRATION}`);
  await page.getByRole('link', { name: 'Nộp hồ sơ' }).click();
  await hydrated(page);
  await typeBirthRegistration(page);
  const number = await save(page);
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await expect(page).toHaveURL(`/ho-so/${number}/thanh-toan?da-gui=1`);
  const order = page.getByRole('region', { name: 'Thông tin đơn hàng' });
  await expect(order).toContainText('Lệ phí');
  await expect(order.getByRole('definition').last()).toHaveText('1.000 đ');
  await chooseVietcombank(page);
  await payAtTheBank(page, '1.000 đ');
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
});
