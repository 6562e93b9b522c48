import { operations } from './access.js';
import { type Call, concurrently } from './http.js';
import { things } from './operations.js';
import { exchange } from './raw.js';
import { type Report } from './report.js';
import { type Fixture } from './fixture.js';

const URLENCODED = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** The operation that anybody may post a form to. */
const ACTION = '_action=/api/v1/session/end';

const many = (count: number, one: (index: number) => string, between = '&') => Array.from({ length: count }, (_, index) => one(index)).join(between);

/** Forms that no page of ours makes. */
const FORMS: Record<string, string | Buffer> = {
  'a name of 40,000 dots': `${ACTION}&${'.'.repeat(40_000)}=x`,
  'a name nested 20,000 deep': `${ACTION}&${'a.'.repeat(20_000)}a=x`,
  'names nested 100 deep, 200 of them': `${ACTION}&${many(200, index => `n${index}${'.a'.repeat(100)}=x`)}`,
  '10,000 fields': `${ACTION}&${many(10_000, () => 'a=')}`,
  '10,000 fields of other names': `${ACTION}&${many(10_000, index => `${index.toString(36)}=`)}`,
  'a name of 60,000 letters': `${ACTION}&${'a'.repeat(60_000)}=x`,
  'a value of 60,000 letters': `${ACTION}&a=${'x'.repeat(60_000)}`,
  'more than a form may have': `${ACTION}&a=${'x'.repeat(200_000)}`,
  'a value and something nested of one name': `${ACTION}&a=1&a.b=2&a.b.c=3&a=4`,
  'empty names': `${ACTION}&=&==&.=&..=&:=&:bool=on&.:bool=on&_=&=x`,
  'no action': 'a=1',
  'an empty action': '_action=&a=1',
  'an action elsewhere': '_action=http://example.vn/api/v1/session/end',
  'an action that climbs': '_action=/api/v1/session/../session/end',
  'two actions': `_action=/api/v1/khong-co&${ACTION}`,
  'an action of 60,000 letters': `_action=/${'a'.repeat(60_000)}`,
  'an action of 20,000 parts': `_action=${'/a'.repeat(20_000)}`,
  'no UTF-8': Buffer.from(`${ACTION}&a=\xff\xfe&\xc3\x28=x`, 'latin1'),
  'no UTF-8, escaped': `${ACTION}&a=%ff%fe&%c3%28=x`,
  'half an escape': `${ACTION}&a=%&b=%4&c=%zz`,
  'NUL': `${ACTION}&a=%00&%00=x&b=\0`,
  'nothing': '',
};

/** The form bridge, by nobody and by An, natively and in place. */
export async function forms({ browsers }: Fixture, report: Report): Promise<void> {
  const tries = Object.entries(FORMS).flatMap(([what, body]) =>
    ['/', '/dang-nhap/dvc-quoc-gia/tai-khoan', '/embed/thu-tuc'].flatMap(path =>
      [JSON_TYPE, 'text/html'].map(accept => ({ what, call: { path, body, type: URLENCODED, headers: { accept } } })),
    ),
  );
  await concurrently(tries, async ({ what, call }) => {
    await report.ask('forms', `a form with ${what} to ${call.path}`, browsers.nobody, call);
  });
}

/** JSON that no program of ours sends. */
const BODIES: Record<string, string | Buffer> = {
  '100,000 brackets': '['.repeat(100_000),
  '30,000 brackets': '['.repeat(30_000),
  '30,000 brackets, closed': '['.repeat(30_000) + ']'.repeat(30_000),
  '10,000 objects in each other': '{"a":'.repeat(10_000),
  'a name of 60,000 letters': `{"${'a'.repeat(60_000)}":1}`,
  'values of 15,000 letters': JSON.stringify({
    identity_number: 'x'.repeat(15_000),
    password: 'x'.repeat(15_000),
    reason: 'x'.repeat(15_000),
    code: 'x'.repeat(15_000),
  }),
  '5,000 members of one name': `{${many(5_000, () => '"code":"1"', ',')}}`,
  'numbers of no size': '{"page":1e400,"amount":-1e400,"code":123456789012345678901234567890}',
  'half a pair of surrogates': '{"code":"\\ud800","reason":"\\udfff"}',
  'NUL': '{"code":"\\u0000","reason":"a\\u0000b","password":"\\u0000"}',
  'no UTF-8': Buffer.from('{"code":"\xff\xfe"}', 'latin1'),
  'an array': '[]',
  'null': 'null',
  'members of other kinds': '{"code":[],"reason":{},"password":1,"roles":"x","form":[],"credential":7,"csv":false,"channel":null}',
  'nothing': '',
};

