import { concurrently } from './http.js';
import { operations } from './access.js';
import { ADDRESSES, pages, things } from './operations.js';
import { type Report } from './report.js';
import { type Fixture } from './fixture.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** What changes nothing may be asked of every address; what may be posted, the address says. */
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Addresses that the API's description does not name. */
const OTHERS = [
  '/',
  '/thu-tuc?q=khai+sinh',
  '/huong-dan',
  '/khong-co-trang-nay',
  '/api/v1/openapi.json',
  '/api/v1/khong-co',
  '/callbacks/khong-co',
  '/callbacks/national-platform/lookup',
  '/dang-nhap/vneid/ket-qua',
  '/embed.js',
  '/favicon.svg',
  '/healthz',
  '/manifest.webmanifest',
  '/og/procedure/2.000488.png',
  '/pkg/khong-co.js',
  '/readyz',
  '/robots.txt',
  '/sitemap.xml',
  '/sw.js',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/pkg/..%2f..%2f..%2fetc%2fpasswd',
  '//example.vn/',
  '/%00',
  '/%ff%fe',
];

/** Every address with every method, by nobody: what is not for that address is refused, and nothing is an error. */
export async function methods(fixture: Fixture, report: Report): Promise<void> {
  const described = await operations(fixture);
  const addresses = new Set([
    ...[...described, ...ADDRESSES, ...pages(fixture.objects)].flatMap(({ path }) => things(path, fixture.objects).slice(0, 1)),
    ...OTHERS,
  ]);
  const tries = [...addresses].flatMap(path => METHODS.map(method => ({ path, method })));
  await concurrently(tries, async ({ path, method }) => {
    const body = method === 'GET' || method === 'HEAD' ? undefined : '{}';
    const what = `${method} ${path}`;
    const call = { path, method, ...(body !== undefined && { body, type: 'application/json' }) };
    const answer = await report.ask('methods', what, fixture.browsers.nobody, call);
    if (method === 'HEAD' && answer.body !== '') {
      report.fault('methods', 'wrong refusal', `${what} was answered with a body`);
    }
    const posted = method === 'POST' && described.some(one => one.method === 'POST' && matches(one.path, path));
    if (answer.status >= 200 && answer.status < 400 && !SAFE.includes(method) && !posted) {
      report.fault('methods', 'wrong refusal', `${what} was answered with ${answer.status}`);
    }
    if (/root:.*:0:0:/.test(answer.body)) {
      report.fault('methods', 'leak', `${what} shows a file of the machine`);
    }
  });
}

function matches(template: string, path: string): boolean {
  const pattern = template.split(/\{\w+\}/).map(part => part.replace(/[.]/g, '\\.'));
  return new RegExp(`^${pattern.join('[^/]+')}$`).test(path);
}
