import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { get } from './api';
import { beginRegistration, beginSignIn, newCitizen, register, verifyPhone } from './citizen';
import { createDraft, createOrder, startAttempt } from './dossier';
import { ADMINISTRATOR, AUDITOR, signInAs } from './officer';
import { payElsewhere } from './provider';
import { downloadPdf, qrCodeOf } from './receipt';
import { PHONE } from './viewport';

/** Who looks at a page, and how far they have come. */
export type Viewer = 'stranger' | 'registering' | 'choosing password' | 'signing in' | 'newcomer' | 'citizen' | 'administrator' | 'auditor';

type Cookies = BrowserContextOptions['storageState'];

/** Citizens at every stage, and one whose dossiers are in every state. */
export interface Seed {
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

/** Seeds the portal, without its forms. A receipt is left in `folder`. */
export async function seed(browser: Browser, folder: string): Promise<Seed> {
  const as = async <T>(act: (page: Page) => Promise<T>): Promise<{ cookies: Cookies; made: T }> => {
    const context = await browser.newContext({ ...PHONE, baseURL: PORTAL_URL, locale: 'vi-VN' });
    const made = await act(await context.newPage());
    const cookies = await context.storageState();
    await context.close();
    return { cookies, made };
  };
  const newcomer = newCitizen();
  const citizen = await as(async page => {
    await register(page, newCitizen());
    return dossiers(page, folder);
  });
  return {
    cookies: {
      stranger: undefined,
      registering: (await as(page => beginRegistration(page, newCitizen()))).cookies,
      'choosing password': (await as(page => verifyPhone(page, newCitizen()))).cookies,
      newcomer: (await as(page => register(page, newcomer))).cookies,
      'signing in': (await as(page => beginSignIn(page, newcomer))).cookies,
      citizen: citizen.cookies,
      administrator: (await as(page => signInAs(page, ADMINISTRATOR, '/can-bo/quan-tri'))).cookies,
      auditor: (await as(page => signInAs(page, AUDITOR, '/can-bo/nhat-ky'))).cookies,
    },
    ...citizen.made,
  };
}

async function dossiers(page: Page, folder: string): Promise<Omit<Seed, 'cookies'>> {
  const draft = await createDraft(page, 1);
  const unpaid = await createOrder(page, 2);
  const paid = await attempt(page);
  await payElsewhere(page.request, paid.reference);
  await expectOutcome(page, paid.result, 'succeeded');
  const failed = await attempt(page);
  await payElsewhere(page.request, failed.reference, 'cancel');
  await expectOutcome(page, failed.result, 'failed');
  // Who is still at the bank has the portal open in another window.
  const waiting = await attempt(page);

  const { receipt } = await get<{ receipt: string }>(page, `dossiers/${paid.number}/payment-order`);
  const file = `${folder}/receipt.pdf`;
  await downloadPdf(page, `/api/v1/receipts/${receipt}/pdf`, file);
  return {
    draft,
    unpaid,
    paid: paid.number,
    failed: failed.number,
    results: { waiting: waiting.result, failed: failed.result, paid: paid.result },
    receipt: new URL(await qrCodeOf(file)).pathname,
  };
}

/** A dossier sent, and a payment begun for it. */
async function attempt(page: Page): Promise<{ number: string; reference: string; result: string }> {
  const number = await createOrder(page, 5);
  const reference = await startAttempt(page, number);
  return { number, reference, result: `/thanh-toan/ket-qua?data=${reference}` };
}

/** Comes back from the bank, by which the portal asks how the payment ended. */
async function expectOutcome(page: Page, result: string, outcome: 'succeeded' | 'failed'): Promise<void> {
  await page.goto(result);
  await expect(page.locator(`[data-outcome="${outcome}"]`)).toBeVisible();
}