/** Every operation with such bodies, and every query with such words; by An, whose own things they are, and by officers. */
export async function inputs(fixture: Fixture, report: Report): Promise<void> {
  const described = await operations(fixture);
  const tries = described.flatMap(({ method, path }) => {
    const thing = things(path, fixture.objects)[0] ?? path;
    const role = path.includes('/finance/') ? 'finance' : /\/(officers|agencies)/.test(path) ? 'administrator' : 'an';
    const calls: [string, Call][] =
      method === 'POST'
        ? Object.entries(BODIES).map(([what, body]) => [what, { path: thing, body, type: JSON_TYPE }])
        : QUERIES.map(query => [query.slice(0, 40), { path: `${thing}?${query}` }]);
    // What would end what the others are tried with, asked by whoever has nothing.
    const who = /session|passkey|remove|drop/.test(path) ? 'nobody' : role;
    return calls.map(([what, call]) => ({ what: `${method} ${path} with ${what}`, who, call }) as const);
  });
  await concurrently(tries, async ({ what, who, call }) => {
    const headers = { 'idempotency-key': `k-${Math.random().toString(36).slice(2)}${Date.now()}` };
    await report.ask('inputs', what, fixture.browsers[who], { ...call, headers });
  });
}

const QUERIES = [
  'page=999999999999999999999',
  'page=-1&state=%27%22&event=x&level=x&service_level=9&unit=x&field=x',
  `q=${'x'.repeat(30_000)}`,
  `q=${'%25'.repeat(5_000)}`,
  `q=${encodeURIComponent('̀'.repeat(5_000))}`,
  'q=%00&ticket=%00&account=%00',
  'q=%ff%fe&ticket=%ff',
  'q=%&page=%4',
  many(5_000, () => 'q=x'),
  `${'q.'.repeat(10_000)}q=x`,
  "q='%20or%201=1--&account=';select%20pg_sleep(9)--",
];

const BOUNDARY = 'b7f3a91';

function part(head: string, content: string): string {
  return `--${BOUNDARY}\r\n${head}\r\n\r\n${content}\r\n`;
}

const FILE = 'Content-Disposition: form-data; name="file"; filename=';
const END = `--${BOUNDARY}--\r\n`;

/** Documents as no browser sends them. */
const MULTIPARTS: Record<string, { body: string; type?: string }> = {
  '5,000 parts': { body: many(5_000, index => part(`Content-Disposition: form-data; name="f${index}"`, 'x'), '') + END },
  '5,000 files': { body: many(5_000, index => part(`${FILE}"${index}.pdf"`, '%PDF-1.7'), '') + END },
  'a head of 60,000 letters': { body: part(`Content-Disposition: form-data; name="${'a'.repeat(60_000)}"`, 'x') + END },
  '5,000 lines of head': { body: part(many(5_000, index => `X-${index}: x`, '\r\n'), 'x') + END },
  'a file name of 60,000 letters': { body: part(`${FILE}"${'a'.repeat(60_000)}.pdf"`, '%PDF-1.7') + END },
  'a file name with NUL and bidi signs': { body: part(`${FILE}"a\0\u202Efdp.exe"`, '%PDF-1.7') + END },
  'a file name that climbs': { body: part(`${FILE}"../../../etc/passwd"`, '%PDF-1.7') + END },
  'no end': { body: part(`${FILE}"a.pdf"`, '%PDF-1.7') },
  'no head': { body: `--${BOUNDARY}\r\n\r\nx\r\n${END}` },
  'nothing': { body: '' },
  'only its end': { body: END },
  'no boundary': { body: part(`${FILE}"a.pdf"`, '%PDF-1.7') + END, type: 'multipart/form-data' },
  'a boundary of 10,000 letters': { body: 'x', type: `multipart/form-data; boundary=${'b'.repeat(10_000)}` },
  'one in another': { body: part('Content-Type: multipart/mixed; boundary=c', `--c\r\n${FILE}"a.pdf"\r\n\r\n%PDF\r\n--c--`) + END },
};

