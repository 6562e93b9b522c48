import { open } from '../support/navigation';
import { sendCriminalRecord } from '../support/dossier';
import { expect, test } from '../support/test';

test('a reader hears where to search, and what was found', async ({ page }) => {
  await open(page, '/thu-tuc?q=khai+sinh');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading [level=1]
      - search:
        - searchbox "Tên thủ tục": khai sinh
        - button "Tìm kiếm"
      - status: /\\d+ thủ tục/
      - list:
        - listitem:
          - link "Đăng ký khai sinh"
          - link "Nộp hồ sơ"
  `);
});

test('a reader hears what is wrong, and of each field what it is for', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  await open(page, '/dang-ky/cong-dan/thue-bao-di-dong');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByLabel('Số CCCD/CMND')).toBeFocused();
  await expect(page.getByLabel('Số CCCD/CMND')).toHaveAccessibleDescription(
    'CCCD có 12 chữ số, CMND có 9 chữ số. Nhập số CCCD/CMND.',
  );
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - list "Các bước":
        - listitem: /3 Thông tin/
      - heading "Thông tin của bạn" [level=1]
      - paragraph: Một số ô cần xem lại.
      - list:
        - listitem:
          - link "Nhập số CCCD/CMND."
      - textbox "Số CCCD/CMND"
      - textbox "Họ và tên"
      - textbox "Ngày sinh"
      - textbox "Số điện thoại"
      - textbox "Email (không bắt buộc)"
      - 'img "Mã trong hình: sáu ký tự"'
      - button "Đổi hình khác"
      - textbox "Mã trong hình"
      - checkbox "Tôi đồng ý với Điều khoản và dữ liệu cá nhân (mở cửa sổ mới)"
      - button "Đăng ký"
  `);
});

test('a reader hears what is paid for, and with which bank', async ({ page, signedIn: _ }) => {
  await sendCriminalRecord(page, 1);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Thanh toán phí, lệ phí" [level=1]
      - region "Thông tin đơn hàng":
        - term: Phí
        - definition: Phí cung cấp thông tin lý lịch tư pháp 200.000 đ
        - term: Giá trị thanh toán
        - definition: 200.000 đ
      - group "Quét mã VietQR":
        - radio /VietQR/
      - group "Chọn ngân hàng":
        - radio /Vietcombank/
      - group "Chọn ví điện tử":
        - radio /MoMo/
      - group "Nộp tiền mặt":
        - radio /Tiền mặt/
      - button "Thanh toán"
  `);
});
