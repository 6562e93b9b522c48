import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from './accounts.js';
import { type Answer, type Call, concurrently } from './http.js';
import { ADDRESSES, RULES, type Rule, pages, things } from './operations.js';
import { type Report } from './report.js';
import { type Fixture } from './fixture.js';

/** One operation of the API as it describes itself. */
interface Operation {
  name: string;
  method: 'GET' | 'POST';
  path: string;
}

/** One call by somebody, and who may make it. */
interface Attempt {
  what: string;
  role: Role;
  call: Call;
  rule: Rule;
}

const OFFICERS: Role[] = ['desk', 'cash', 'finance', 'administrator', 'auditor'];

/** The operations that `/api/v1/openapi.json` describes. */
export async function operations({ browsers }: Fixture): Promise<Operation[]> {
  const { paths } = await browsers.nobody.get<{ paths: Record<string, Record<string, { operationId: string }>> }>(
    '/api/v1/openapi.json',
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      name: operationId,
      method: method.toUpperCase() as Operation['method'],
      path,
    })),
  );
}

/** Every operation, other address and page, by every role, with what is An's: refused where it must be, allowed where it may be. */
export async function access(fixture: Fixture, report: Report): Promise<void> {
  const known = (await operations(fixture)).filter(({ name }) => {
    if (RULES[name] === undefined) {
      report.fault('operations', 'wrong refusal', `${name} is not in attack/operations.ts: say there who may call it`);
    }
    return RULES[name] !== undefined;
  });
  for (const name of Object.keys(RULES).filter(name => known.every(operation => operation.name !== name))) {
    report.fault('operations', 'wrong refusal', `${name} is in attack/operations.ts and in the API no more`);
  }
  const calls = known.flatMap(({ name, method, path }) =>
    things(path, fixture.objects).map(thing => ({ method, path: thing, rule: RULES[name] ?? { who: [] } })),
  );
  const others = [...ADDRESSES, ...pages(fixture.objects)].flatMap(({ path, who, own }) =>
    things(path, fixture.objects).map(thing => ({ method: 'GET', path: thing, rule: { who, ...(own && { own }) } as Rule })),
  );
  const everybody = [...calls, ...others].flatMap(call => ROLES.map(role => ({ role, ...call })));

  const before = await snapshot(fixture);
  let [formsTried, formsReached] = [0, 0];
  await concurrently(everybody.filter(refused), async ({ role, method, path, rule }) => {
    const group = path.startsWith('/api/') ? 'operations, by those who may not' : 'pages, by those who may not';
    const body = rule.body ?? {};
    await attempt(fixture, report, group, {
      what: `${method} ${path} by ${role}`,
      role,
      rule,
      call: { path, method, ...(method === 'POST' && { json: body }), headers: { 'idempotency-key': randomUUID() } },
    });
    if (method === 'POST') {
      const form = new URLSearchParams([['_action', path], ['_key', randomUUID()], ...fields(body)]).toString();
      formsTried += 1;
      const reached = await attempt(fixture, report, 'forms, by those who may not', {
        what: `the form of ${path} by ${role}`,
        role,
        rule,
        call: { path: '/', body: form, type: 'application/x-www-form-urlencoded', headers: { accept: 'application/json' } },
      });
      formsReached += Number(reached);
    }
  });
  if (formsReached < formsTried * 0.9) {
    report.fault('forms, by those who may not', 'wrong refusal', `of ${formsTried} forms only ${formsReached} came to an operation`);
  }
  const after = await snapshot(fixture);
  for (const [what, was] of before) {
    if (after.get(what) !== was) {
      report.fault('operations, by those who may not', 'leak', `${what} is not as it was: ${was} became ${after.get(what)}`);
    }
  }

  await concurrently(
    everybody.filter(one => !refused(one) && !one.rule.spared),
    async ({ role, method, path, rule }) => {
      const call = { path, method, ...(method === 'POST' && { json: {} }) };
      const group = 'by those who may';
      const what = `${method} ${path} by ${role}`;
      const answer = await report.ask(group, what, fixture.browsers[role], call);
      reportLeaks(fixture, report, group, { what, role, call, rule }, answer);
      if (answer.status === 401 || answer.status === 403 || (rule.own && answer.status === 404)) {
        report.fault(group, 'wrong refusal', `${what} is refused with ${answer.status} ${answer.body.slice(0, 200)}`);
      }
    },
  );
}

/** Times that each page is opened in a row. */
const AGAIN = 50;

