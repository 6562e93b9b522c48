import { type Citizen, confirm, newCitizen, typeCredentials, typeDetails } from '../support/citizen';
import { CRIMINAL_RECORD, draftCriminalRecord, save, typeCriminalRecord } from '../support/dossier';
import { hydrated, open } from '../support/navigation';
import { Inbox } from '../support/inbox';
import { expect, test } from '../support/test';
import { PHONE } from '../support/viewport';

const REGISTRATION = '/dang-ky/cong-dan/thue-bao-di-dong';

/** One wrong value each: what is typed, into which field, and what is then said beside it. */
const WRONG: { what: string; label: string; typed: string; said: string; kept?: boolean }[] = [
  {
    what: 'an identity number of eleven digits',
    label: 'Số CCCD/CMND',
    typed: '07219000001',
    said: 'Số CCCD có 12 chữ số, số CMND có 9 chữ số; số vừa nhập có 11.',
  },
  {
    what: 'an identity number of no province',
    label: 'Số CCCD/CMND',
    typed: '005190000001',
    said: 'Số CCCD không đúng. Kiểm tra lại ba số đầu.',
  },
  { what: 'a name with digits', label: 'Họ và tên', typed: 'Nguyễn Văn 4', said: 'Không dùng được ký tự “4”. Xóa hoặc thay ký tự đó.' },
  { what: 'a birth date to come', label: 'Ngày sinh', typed: '01/01/2999', said: 'Ngày sinh phải từ hôm nay trở về trước.' },
  { what: 'a birth date in no calendar', label: 'Ngày sinh', typed: '31/02/1990', said: 'Ngày này không tồn tại. Kiểm tra ngày và tháng.' },
  {
    what: 'a foreign phone',
    label: 'Số điện thoại',
    typed: '+1 415 555 2671',
    said: 'Nhập số di động Việt Nam, bắt đầu bằng 03, 05, 07, 08 hoặc 09.',
  },
  { what: 'half an e-mail address', label: 'Email', typed: 'anh.tuyet', said: 'Nhập email theo dạng ten@vidu.vn.' },
  {
    what: 'a wrong captcha',
    label: 'Mã trong hình',
    typed: 'sai-sai',
    said: 'Mã chưa đúng. Nhập mã trong hình mới.',
    kept: false,
  },
];

for (const { what, label, typed, said, kept = true } of WRONG) {
  test(`${what} is told beside its field`, async ({ page, consoleGuard }) => {
    consoleGuard.expect('422 POST');
    const citizen = newCitizen();
    await open(page, REGISTRATION);
    await typeDetails(page, citizen);
    const field = page.getByLabel(label, { exact: true }).or(page.getByLabel(`${label} (không bắt buộc)`));
    await field.fill(typed);
    await page.getByRole('button', { name: 'Đăng ký' }).click();

    await expect(field).toHaveAccessibleDescription(new RegExp(escaped(said)));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(kept ? typed : '');
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1);
    // Nothing else was lost.
    await expect(page.getByLabel('Tôi đồng ý với')).toBeChecked();
    await expect(page.getByLabel('Họ và tên')).toHaveValue(label === 'Họ và tên' ? typed : citizen.fullName);
  });
}

test('terms not agreed to are asked for', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  await open(page, REGISTRATION);
  await typeDetails(page, newCitizen());
  const terms = page.getByLabel('Tôi đồng ý với');
  await terms.uncheck();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(terms).toHaveAccessibleDescription(/Đánh dấu đồng ý với điều khoản để đăng ký\./);
  await expect(terms).toHaveAttribute('aria-invalid', 'true');
  await expect(terms).toBeFocused();
});

test('of several errors the first takes the focus, and the summary leads to each', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST');
  await open(page, REGISTRATION);
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Ánh Tuyết');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByLabel('Số CCCD/CMND')).toBeFocused();
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(5);
  await page.getByRole('link', { name: 'Nhập số điện thoại.' }).click();
  await expect(page.getByLabel('Số điện thoại')).toBeFocused();
});

