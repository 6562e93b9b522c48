import { randomInt } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { post } from './api';
import { Inbox } from './inbox';

/** Somebody who has never been here. */
export interface Citizen {
  identityNumber: string;
  fullName: string;
  birthDate: string;
  phone: string;
  email: string;
  password: string;
}

/** Makes up a citizen of Tây Ninh born in 1990, with numbers that are valid and not yet taken. */
export function newCitizen(fullName = 'Nguyễn Thị Ánh Tuyết'): Citizen {
  const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0');
  return {
    identityNumber: `072190${digits(6)}`,
    fullName,
    birthDate: '11/02/1990',
    phone: `097${digits(7)}`,
    email: 'anh.tuyet@example.vn',
    password: 'Trời mưa ở Tây Ninh 2020',
  };
}

/**
 * Types the six characters and returns them; in a demonstration the page tells them. After a refusal `spent` are those that the
 * page had before, until another captcha has come.
 */
export async function typeCaptcha(page: Page, spent?: string): Promise<string> {
  const told = page.getByTestId('captcha-demo');
  if (spent !== undefined) {
    await expect(told).not.toHaveText(spent);
  }
  const characters = await told.innerText();
  await page.getByLabel('Mã trong hình', { exact: true }).fill(characters);
  return characters;
}

/** Fills in the details of a registration, the captcha too. */
export async function typeDetails(page: Page, citizen: Citizen): Promise<void> {
  await typePerson(page, citizen);
  await page.getByLabel('Email').fill(citizen.email);
  await typeCaptcha(page);
  await page.getByLabel('Tôi đồng ý với').check();
}

/** What every account's registration asks about its person. */
export async function typePerson(page: Page, citizen: Citizen): Promise<void> {
  await page.getByLabel('Số CCCD/CMND').fill(citizen.identityNumber);
  await page.getByLabel('Họ và tên').fill(citizen.fullName);
  await page.getByLabel('Ngày sinh').fill(citizen.birthDate);
  await page.getByLabel('Số điện thoại').fill(citizen.phone);
}

/** On its page: registers an agency's account by its forms, to the page that says what comes next. */
export async function registerAgency(page: Page, unit: string, officer: Citizen): Promise<void> {
  await page.getByLabel('Đơn vị').selectOption({ label: unit });
  await typePerson(page, officer);
  await page.getByLabel('Thư điện tử công vụ').fill(officer.email);
  await typeCaptcha(page);
  await page.getByLabel('Tôi đồng ý với').check();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await confirm(page, await Inbox.phone(officer.phone).nextCode());
  await typeNewPassword(page, officer.password, 'Tạo tài khoản');
}

/** Registers without the pages. */
export async function register(page: Page, citizen: Citizen): Promise<void> {
  await verifyPhone(page, citizen);
  const { password } = citizen;
  await post(page, 'registrations/current/password', { password, repeated: password });
}

/** As far as the choice of a password. */
export async function verifyPhone(page: Page, citizen: Citizen): Promise<void> {
  await beginRegistration(page, citizen);
  await post(page, 'registrations/current/code', { code: await Inbox.phone(citizen.phone).nextCode() });
}

/** As far as the one-time code. */
export async function beginRegistration(page: Page, citizen: Citizen): Promise<void> {
  await post(page, 'registrations', {
    identity_number: citizen.identityNumber,
    full_name: citizen.fullName,
    birth_date: citizen.birthDate,
    phone: citizen.phone,
    email: citizen.email,
    terms: true,
    ...(await captcha(page)),
  });
}

/** Signs in without the pages, as far as the one-time code. */
export async function beginSignIn(page: Page, { identityNumber, password }: Pick<Citizen, 'identityNumber' | 'password'>): Promise<void> {
  await post(page, 'sign-ins', { identity_number: identityNumber, password, ...(await captcha(page)) });
}

/** The six characters; in a demonstration the portal tells them. */
async function captcha(page: Page): Promise<object> {
  const { id, demo_answer } = await post<{ id: string; demo_answer: string }>(page, 'captchas');
  return { captcha_id: id, captcha: demo_answer };
}

/** The last step of a registration. */
export async function choosePassword(page: Page, citizen: Citizen): Promise<void> {
  await typeNewPassword(page, citizen.password, 'Tạo tài khoản');
  await expect(page.getByRole('heading', { level: 1, name: 'Thông tin tài khoản' })).toBeVisible();
  await expect(page.getByText('Đã tạo tài khoản. Bạn đã đăng nhập.')).toBeVisible();
}

/** Types a password twice, and presses a button. */
export async function typeNewPassword(page: Page, password: string, button: string): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByLabel('Nhập lại mật khẩu').fill(password);
  await page.getByRole('button', { name: button }).click();
}

/** From the choice of the national portal to the step of the one-time code. */
export async function typeCredentials(page: Page, citizen: Pick<Citizen, 'identityNumber' | 'password'>): Promise<void> {
  await page.getByRole('link', { name: 'Đăng nhập với DVC Quốc gia' }).click();
  await page.getByRole('link', { name: 'Tài khoản của cổng này' }).click();
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/dang-nhap/ma-otp');
}

/** The one-time code, typed. */
export async function confirm(page: Pick<Page, 'getByLabel' | 'getByRole'>, code: string): Promise<void> {
  await page.getByLabel('Nhập mã OTP').fill(code);
  await page.getByRole('button', { name: 'Xác nhận' }).click();
}

/** By the button at the top. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Đăng nhập' })).toBeVisible();
}
