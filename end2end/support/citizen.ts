import { randomInt } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { hydrated } from './hydrated';
import { Sms } from './sms';

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
  await page.getByLabel('Mã xác thực', { exact: true }).fill(characters);
  return characters;
}

/** Fills in the details of a registration, the captcha too. */
export async function typeDetails(page: Page, citizen: Citizen): Promise<void> {
  await page.getByLabel('Số CMND/CCCD').fill(citizen.identityNumber);
  await page.getByLabel('Họ tên').fill(citizen.fullName);
  await page.getByLabel('Ngày sinh').fill(citizen.birthDate);
  await page.getByLabel('Số điện thoại').fill(citizen.phone);
  await page.getByLabel('Email').fill(citizen.email);
  await typeCaptcha(page);
  await page.getByLabel('Tôi đồng ý với').check();
}

/** From the details to the step of the one-time code. */
export async function register(page: Page, citizen: Citizen): Promise<void> {
  await page.goto('/dang-ky/cong-dan/thue-bao-di-dong');
  await hydrated(page);
  await typeDetails(page, citizen);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page).toHaveURL('/dang-ky/ma-otp');
  await page.getByLabel('Nhập mã OTP').fill(await new Sms(page.context(), citizen.phone).nextCode());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page).toHaveURL('/dang-ky/mat-khau');
  await choosePassword(page, citizen);
}

/** The last step of a registration. */
export async function choosePassword(page: Page, citizen: Citizen): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await page.getByLabel('Nhập lại mật khẩu').fill(citizen.password);
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Thông tin tài khoản' })).toBeVisible();
}

/** From the choice of the national portal to the step of the one-time code. */
export async function typeCredentials(page: Page, citizen: Pick<Citizen, 'identityNumber' | 'password'>): Promise<void> {
  await page.getByRole('link', { name: 'Đăng nhập với DVC Quốc gia' }).click();
  await page.getByRole('link', { name: 'Tài khoản cấp bởi Cổng DVC Quốc gia' }).click();
  await page.getByLabel('Tên đăng nhập').fill(citizen.identityNumber);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(citizen.password);
  await typeCaptcha(page);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/dang-nhap/ma-otp');
}

/** The one-time code, typed. */
export async function confirm(page: Page, code: string): Promise<void> {
  await page.getByLabel('Nhập mã OTP').fill(code);
  await page.getByRole('button', { name: 'Xác nhận' }).click();
}

/** By the button at the top. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Đăng nhập' })).toBeVisible();
}
