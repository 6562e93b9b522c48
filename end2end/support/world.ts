import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { payAtTheBank } from './bank';
import { newCitizen, register, typeCredentials, typeDetails } from './citizen';
import { chooseVietcombank, draftCriminalRecord, feeFor, sendCriminalRecord } from './dossier';
import { hydrated } from './hydrated';
import { downloadReceipt, qrCodeOf } from './receipt';
import { Sms } from './sms';
import { ADMINISTRATOR, AUDITOR, signInAs } from './officer';
import { PHONE } from './viewport';

/** Who looks at a page, and how far they have come. */
export type Viewer = 'stranger' | 'registering' | 'choosing password' | 'signing in' | 'newcomer' | 'citizen' | 'administrator' | 'auditor';

type Cookies = BrowserContextOptions['storageState'];

/** Citizens at every stage, and one whose dossiers are in every state. */
export interface World {
  cookies: Record<Viewer, Cookies>;
  /** Running numbers of dossiers: not sent yet; sent, with the fee due; paid; and with a payment that failed. */
  draft: string;
  unpaid: string;
  paid: string;
  failed: string;
  /** Where a payer comes back to. */
  results: { waiting: string; failed: string; paid: string };
  /** Where the QR code of a receipt leads to. */
  receipt: string;
}

/**
 * Makes a world. `copies` of a criminal record give its payment an amount of its own, by which the bank's message is
 * told from those of others.
 */
export async function makeWorld(browser: Browser, copies: number, folder: string): Promise<World> {
  const as = async <T>(deed: (page: Page) => Promise<T>): Promise<{ cookies: Cookies; made: T }> => {
    const context = await browser.newContext({ ...PHONE, baseURL: PORTAL_URL, locale: 'vi-VN' });
    const made = await deed(await context.newPage());
    const cookies = await context.storageState();
    await context.close();
    return { cookies, made };
  };
  const newcomer = newCitizen();
  const citizen = await as(async page => {
    await register(page, newCitizen());
    return dossiers(page, copies, folder);
  });
  return {
    cookies: {
      stranger: undefined,
      registering: (await as(beginRegistration)).cookies,
      'choosing password': (await as(page => proveTelephone(page))).cookies,
      newcomer: (await as(page => register(page, newcomer))).cookies,
      'signing in': (
        await as(async page => {
          await page.goto('/dang-nhap');
          await typeCredentials(page, newcomer);
        })
      ).cookies,
      citizen: citizen.cookies,
      administrator: (await as(page => signInAs(page, ADMINISTRATOR, '/can-bo/quan-tri'))).cookies,
      auditor: (await as(page => signInAs(page, AUDITOR, '/can-bo/nhat-ky'))).cookies,
    },
    ...citizen.made,
  };
}

async function beginRegistration(page: Page): Promise<string> {
  const citizen = newCitizen();
  await page.goto('/dang-ky/cong-dan/thue-bao-di-dong');
  await hydrated(page);
  await typeDetails(page, citizen);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  return citizen.phone;
}

async function proveTelephone(page: Page): Promise<void> {
  const phone = await beginRegistration(page);
  await page.getByLabel('Nhập mã OTP').fill(await new Sms(page.context(), phone).nextCode());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page).toHaveURL('/dang-ky/mat-khau');
}

async function dossiers(page: Page, copies: number, folder: string): Promise<Omit<World, 'cookies'>> {
  const draft = await draftCriminalRecord(page, 1);
  const unpaid = await sendCriminalRecord(page, 2);
  return { draft, unpaid, ...(await payments(page, copies, folder)) };
}

async function payments(
  page: Page,
  copies: number,
  folder: string,
): Promise<Pick<World, 'paid' | 'failed' | 'results' | 'receipt'>> {
  const bank = page.getByRole('heading', { name: 'Thanh toán bằng thẻ nội địa' });
  const send = async () => {
    const number = await sendCriminalRecord(page, copies);
    await chooseVietcombank(page);
    await expect(bank).toBeVisible();
    return number;
  };
  const paid = await send();
  await payAtTheBank(page, feeFor(copies));
  await expect(page.getByText('Thanh toán thành công')).toBeVisible();
  const failed = await send();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(page.getByText('Thanh toán không thành công')).toBeVisible();
  // Who is still at the bank has the portal open in another window.
  const waiting = await send();

  await page.goto('/tai-khoan?giao-dich=1');
  const file = await downloadReceipt(page.getByRole('link', { name: 'In biên lai' }), `${folder}/receipt-${copies}.pdf`);
  const result = async (number: string) => `/thanh-toan/ket-qua?data=${await latestReference(page, number)}`;
  return {
    paid,
    failed,
    results: { waiting: await result(waiting), failed: await result(failed), paid: await result(paid) },
    receipt: new URL(await qrCodeOf(file)).pathname,
  };
}

/** The reference of the latest payment for a dossier. */
async function latestReference(page: Page, number: string): Promise<string> {
  // Asked by the page: only a browser takes this machine for a secure place, and sends the session's cookie.
  return page.evaluate(async address => {
    const order: { latest_attempt: { reference: string } } = await (await fetch(address)).json();
    return order.latest_attempt.reference;
  }, `/api/v1/dossiers/${number}/payment-order`);
}
