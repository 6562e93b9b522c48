import { readFile } from 'node:fs/promises';
import { Browser, SANDBOX, send } from './http.js';

/** Who tries. */
export const ROLES = ['nobody', 'an', 'binh', 'enterprise', 'desk', 'cash', 'finance', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** How the table of demonstration accounts in README.md names them. */
const IN_README: Record<Exclude<Role, 'nobody'>, RegExp> = {
  an: /^Citizen, .*An$/,
  binh: /^Citizen, .*Bình$/,
  enterprise: /^Enterprise,/,
  desk: /^Desk officer/,
  cash: /^Cash officer/,
  finance: /^Finance officer,/,
  administrator: /^Administrator,/,
  auditor: /^Auditor,/,
};

/** A demonstration account. */
export interface Account {
  name: string;
  login: string;
  password: string;
  phone: string;
}

/** The demonstration accounts as README.md tells them. */
export async function accounts(): Promise<Record<Exclude<Role, 'nobody'>, Account>> {
  const readme = await readFile('../README.md', 'utf8');
  const rows = readme
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([, title = '', login = '', password = '', phone = '']) => ({
      title,
      name: title.replace(/^.*?, /, ''),
      login: /`([^`]+)`/.exec(login)?.[1] ?? '',
      password: /`([^`]+)`/.exec(password)?.[1] ?? '',
      phone,
    }));
  const found = Object.entries(IN_README).map(([role, title]) => {
    const account = rows.find(row => title.test(row.title));
    if (account === undefined || account.login === '') {
      throw new Error(`README.md has no demonstration account whose row begins like ${title.source}`);
    }
    return [role, account];
  });
  return Object.fromEntries(found) as Record<Exclude<Role, 'nobody'>, Account>;
}

/** Signs in with password and one-time code. */
export async function signIn({ login, password, phone }: Account): Promise<Browser> {
  const browser = new Browser();
  const before = await texts(phone);
  await browser.post('/api/v1/sign-ins', { identity_number: login, password, ...(await captcha(browser)), next: '' });
  await browser.post('/api/v1/sign-ins/current/code', { code: await nextCode(phone, before.length) });
  return browser;
}

/** Registers an agency, which then waits for an administrator. */
export async function registerAgency(): Promise<void> {
  const browser = new Browser();
  const phone = '0977777701';
  await browser.post('/api/v1/registrations', {
    account_kind: 'agency',
    unit_code: '72-so-tai-chinh',
    identity_number: '072190777701',
    full_name: 'Lý Văn Sơn',
    birth_date: '11/02/1990',
    phone,
    email: 'vanthu.tancong@tayninh.gov.vn',
    ...(await captcha(browser)),
    terms: true,
  });
  await browser.post('/api/v1/registrations/current/code', { code: await nextCode(phone, 0) });
  const password = 'Trời mưa ở Tây Ninh 2020';
  await browser.post('/api/v1/registrations/current/password', { password, repeated: password });
}

/** The six characters; in a demonstration the portal tells them. */
async function captcha(browser: Browser): Promise<object> {
  const { id, demo_answer } = await browser.post<{ id: string; demo_answer: string }>('/api/v1/captchas', {});
  return { captcha_id: id, captcha: demo_answer };
}

async function nextCode(phone: string, read: number): Promise<string> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const inbox = await texts(phone);
    const code = inbox.length > read ? /\b\d{6}\b/.exec(inbox[0]?.text ?? '')?.[0] : undefined;
    if (code !== undefined) {
      return code;
    }
    await new Promise(looked => setTimeout(looked, 100));
  }
  throw new Error(`no code has come to ${phone}`);
}

/** What has come to a telephone, the newest first. */
async function texts(phone: string): Promise<{ text: string }[]> {
  const { status, body } = await send(SANDBOX, { path: `/sandbox/phone/${phone}.json` });
  if (status !== 200) {
    throw new Error(`the sandbox’s telephone answered with ${status}`);
  }
  return JSON.parse(body) as { text: string }[];
}