/** Every page, many times at once, by nobody: what goes wrong now and then only shows so. */
export async function load({ browsers, objects }: Fixture, report: Report): Promise<void> {
  const loads = Array.from({ length: AGAIN }, () => [...pages(objects).map(({ path }) => path), '/', '/thu-tuc?q=khai+sinh']).flat();
  await concurrently(loads, async path => {
    await report.ask('pages, many at once', `GET ${path}`, browsers.nobody, { path });
  }, 16);
}

function may({ role, rule }: { role: Role; rule: Rule }): boolean {
  return rule.who === 'anyone' || (rule.who === 'signed in' ? role !== 'nobody' : rule.who.includes(role));
}

function refused(one: { role: Role; rule: Rule }): boolean {
  return !may(one) || (one.rule.own === true && one.role !== 'an');
}

/** Tries what must be refused. Says whether it came to an operation. */
async function attempt(fixture: Fixture, report: Report, group: string, one: Attempt): Promise<boolean> {
  const { what, role, call, rule } = one;
  const answer = await report.ask(group, what, fixture.browsers[role], call);
  reportLeaks(fixture, report, group, one, answer);
  const expected = may(one) ? [404] : role === 'nobody' ? [401, 403, 404] : [403, 404];
  // Not every operation is a form's.
  const noForm = call.type !== undefined && answer.status === 400 && answer.body.includes('"malformed"');
  if (answer.status >= 200 && answer.status < 400) {
    report.fault(group, 'leak', `${what} was answered with ${answer.status} ${answer.body.slice(0, 200)}`);
  } else if (answer.status < 500 && !expected.includes(answer.status) && !noForm) {
    const wanted = `${expected.join(' or ')}${rule.own ? ', for it is An’s' : ''}`;
    report.fault(group, 'wrong refusal', `${what} was answered with ${answer.status}, not ${wanted}: ${answer.body.slice(0, 200)}`);
  }
  return !noForm;
}

/** Looks for what is An's in an answer to somebody else. */
function reportLeaks({ secrets }: Fixture, report: Report, group: string, { what, role, call }: Attempt, answer: Answer): void {
  if (role === 'an') {
    return;
  }
  const words = OFFICERS.includes(role) ? secrets.own : [...secrets.own, ...secrets.official];
  // What somebody names themselves may be repeated to them.
  for (const word of words.filter(word => !call.path.includes(word) && !String(call.body ?? '').includes(word))) {
    if (answer.body.includes(word)) {
      report.fault(group, 'leak', `${what} tells of “${word}”`);
    }
  }
}

/** The fields of a form that becomes this body. */
function fields(body: object, prefix = ''): [string, string][] {
  return Object.entries(body).flatMap(([name, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? fields(value, `${prefix}${name}.`)
      : [[`${prefix}${name}${typeof value === 'boolean' ? ':bool' : ''}`, String(value)]],
  );
}

/** What changes by itself. */
const PASSING = new Set([
  'disrupted',
  'events',
  'health',
  'history',
  'last_seen_at',
  'last_used_at',
  'next_query_at',
  'proved_recently',
  'queried_at',
  'queries',
  'suggested',
]);

/** What is An's, and what only officers change, as it is now. */
async function snapshot({ browsers, objects }: Fixture): Promise<Map<string, string>> {
  const { draft, unpaid, paid, waiting, succeeded } = objects;
  const looks = [
    ...[
      'account/sessions',
      'account/passkeys',
      'account/identities',
      'account/certificates',
      'account/security',
      'dossiers',
      ...[draft, unpaid, paid].map(number => `dossiers/${number}`),
      `dossiers/${draft}/attachments`,
      ...[unpaid, paid].map(number => `dossiers/${number}/payment-order`),
      'shared-documents',
      'transactions',
    ].map(path => ['an', path] as const),
    ...['refunds', 'channels', `attempts/${waiting}`, `attempts/${succeeded}`].map(path => ['finance', `finance/${path}`] as const),
    ...['officers', 'agencies/waiting'].map(path => ['administrator', path] as const),
  ];
  const seen = await Promise.all(
    looks.map(async ([role, path]) => {
      const thing = await browsers[role].get<unknown>(`/api/v1/${path}`);
      const lasting = JSON.stringify(thing, (name, value: unknown) => (PASSING.has(name) ? undefined : value));
      return [`${role}’s ${path}`, lasting] as const;
    }),
  );
  return new Map(seen);
}