/** Documents, to a draft and shared, by An and by nobody. */
export async function parts({ browsers, objects }: Fixture, report: Report): Promise<void> {
  const tries = Object.entries(MULTIPARTS).flatMap(([what, { body, type = `multipart/form-data; boundary=${BOUNDARY}` }]) =>
    ['/chia-se-tai-lieu', `/ho-so/${objects.draft}`, '/'].flatMap(path =>
      (['an', 'nobody'] as const).map(role => ({ what: `${what} to ${path} by ${role}`, role, call: { path, body, type } })),
    ),
  );
  await concurrently(tries, async ({ what, role, call }) => {
    // A server may hang up on somebody it does not listen to.
    await report.ask('multipart', what, browsers[role], call, 'allowed');
  }, 4);
}

/** Heads of requests as no browser sends them, and what they may be answered with; `closed` without a word. */
const HEADS: Record<string, { head: string[]; body?: string; answered: (number | 'closed')[] }> = {
  'two hosts': { head: ['GET / HTTP/1.1', 'Host: 127.0.0.1', 'Host: example.vn'], answered: [400, 'closed'] },
  'no host': { head: ['GET /healthz HTTP/1.1'], answered: [200, 400, 'closed'] },
  'a length and chunks': {
    head: ['POST / HTTP/1.1', 'Host: 127.0.0.1', `Content-Type: ${URLENCODED}`, 'Content-Length: 6', 'Transfer-Encoding: chunked'],
    body: '0\r\n\r\nGET',
    answered: [400, 'closed'],
  },
  'two lengths': {
    head: ['POST / HTTP/1.1', 'Host: 127.0.0.1', 'Content-Length: 3', 'Content-Length: 5'],
    body: 'abcde',
    answered: [400, 'closed'],
  },
  'chunks of no size': {
    head: ['POST / HTTP/1.1', 'Host: 127.0.0.1', `Content-Type: ${URLENCODED}`, 'Transfer-Encoding: chunked'],
    body: 'zz\r\nabc\r\n0\r\n\r\n',
    answered: [400, 413, 'closed'],
  },
  'a thousand lines': {
    head: ['GET /healthz HTTP/1.1', 'Host: 127.0.0.1', ...Array.from({ length: 1_000 }, (_, index) => `X-${index}: x`)],
    answered: [400, 431, 'closed'],
  },
  'a line of 500,000 letters': {
    head: ['GET /healthz HTTP/1.1', 'Host: 127.0.0.1', `X-Long: ${'x'.repeat(500_000)}`],
    answered: [400, 431, 'closed'],
  },
  'cookies of 60,000 letters': {
    head: ['GET /tai-khoan HTTP/1.1', 'Host: 127.0.0.1', `Cookie: __Host-session=${'f'.repeat(60_000)}`],
    answered: [400, 401, 431, 'closed'],
  },
  'ten thousand cookies': {
    head: ['GET /tai-khoan HTTP/1.1', 'Host: 127.0.0.1', `Cookie: ${many(10_000, index => `c${index}=1`, ';')}`],
    answered: [400, 401, 431, 'closed'],
  },
  'an address of 60,000 letters': { head: [`GET /${'a'.repeat(60_000)} HTTP/1.1`, 'Host: 127.0.0.1'], answered: [400, 404, 414, 431, 'closed'] },
  'a thousand proxies': {
    head: ['GET /healthz HTTP/1.1', 'Host: 127.0.0.1', `X-Forwarded-For: ${many(1_000, () => '::ffff:999.1.1.1', ', ')}`],
    answered: [200, 400, 431],
  },
  'another protocol': { head: ['SSH-2.0-OpenSSH_9.2'], answered: [400, 'closed'] },
  'no version': { head: ['GET /'], answered: [400, 'closed'] },
};

/** Heads that no browser sends. */
export async function heads(_: Fixture, report: Report): Promise<void> {
  for (const [what, { head, body = '', answered }] of Object.entries(HEADS)) {
    const answer = await exchange(`${head.join('\r\n')}\r\n\r\n${body}`);
    report.note('heads', what, answer);
    await report.checkAlive('heads', what);
    if (!answered.includes(answer.status === 0 ? 'closed' : answer.status)) {
      const given = answer.status === 0 ? 'nothing' : answer.status;
      report.fault('heads', 'wrong refusal', `${what} was answered with ${given}, not ${answered.join(' or ')}`);
    }
  }
}
