import { type Page, expect } from '@playwright/test';
import { get, post } from './api';
import { open } from './navigation';

/** National code of “Cấp Phiếu lý lịch tư pháp”. */
export const CRIMINAL_RECORD = '2.000488';
/** National code of “Cấp giấy phép lao động cho người lao động nước ngoài”. */
export const WORK_PERMIT = '2.000205';
/** National code of “Đăng ký khai sinh”. */
export const BIRTH_REGISTRATION = '1.001193';

const COPIES_INCLUDED = 2;

/** What a criminal record costs with that many copies, as written: 200.000 đ, and 5.000 đ for each from the third. */
export function feeFor(copies: number): string {
  return `${thousandsFor(copies)}.000 đ`;
}

/** The same as English pages write it: 200,000 VND. */
export function feeInEnglish(copies: number): string {
  return `${thousandsFor(copies)},000 VND`;
}

function thousandsFor(copies: number): number {
  return 200 + 5 * Math.max(0, copies - COPIES_INCLUDED);
}

/** Fills in the request for a criminal record. */
export async function typeCriminalRecord(page: Page, copies: number): Promise<void> {
  await page.getByLabel('Phiếu số 1').check();
  await page.getByLabel('Mục đích yêu cầu cấp phiếu').fill('Xin việc làm');
  await page.getByLabel('Số bản cần cấp').fill(String(copies));
  await page.getByLabel('Nơi thường trú').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
  await page.getByLabel('Nơi ở hiện tại').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
}

/** Fills in the registration of a birth. */
export async function typeBirthRegistration(page: Page): Promise<void> {
  await page.getByLabel('Đơn vị tiếp nhận').selectOption({ label: 'Phường 3, Thành phố Tây Ninh' });
  await page.getByLabel('Họ, chữ đệm, tên của trẻ').fill('Nguyễn Minh An');
  await page.getByLabel('Ngày sinh của trẻ').fill('20/10/2020');
  await page.getByLabel('Nữ', { exact: true }).check();
  await page.getByLabel('Nơi sinh', { exact: true }).fill('Bệnh viện Đa khoa Tây Ninh');
  await page.getByLabel('Họ, chữ đệm, tên người mẹ').fill('Nguyễn Thị Ánh Tuyết');
  await page.getByLabel('Quan hệ của người nộp với trẻ').selectOption({ label: 'Mẹ' });
  await page.getByLabel('Nơi cư trú của người nộp').fill('Số 12, đường 30/4, Phường 3, Tây Ninh');
}

/** Saves a new draft and yields its running number. */
export async function save(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page).toHaveURL(/\/ho-so\/\d+\?da-luu=1$/);
  return numberIn(page.url());
}

/** A draft of a criminal record made without the form, and opened; yields its running number. */
export async function draftCriminalRecord(page: Page, copies: number): Promise<string> {
  const number = await createDraft(page, copies);
  await open(page, `/ho-so/${number}?da-luu=1`);
  return number;
}

/** A criminal record sent without the form, and the page opened where its fee is paid; yields its running number. */
export async function sendCriminalRecord(page: Page, copies: number): Promise<string> {
  const number = await createOrder(page, copies);
  await open(page, `/ho-so/${number}/thanh-toan`);
  return number;
}

/** A draft of a criminal record, without pages; yields its running number. */
export async function createDraft(page: Page, copies: number): Promise<string> {
  const { number } = await post<{ number: number }>(page, 'dossiers', { procedure_code: CRIMINAL_RECORD, ...criminalRecord(copies) });
  return String(number);
}

/** A criminal record sent, its fee still due, without pages; yields its running number. */
export async function createOrder(page: Page, copies: number): Promise<string> {
  const number = await createDraft(page, copies);
  await post(page, `dossiers/${number}/send`, criminalRecord(copies));
  return number;
}

/** A payment begun with Vietcombank, without pages; yields its reference. */
export async function startAttempt(page: Page, number: string): Promise<string> {
  const { id } = await get<{ id: string }>(page, `dossiers/${number}/payment-order`);
  const attempt = await post<{ reference: string }>(page, `payment-orders/${id}/attempts`, { channel: 'vietcombank' });
  return attempt.reference;
}

function criminalRecord(copies: number): object {
  const address = 'Số 12, đường 30/4, Phường 3, Tây Ninh';
  return {
    unit_code: '72-so-tu-phap',
    form: {
      kind: 'criminal_record',
      form_number: '1',
      purpose: 'Xin việc làm',
      permanent_address: address,
      current_address: address,
      copies: String(copies),
      reduced_group: '',
    },
  };
}

/** Chooses Vietcombank and goes there. */
export async function chooseVietcombank(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Vietcombank' }).check();
  await page.getByRole('button', { name: 'Thanh toán' }).click();
}

function numberIn(url: string): string {
  const number = /\/ho-so\/(\d+)/.exec(url)?.[1];
  if (number === undefined) {
    throw new Error(`no dossier number in ${url}`);
  }
  return number;
}
