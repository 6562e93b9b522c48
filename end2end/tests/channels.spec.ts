import { expectAccessible } from '../support/accessibility';
import { sendCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { chooseChannel, payElsewhere, press, referenceIn, scannedCode, transfer } from '../support/provider';
import { expect, test } from '../support/test';
import { DESK } from '../support/viewport';

const SUCCEEDED = '[data-outcome="succeeded"]';

test.describe('every provider takes the fee on its own page', () => {
  for (const [kind, name] of [
    ['a bank through Ngân Lượng', 'Techcombank'],
    ['a bank through VNPT Pay', 'LPBank'],
    ['a wallet', 'VNPT Pay'],
    ['Ngân Lượng’s wallet', 'Ngân Lượng'],
    ['an ATM card through MoMo', 'Thẻ ATM nội địa'],
    ['VNPAY', 'VNPAY'],
  ] as const) {
    test(`${kind}: ${name}`, async ({ page, signedIn: _ }) => {
      await sendCriminalRecord(page, 1);
      await chooseChannel(page, name);
      await press(page, 'Thanh toán');
      await expect(page.locator(SUCCEEDED)).toBeVisible();
    });
  }
});

test('on a telephone the wallet’s app comes first, its page and its code after it', async ({ page, request, signedIn: _ }) => {
  await sendCriminalRecord(page, 1);
  await chooseChannel(page, 'MoMo');
  const app = page.getByRole('link', { name: 'Mở ứng dụng' });
  await expect(app).toHaveAttribute('href', /^momo:\/\//);
  await expect(app).toBeInViewport();
  await expectAccessible(page);
  await payElsewhere(request, await referenceIn(page));
  await expect(page.locator(SUCCEEDED)).toBeVisible();
  await expect(app).toBeHidden();
});

test('a bank is found by its name without diacritics, and the chosen one stays in sight', async ({ page, signedIn: _ }) => {
  await sendCriminalRecord(page, 1);
  const search = page.getByRole('searchbox', { name: /ngân hàng/i });
  await search.fill('ky thuong');
  await expect(page.locator('input[data-name="Techcombank"]')).toBeVisible();
  await expect(page.locator('input[data-name="Vietcombank"]')).toBeHidden();
  await page.locator('input[data-name="Techcombank"]').check();
  await search.fill('zzqqxx');
  await expect(page.locator('input[data-name="Techcombank"]')).toBeVisible();
  await expectAccessible(page);
});

test('who is too poor, mistypes or turns back at the provider is told so and can choose again', async ({ page, signedIn: _ }) => {
  await sendCriminalRecord(page, 1);
  for (const end of ['Thử: không đủ số dư', 'Thử: nhập sai mã OTP', 'Hủy giao dịch']) {
    await hydrated(page);
    await chooseChannel(page, 'VNPT Pay');
    await press(page, end);
    await expect(page.locator('[data-outcome="failed"]')).toBeVisible();
    await page.getByRole('link', { name: 'Chọn lại kênh thanh toán' }).click();
  }
  await chooseChannel(page, 'VNPT Pay');
  await press(page, 'Thanh toán');
  await expect(page.locator(SUCCEEDED)).toBeVisible();
});

test('a tab closed at the provider is found again in the history, and tells the truth', async ({ page, context, request, signedIn: _ }) => {
  const number = await sendCriminalRecord(page, 1);
  await chooseChannel(page, 'Techcombank');
  await press(page, 'Thử: hết thời gian, không quay về cổng');
  await page.close();

  const another = await context.newPage();
  await another.goto(`/ho-so/${number}/thanh-toan`);
  await expect(another.getByText('Một lần thanh toán đang chờ kết quả.')).toBeVisible();
  await another.getByRole('link', { name: 'Kiểm tra kết quả' }).click();
  await expect(another.locator('[data-outcome="waiting"]')).toBeVisible();
  await expect(another.getByText('Nếu đã bị trừ tiền, bạn không cần nộp lại.')).toBeVisible();
  await payElsewhere(request, await referenceIn(another));
  await another.reload();
  await expect(another.locator(SUCCEEDED)).toBeVisible();
});

test('paid in two tabs, the second payment goes back by itself', async ({ page, context, signedIn: _ }) => {
  const number = await sendCriminalRecord(page, 1);
  await chooseChannel(page, 'Techcombank');
  await expect(page.getByRole('heading', { name: 'Xác nhận thanh toán' })).toBeVisible();

  const second = await context.newPage();
  await open(second, `/ho-so/${number}/thanh-toan`);
  await chooseChannel(second, 'VNPT Pay');
  await press(second, 'Thanh toán');
  await expect(second.locator(SUCCEEDED)).toBeVisible();

  await press(page, 'Thanh toán');
  await expect(page.getByText('Tiền của lần thanh toán này sẽ được hoàn lại.')).toBeVisible();
  await page.goto(`/ho-so/${number}/thanh-toan`);
  await expect(page.getByText('Chờ duyệt')).toBeVisible();
});

test('cash is taken to the desk', async ({ page, signedIn: _ }) => {
  const number = await sendCriminalRecord(page, 1);
  await chooseChannel(page, 'Tiền mặt');
  await expect(page.getByRole('heading', { name: 'Nơi nộp tiền' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(number);
  await expectAccessible(page);
});

test.describe('at a desk', () => {
  test.use(DESK);

  test('the code stands first, is read by a scanner, and the page knows of the transfer by itself', async ({ page, request, signedIn: _ }, info) => {
    await sendCriminalRecord(page, 1);
    const downwards = () =>
      page.locator('label.channel').evaluateAll(labels =>
        labels
          .filter(label => label.checkVisibility())
          .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
          .map(label => label.querySelector('input')?.dataset['name'])
          .filter(name => ['VietQR', 'Vietcombank', 'MoMo'].includes(name ?? '')),
      );
    await expect.poll(downwards).toEqual(['VietQR', 'Vietcombank', 'MoMo']);
    await chooseChannel(page, 'VietQR');
    const code = page.locator('img.qr');
    await expect(code).toHaveJSProperty('complete', true);
    await expectAccessible(page);
    const reference = (await referenceIn(page)).toUpperCase();
    await expect.poll(() => scannedCode(page, info)).toContain(`DVC${reference}`);
    await transfer(request, await scannedCode(page, info));
    await expect(page.locator(SUCCEEDED)).toBeVisible();
    await expect(code).toBeHidden();
  });
});
