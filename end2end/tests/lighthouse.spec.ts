import { type AddressInfo, createServer } from 'node:net';
import { test as base, chromium, expect } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import { PORTAL_URL } from '../support/addresses';
import { CRIMINAL_RECORD } from '../support/dossier';
import { printTable } from '../support/table';

/** What citizens see first, and what must be easy on an old telephone. */
const PAGES = [
  '/',
  '/thu-tuc?q=khai+sinh',
  `/thu-tuc/${CRIMINAL_RECORD}`,
  '/dang-nhap',
  '/dang-nhap/dvc-quoc-gia/tai-khoan',
  '/huong-dan',
];

const AT_LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof AT_LEAST;
const CATEGORIES = Object.keys(AT_LEAST) as Category[];

/** Performance is simulated from one load, which a busy machine may spoil: the median counts. */
const LOADS = 3;
/** What Lighthouse says where its own recording missed the beginning; it asks to be run again. */
const NOT_RECORDED = ['NO_NAVSTART', 'NO_TRACING_STARTED'];

/** A Chromium of its own, with nothing open but what Lighthouse opens. */
const test = base.extend<object, { port: number }>({
  port: [
    async ({ launchOptions }, use) => {
      const port = await freePort();
      const args = [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`];
      const browser = await chromium.launch({ ...launchOptions, args });
      await use(port);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

test('Lighthouse finds the pages fast on a telephone, and nothing else to complain of', async ({ port }) => {
  test.setTimeout(600_000);
  const rows: string[][] = [];
  const complaints: string[] = [];
  for (const path of PAGES) {
    const report = await audit(port, path);
    if (report.runtimeError !== undefined) {
      complaints.push(`${path}: ${report.runtimeError.message}`);
      continue;
    }
    const scores = CATEGORIES.map(category => score(report, category));
    rows.push([path, ...scores.map(String), ...timings(report)]);
    CATEGORIES.forEach((category, index) => {
      if ((scores[index] ?? 0) < AT_LEAST[category]) {
        complaints.push(`${path}: ${category} ${scores[index]}: ${failedAudits(report, category).join('; ')}`);
      }
    });
  }
  printTable('Lighthouse, mobile', ['page', ...CATEGORIES, 'FCP', 'LCP', 'TBT', 'CLS'], rows);
  expect(complaints).toEqual([]);
});

/** One report; of several loads the one with the median performance. Further loads are only made where one falls short. */
async function audit(port: number, path: string): Promise<Result> {
  const first = await load(port, path);
  if (first.runtimeError !== undefined || score(first, 'performance') >= AT_LEAST.performance) {
    return first;
  }
  const reports = [first];
  while (reports.length < LOADS) {
    reports.push(await load(port, path));
  }
  reports.sort((one, other) => score(one, 'performance') - score(other, 'performance'));
  return reports[(LOADS - 1) / 2] ?? first;
}

async function load(port: number, path: string): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    // The default is what we want: a telephone, on a simulated slow network, with a processor four times slower.
    const run = await lighthouse(`${PORTAL_URL}${path}`, { port, onlyCategories: [...CATEGORIES], logLevel: 'error' });
    if (run === undefined) {
      throw new Error(`Lighthouse said nothing about ${path}`);
    }
    if (tries === LOADS || !NOT_RECORDED.includes(run.lhr.runtimeError?.code ?? '')) {
      return run.lhr;
    }
  }
}

function score(report: Result, category: Category): number {
  return Math.round((report.categories[category]?.score ?? 0) * 100);
}

function timings({ audits }: Result): string[] {
  return ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map(
    name => (audits[name]?.displayValue ?? '–').replace(/\s/g, ' '),
  );
}

/** The audits that cost points, worst first. */
function failedAudits(report: Result, category: Category): string[] {
  const counted = report.categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return counted
    .map(({ id }) => report.audits[id])
    .filter(audit => audit !== undefined && audit.score !== null && audit.score < 1)
    .sort((one, other) => (one?.score ?? 0) - (other?.score ?? 0))
    .map(audit => `${audit?.id} (${audit?.displayValue ?? audit?.title})`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise(closed => server.close(closed));
  return port;
}
