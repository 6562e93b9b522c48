import { type BrowserContext, type Page, expect } from '@playwright/test';
import { hydrated } from './navigation';
import { BIRTH_REGISTRATION, CRIMINAL_RECORD } from './dossier';
import { type Seed, type Viewer } from './seed';

/** A page in one of its states. Reached without a word of either language. */
export interface PageState {
  name: string;
  viewer?: Viewer;
  address: string | ((seed: Seed) => string);
  /** What is done there first. */
  act?: (page: Page) => Promise<void>;
  /** The status of its page, where that is not 200. */
  status?: number;
  /** One that stands for others of its kind. */
  key?: true;
}

/** Every page of the portal, in every state. */
export const PAGE_CATALOGUE: PageState[] = [
  { name: 'home', key: true, address: '/' },
  { name: 'home, signed in', viewer: 'citizen', address: '/' },
  { name: 'suggestions', address: '/', act: typeSearch },
  { name: 'search', address: '/thu-tuc' },
  { name: 'search with hits', key: true, address: '/thu-tuc?q=khai+sinh' },
  { name: 'search, filters open', key: true, address: '/thu-tuc?q=khai+sinh&level=commune', act: openFilters },
  { name: 'search without hits', address: '/thu-tuc?q=zzqqxx' },
  { name: 'procedure', key: true, address: `/thu-tuc/${CRIMINAL_RECORD}` },
  { name: 'procedure of a commune', address: `/thu-tuc/${BIRTH_REGISTRATION}` },
  { name: 'no such procedure', address: '/thu-tuc/9.999999', status: 404 },

  { name: 'register, kind', address: '/dang-ky' },
  { name: 'register, method', address: '/dang-ky/cong-dan' },
  { name: 'register, method of an enterprise', address: '/dang-ky/doanh-nghiep' },
  { name: 'register, enterprise', key: true, address: '/dang-ky/doanh-nghiep/thue-bao-di-dong' },
  { name: 'register, enterprise refused', address: '/dang-ky/doanh-nghiep/thue-bao-di-dong', act: sendEmpty },
  { name: 'register, agency', address: '/dang-ky/co-quan/thue-bao-di-dong' },
  { name: 'register, agency refused', address: '/dang-ky/co-quan/thue-bao-di-dong', act: sendEmpty },
  { name: 'register, agency waits', address: '/dang-ky/cho-duyet' },
  { name: 'register, nothing identified', address: '/dang-ky/xac-nhan', status: 410 },
  { name: 'register, gone on with', viewer: 'registering', address: '/dang-ky' },
  { name: 'register, details', address: '/dang-ky/cong-dan/thue-bao-di-dong' },
  { name: 'register, details refused', key: true, address: '/dang-ky/cong-dan/thue-bao-di-dong', act: sendEmpty },
  { name: 'register, code', viewer: 'registering', address: '/dang-ky/ma-otp' },
  { name: 'register, code refused', viewer: 'registering', address: '/dang-ky/ma-otp', act: sendEmpty },
  { name: 'register, details changed', viewer: 'registering', address: '/dang-ky/cong-dan/thue-bao-di-dong?sua=1' },
  { name: 'register, password', viewer: 'choosing password', address: '/dang-ky/mat-khau' },
  {
    name: 'register, password refused',
    viewer: 'choosing password',
    address: '/dang-ky/mat-khau',
    act: sendEmpty,
  },
  { name: 'sign in, provider', address: '/dang-nhap' },
  { name: 'sign in, issuer', address: '/dang-nhap/dvc-quoc-gia' },
  { name: 'sign in', key: true, address: '/dang-nhap/dvc-quoc-gia/tai-khoan' },
  { name: 'sign in refused', address: '/dang-nhap/dvc-quoc-gia/tai-khoan', act: sendEmpty },
  { name: 'sign in, code', viewer: 'signing in', address: '/dang-nhap/ma-otp' },
  { name: 'sign in, nothing under way', address: '/dang-nhap/ma-otp', status: 410 },
  { name: 'sign in, code another way', key: true, viewer: 'signing in', address: '/cach-nhan-ma/sign_in' },
  { name: 'sign in, code of nothing', address: '/cach-nhan-ma/khong-co', status: 404 },
  { name: 'sign in by token', key: true, address: '/dang-nhap/dvc-quoc-gia/usb' },
  { name: 'sign in by token, sign', address: '/dang-nhap/dvc-quoc-gia/usb', act: beginSigning },
  { name: 'sign in by SIM', address: '/dang-nhap/dvc-quoc-gia/sim' },
  { name: 'sign in by SIM refused', address: '/dang-nhap/dvc-quoc-gia/sim', act: sendEmpty },
  { name: 'sign in elsewhere, declined', address: '/dang-nhap/khong-thanh?ly-do=tu-choi' },
  { name: 'sign in elsewhere, nothing identified', address: '/dang-nhap/lien-ket', status: 410 },
  { name: 'forgotten password', key: true, address: '/quen-mat-khau' },
  { name: 'forgotten password refused', address: '/quen-mat-khau', act: sendEmpty },
  { name: 'forgotten password, nothing under way', address: '/quen-mat-khau/ma-otp', status: 410 },
  { name: 'lost telephone', key: true, address: '/mat-so-dien-thoai' },
  { name: 'lost telephone refused', address: '/mat-so-dien-thoai', act: sendEmpty },
  { name: 'lost telephone, noted', address: '/mat-so-dien-thoai/da-ghi-nhan' },
  { name: 'lost telephone, objection', address: '/mat-so-dien-thoai/phan-doi?ma=0' },
  { name: 'lost telephone, objection refused', address: '/mat-so-dien-thoai/phan-doi?ma=0', act: sendEmpty },
  { name: 'lost telephone, objected', address: '/mat-so-dien-thoai/da-phan-doi' },

  { name: 'account, nobody signed in', address: '/tai-khoan', status: 401 },
  { name: 'security, nobody signed in', address: '/tai-khoan/bao-mat', status: 401 },
  { name: 'security', key: true, viewer: 'citizen', address: '/tai-khoan/bao-mat' },
  { name: 'prove again', viewer: 'citizen', address: '/tai-khoan/xac-nhan' },
  { name: 'change password', viewer: 'citizen', address: '/tai-khoan/mat-khau' },
  { name: 'change telephone', viewer: 'citizen', address: '/tai-khoan/so-dien-thoai' },
  { name: 'change e-mail', viewer: 'citizen', address: '/tai-khoan/thu-dien-tu' },
  { name: 'move to another identity number, none', viewer: 'citizen', address: '/tai-khoan/so-giay-to' },
  { name: 'account, empty', viewer: 'newcomer', address: '/tai-khoan' },
  { name: 'account, just made', viewer: 'newcomer', address: '/tai-khoan?da-tao=1' },
  { name: 'account', key: true, viewer: 'citizen', address: '/tai-khoan' },
  { name: 'history, empty', viewer: 'newcomer', address: '/tai-khoan?giao-dich=1' },
  { name: 'history', key: true, viewer: 'citizen', address: '/tai-khoan?giao-dich=1' },
  { name: 'history, as a page', viewer: 'citizen', address: '/giao-dich' },

  { name: 'new dossier', viewer: 'citizen', address: `/nop-ho-so/${CRIMINAL_RECORD}` },
  { name: 'new dossier of a birth', viewer: 'citizen', address: `/nop-ho-so/${BIRTH_REGISTRATION}` },
  { name: 'new dossier of nothing', viewer: 'citizen', address: '/nop-ho-so/9.999999', status: 404 },
  { name: 'new dossier, nobody signed in', address: `/nop-ho-so/${CRIMINAL_RECORD}`, status: 401 },
  { name: 'draft', key: true, viewer: 'citizen', address: ({ draft }) => `/ho-so/${draft}` },
  { name: 'draft, just saved', viewer: 'citizen', address: ({ draft }) => `/ho-so/${draft}?da-luu=1` },
  { name: 'draft refused', viewer: 'citizen', address: ({ draft }) => `/ho-so/${draft}`, act: sendWrong },
  { name: 'draft, document refused', viewer: 'citizen', address: ({ draft }) => `/ho-so/${draft}`, act: addNothing },
  { name: 'shared documents, none', viewer: 'citizen', address: '/chia-se-tai-lieu' },
  { name: 'shared documents, nobody signed in', address: '/chia-se-tai-lieu', status: 401 },
  { name: "somebody else's dossier", viewer: 'newcomer', address: ({ draft }) => `/ho-so/${draft}`, status: 404 },
  { name: 'dossier, nobody signed in', address: ({ draft }) => `/ho-so/${draft}`, status: 401 },
  { name: 'filed, fee due', viewer: 'citizen', address: ({ unpaid }) => `/ho-so/${unpaid}` },
  { name: 'filed and paid', viewer: 'citizen', address: ({ paid }) => `/ho-so/${paid}` },
  { name: 'pay', key: true, viewer: 'citizen', address: ({ unpaid }) => `/ho-so/${unpaid}/thanh-toan` },
  { name: 'pay, nobody signed in', address: ({ unpaid }) => `/ho-so/${unpaid}/thanh-toan`, status: 401 },
  { name: 'pay again', viewer: 'citizen', address: ({ failed }) => `/ho-so/${failed}/thanh-toan` },
  { name: 'result, waiting', key: true, address: ({ results }) => results.waiting },
  { name: 'result, failed', viewer: 'citizen', address: ({ results }) => results.failed },
  { name: 'result, paid', viewer: 'citizen', address: ({ results }) => results.paid },
  { name: 'receipt check', key: true, address: ({ receipt }) => receipt },
  { name: 'receipt not found', address: '/bien-lai/00000000000000000000', status: 404 },

  { name: 'tracking', address: '/tra-cuu' },
  { name: 'tracking refused', address: '/tra-cuu', act: sendEmpty },
  { name: 'post not understood', address: '/tra-cuu', act: postNonsense },
  { name: 'guide', key: true, address: '/huong-dan' },
  { name: 'guide, preparing', address: '/huong-dan/chuan-bi' },
  { name: 'guide, registering', address: '/huong-dan/dang-ky' },
  { name: 'guide, signing in', address: '/huong-dan/dang-nhap' },
  { name: 'guide, filing and paying', address: '/huong-dan/nop-ho-so-va-thanh-toan' },
  { name: 'guide, history and receipt', address: '/huong-dan/lich-su-va-bien-lai' },
  { name: 'no such chapter', address: '/huong-dan/khong-co', status: 404 },
  { name: 'questions', address: '/hoi-dap' },
  { name: 'questions, searched', address: '/hoi-dap?q=bien+lai' },
  { name: 'accessibility', address: '/tro-nang' },
  { name: 'terms', address: '/dieu-khoan' },
  { name: 'not found', address: '/khong-co-trang-nay', status: 404 },
  { name: 'offline', address: '/ngoai-tuyen' },
  { name: 'components', address: '/design' },
  { name: 'desk, nobody signed in', address: '/can-bo', status: 401 },
  { name: 'finance, nobody signed in', address: '/can-bo/tai-chinh', status: 401 },
  { name: 'cash, nobody signed in', address: '/can-bo/tien-mat', status: 401 },
  { name: 'administration, nobody signed in', address: '/can-bo/quan-tri', status: 401 },
  { name: 'administration, a citizen', viewer: 'newcomer', address: '/can-bo/quan-tri', status: 403 },
  { name: 'officers', key: true, viewer: 'administrator', address: '/can-bo/quan-tri' },
  { name: 'officers, none found', viewer: 'administrator', address: '/can-bo/quan-tri?q=zzqqxx' },
  { name: 'new officer', key: true, viewer: 'administrator', address: '/can-bo/quan-tri/can-bo-moi' },
  { name: 'officer', key: true, viewer: 'administrator', address: '/can-bo/quan-tri?q=072190000033', act: openFirstRow },
  { name: 'officer, the own account', viewer: 'administrator', address: '/can-bo/quan-tri?q=072190000066', act: openFirstRow },
  { name: 'officer, ending', viewer: 'administrator', address: '/can-bo/quan-tri?q=072190000033', act: openEnding },
  { name: 'officer, another password', viewer: 'administrator', address: '/can-bo/quan-tri?q=072190000033', act: openPasswordReset },
  { name: 'no such officer', viewer: 'administrator', address: '/can-bo/quan-tri/can-bo/khong-co', status: 404 },
  { name: 'waiting agencies', viewer: 'administrator', address: '/can-bo/quan-tri/co-quan' },
  { name: 'no such agency', viewer: 'administrator', address: '/can-bo/quan-tri/co-quan/khong-co', status: 404 },
  { name: 'audit log', key: true, viewer: 'auditor', address: '/can-bo/nhat-ky' },
  { name: 'audit log, nothing found', viewer: 'auditor', address: '/can-bo/nhat-ky?account=072099999999' },
  { name: 'audit log, days that cannot be', viewer: 'auditor', address: '/can-bo/nhat-ky?from=31/11/2026&event=nonsense' },
  { name: 'channel, switching', viewer: 'auditor', address: '/can-bo/tai-chinh/kenh/momo' },
  { name: 'audit log, nobody signed in', address: '/can-bo/nhat-ky', status: 401 },
  { name: 'security with recent activity', viewer: 'newcomer', address: '/tai-khoan/bao-mat' },

  { name: 'frame, search', address: '/embed/thu-tuc?q=khai+sinh' },
  { name: 'frame, procedure', address: `/embed/thu-tuc/${CRIMINAL_RECORD}` },
  { name: 'frame, tracking', address: '/embed/tra-cuu' },
  { name: 'frame, post not understood', address: '/embed/tra-cuu', act: postNonsense },
  { name: 'frame, history', address: '/embed/giao-dich', status: 401 },
  { name: 'frame, sign in', address: '/embed/dang-nhap/dvc-quoc-gia/tai-khoan' },
  { name: 'frame, result', address: ({ results }) => `/embed${results.waiting}` },
];