test('a code may be mistyped five times, and another is sent only after a minute', async ({ page, consoleGuard }) => {
  consoleGuard.expect('422 POST', '429 POST');
  const citizen = newCitizen();
  await open(page, REGISTRATION);
  await typeDetails(page, citizen);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await hydrated(page);
  const right = await Inbox.phone(citizen.phone).nextCode();
  const wrong = right === '000000' ? '000001' : '000000';

  await expect(page.getByText(/Có thể gửi lại sau \d+ giây\./)).toBeVisible();
  await page.getByRole('button', { name: 'Gửi lại OTP' }).click();
  await expect(page.getByText(/Có thể gửi lại mã sau [1-6]?\d giây\./)).toBeVisible();

  const code = page.getByLabel('Nhập mã OTP');
  const tryCode = async (typed: string, said: RegExp) => {
    await code.fill(typed);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await expect(code).toHaveAccessibleDescription(said);
    await expect(code).toBeFocused();
    await expect(code).toHaveValue('');
  };
  for (const left of [4, 3, 2, 1]) {
    await tryCode(wrong, new RegExp(`Mã chưa đúng\\. Còn ${left} lần thử\\.`));
  }
  await tryCode(wrong, /Mã chưa đúng và đã hết lượt thử\./);
  await tryCode(right, /Đã nhập sai 5 lần\. Bấm “Gửi lại OTP”/);
});

test('a form sent while offline says so, keeps everything and can be sent again', async ({ page, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('net::ERR_INTERNET_DISCONNECTED POST');
  await open(page, `/nop-ho-so/${CRIMINAL_RECORD}`);
  await typeCriminalRecord(page, 3);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Không kết nối được máy chủ.')).toBeVisible();
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('3');
  await expect(page.getByLabel('Mục đích yêu cầu cấp phiếu')).toHaveValue('Xin việc làm');
  await page.context().setOffline(false);
  await save(page);
  await expect(page.getByLabel('Số bản cần cấp')).toHaveValue('3');
});

test('a dossier with a field missing is not sent, and nothing of it is lost', async ({ page, consoleGuard, signedIn: _ }) => {
  consoleGuard.expect('422 POST');
  await draftCriminalRecord(page, 3);
  await page.getByLabel('Số bản cần cấp').fill('0');
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  const copies = page.getByLabel('Số bản cần cấp');
  await expect(copies).toHaveAccessibleDescription(/Nhập số bản từ 1 đến \d+\./);
  await expect(copies).toBeFocused();
  await expect(copies).toHaveValue('0');
  await expect(page.getByLabel('Nơi thường trú')).not.toHaveValue('');
});

test('the account page leads through sign-in and back', async ({ page, consoleGuard, account }) => {
  consoleGuard.expect('401 GET /tai-khoan');
  await page.goto('/tai-khoan');
  await signInFromHere(page, account.citizen);
  await expect(page).toHaveURL('/tai-khoan');
  await expect(page.getByText(account.citizen.fullName).first()).toBeVisible();
});

test("somebody else's dossier is not found, before and after sign-in", async ({ page, newPage, consoleGuard, signedIn: _ }) => {
  const number = await draftCriminalRecord(page, 1);
  consoleGuard.expect(`401 GET /ho-so/${number}`, `404 GET /ho-so/${number}`);
  const theirs = await newPage(PHONE);
  await theirs.goto(`/ho-so/${number}`);
  await signInFromHere(theirs, { identityNumber: '072191000025', phone: '0900000025', password: 'ThuNghiem-2026' });
  await expect(theirs).toHaveURL(`/ho-so/${number}`);
  await expect(theirs.getByText('Không tìm thấy nội dung này.')).toBeVisible();
  await theirs.goto(`/ho-so/${number}/thanh-toan`);
  await expect(theirs.getByText('Không tìm thấy nội dung này.')).toBeVisible();
});

async function signInFromHere(
  page: Parameters<typeof hydrated>[0],
  citizen: Pick<Citizen, 'identityNumber' | 'phone' | 'password'>,
): Promise<void> {
  const phone = Inbox.phone(citizen.phone);
  await phone.catchUp();
  await expect(page.getByText('Cần đăng nhập để tiếp tục.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Đăng nhập' }).click();
  await typeCredentials(page, citizen);
  await confirm(page, await phone.nextCode());
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
