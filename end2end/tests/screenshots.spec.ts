import { mkdir } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { typeCard, typeCode } from '../support/bank';
import { newCitizen, typeCredentials, typeDetails } from '../support/citizen';
import { CRIMINAL_RECORD, chooseVietcombank, feeFor, save, typeCriminalRecord } from '../support/dossier';
import { hydrated } from '../support/hydrated';
import { Sms } from '../support/sms';
import { expect, test } from '../support/test';

const SCREENS = 'output/screens';
const PICTURES = '../docs/pictures';

/** Steps whose pictures go into README, and what they are called there. */
const FOR_README = new Map([
  ['home', 'home'],
  ['register-details-wrong', 'registration-errors'],
  ['payment', 'pay'],
  ['paid', 'result'],
  ['history', 'history'],
]);

test('every step is pictured, by day and by night', async ({ page, trouble }) => {
  test.setTimeout(300_000);
  trouble.expect('422 POST', '404 GET');
  await mkdir(SCREENS, { recursive: true });
  const camera = new Camera(page);
  const citizen = newCitizen();
  const phone = new Sms(page.context(), citizen.phone);
  const heading = (name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.goto('/');
  await camera.take('home');
  await page.getByRole('searchbox', { name: 'Tên thủ tục' }).fill('khai sinh');
  await expect(page.locator('.suggestions li').first()).toBeVisible();
  await camera.take('suggestions');
  await page.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(/q=khai/);
  await camera.take('results');
  await page.getByText('Lọc theo đơn vị, lĩnh vực, cấp').click();
  await camera.take('filters');
  await page.goto('/thu-tuc?q=zzqqxx');
  await camera.take('nothing-found');
  await page.goto(`/thu-tuc/${CRIMINAL_RECORD}`);
  await camera.take('procedure');
  await page.goto('/khong-co-trang-nay');
  await camera.take('not-found');
  await page.goto('/dieu-khoan');
  await camera.take('terms');

  await page.goto('/dang-ky');
  await camera.take('register-kind');
  await page.getByRole('link', { name: 'Công dân' }).click();
  await heading('Chọn phương thức xác minh');
  await camera.take('register-method');
  await page.getByRole('link', { name: 'Thuê bao di động' }).click();
  await heading('Thông tin của bạn');
  await camera.take('register-details');
  await hydrated(page);
  await page.getByLabel('Họ tên').fill(citizen.fullName);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByLabel('Số CMND/CCCD')).toBeFocused();
  await camera.take('register-details-wrong');
  await page.reload();
  await typeDetails(page, citizen);
  await camera.take('register-details-filled');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await heading('Xác thực mã OTP');
  await camera.take('register-code');
  await page.getByLabel('Nhập mã OTP').fill(await phone.nextCode());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await heading('Đặt mật khẩu');
  await camera.take('register-password');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await page.getByLabel('Nhập lại mật khẩu').fill(citizen.password);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await heading('Thông tin tài khoản');
  await camera.take('account-empty');

  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/dang-nhap');
  await camera.take('sign-in-provider');
  await page.goto('/dang-nhap/dvc-quoc-gia');
  await camera.take('sign-in-issuer');
  await page.goto('/dang-nhap/dvc-quoc-gia/tai-khoan');
  await camera.take('sign-in-credentials');
  await page.goto('/dang-nhap');
  await typeCredentials(page, citizen);
  await camera.take('sign-in-code');
  await page.getByLabel('Nhập mã OTP').fill(await phone.nextCode());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await heading('Thông tin tài khoản');

  await page.goto(`/nop-ho-so/${CRIMINAL_RECORD}`);
  await camera.take('dossier-new');
  await typeCriminalRecord(page, 10);
  await save(page);
  await camera.take('dossier-saved');
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await heading('Thanh toán trên Cổng DVCQG');
  await camera.take('payment');
  await chooseVietcombank(page);
  await heading('Thanh toán bằng thẻ nội địa');
  await camera.take('bank-card');
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(page.getByText('Thanh toán không thành công')).toBeVisible();
  await camera.take('not-paid');
  await page.getByRole('link', { name: 'Chọn lại kênh thanh toán' }).click();
  await heading('Thanh toán trên Cổng DVCQG');
  await camera.take('payment-again');
  await chooseVietcombank(page);
  await typeCard(page);
  await camera.take('bank-code');
  await typeCode(page, feeFor(10));
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
  await camera.take('paid');
  await page.getByRole('link', { name: 'Xem hồ sơ' }).click();
  await expect(page.getByText('Đã thanh toán')).toBeVisible();
  await camera.take('dossier-sent');
  await page.goto('/tai-khoan');
  await camera.take('account');
  await page.getByRole('link', { name: 'Lịch sử giao dịch' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await camera.take('history');
});

/** Takes each step in both colour schemes, numbered in their order. */
class Camera {
  private taken = 0;

  constructor(private readonly page: Page) {}

  async take(name: string): Promise<void> {
    this.taken += 1;
    const number = String(this.taken).padStart(2, '0');
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({
        path: `${SCREENS}/${number}-${name}-${colorScheme}.png`,
        fullPage: true,
        animations: 'disabled',
        caret: 'initial',
      });
    }
    const picture = FOR_README.get(name);
    if (picture !== undefined && process.env['README_PICTURES'] === '1') {
      // As on the telephone: what the screen shows, at one pixel to a point, so that the file stays small.
      await this.page.screenshot({ path: `${PICTURES}/${picture}.png`, animations: 'disabled', scale: 'css' });
    }
  }
}