/** Opens a page in a new tab and brings it into its state. */
export async function visit(context: BrowserContext, { name, address, act, status = 200 }: PageState, seed: Seed): Promise<Page> {
  const page = await context.newPage();
  const answer = await page.goto(typeof address === 'string' ? address : address(seed));
  expect(answer?.status(), name).toBe(status);
  await hydrated(page);
  await act?.(page);
  return page;
}

async function typeSearch(page: Page): Promise<void> {
  await page.locator('#q').fill('khai sinh');
  await page.locator('.suggestions li').first().waitFor();
}

async function openFilters(page: Page): Promise<void> {
  const filters = page.locator('main details').first();
  if ((await filters.getAttribute('open')) === null) {
    await filters.locator('summary').click();
  }
}

async function sendEmpty(page: Page): Promise<void> {
  await page.locator('main form [type="submit"]:visible').first().click();
  await refused(page);
}

async function beginSigning(page: Page): Promise<void> {
  await page.locator('main form [type="submit"]:visible').first().click();
  await page.waitForURL('**/ky');
  await hydrated(page);
}

async function sendWrong(page: Page): Promise<void> {
  await page.locator('#f-form-copies').fill('0');
  await page.locator('.dossier-form [type="submit"]').last().click();
  await refused(page);
}

async function openFirstRow(page: Page): Promise<void> {
  await page.locator('main tbody a').first().click();
  await page.locator('main dl').waitFor();
}

async function openEnding(page: Page): Promise<void> {
  await openFirstRow(page);
  await page.goto(`${page.url()}/thoi-viec`);
}

async function openPasswordReset(page: Page): Promise<void> {
  await openFirstRow(page);
  await page.goto(`${page.url()}/mat-khau`);
}

async function addNothing(page: Page): Promise<void> {
  await page.locator('#tai-lieu [type="submit"]').last().click();
  await refused(page);
}

/** What no form of ours sends, natively. */
async function postNonsense(page: Page): Promise<void> {
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.method = 'post';
    document.body.append(form);
    form.submit();
  });
  await page.locator('h1 + .notice-error').waitFor();
}

async function refused(page: Page): Promise<void> {
  await page.locator('.error-summary, [aria-invalid="true"]').first().waitFor();
}
