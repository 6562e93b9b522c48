import { randomUUID } from 'node:crypto';
import { type Role, ROLES, accounts, registerAgency, signIn } from './accounts.js';
import { Browser, PORTAL, SANDBOX, send } from './http.js';
import { type Options, newCredential } from './passkey.js';

const CRIMINAL_RECORD = '2.000488';
const UNIT = '72-so-tu-phap';
/** A channel that is open at every hour, and at whose provider the sandbox's payer can pay without a page. */
const CHANNEL = 'momo';

/** Words by which what is An's is known, wherever it turns up. */
const WORDS = {
  draft: 'Việc riêng bản nháp 7f3a91',
  sent: 'Việc riêng đã gửi c05b42',
  attachment: 'giấy riêng 9d1e57.pdf',
  shared: 'ảnh riêng 4b88f0.pdf',
  passkey: 'Khóa riêng e2c6a3',
  refund: 'Hoàn theo đơn 51f7d9',
};

/** Things of An's, and those that an officer looks after. */
export interface Objects {
  /** Numbers of dossiers: not sent; sent, with the fee due; paid. */
  draft: string;
  unpaid: string;
  paid: string;
  attachment: string;
  order: string;
  /** References of an attempt that waits and of one that paid. */
  waiting: string;
  succeeded: string;
  receipt: string;
  refund: string;
  session: string;
  passkey: string;
  officer: string;
  agency: string;
}

/** Browsers signed in, An's things, and the words that tell of them. */
export interface Fixture {
  browsers: Record<Role, Browser>;
  objects: Objects;
  /** What nobody may be told but An; and what officers may be told, whose work it is, and nobody else. */
  secrets: { own: string[]; official: string[] };
}

/** Signs everybody in and lets An do what a citizen does. */
export async function makeFixture(): Promise<Fixture> {
  const people = await accounts();
  const signedIn = await Promise.all(
    ROLES.map(async role => [role, role === 'nobody' ? new Browser() : await signIn(people[role])] as const),
  );
  const browsers = Object.fromEntries(signedIn) as Record<Role, Browser>;
  const objects = await makeObjects(browsers, people.an.password, people.desk.login);
  for (const [what, thing] of Object.entries(objects)) {
    if (thing === '') {
      throw new Error(`An’s ${what} was not found, so nothing could be tried with it`);
    }
  }
  return {
    browsers,
    objects,
    secrets: {
      own: [WORDS.draft, WORDS.attachment, WORDS.shared, WORDS.passkey, objects.attachment, objects.session, objects.passkey],
      official: [WORDS.sent, WORDS.refund, people.an.name, objects.order, objects.receipt, objects.refund],
    },
  };
}

async function makeObjects({ an, finance, administrator }: Record<Role, Browser>, password: string, officer: string): Promise<Objects> {
  const draft = await newDraft(an, WORDS.draft);
  await attach(an, `/ho-so/${draft}`, WORDS.attachment);
  await attach(an, '/chia-se-tai-lieu', WORDS.shared);
  const unpaid = await newOrder(an);
  const paid = await newOrder(an);
  await pay(an, paid);
  await addPasskey(an, password);
  await registerAgency();
  const list = async (browser: Browser, path: string) => (await browser.get<{ items: { id: string; current?: boolean }[] }>(path)).items;
  const first = (items: { id: string }[]) => items[0]?.id ?? '';
  return {
    draft,
    unpaid: unpaid.number,
    paid: paid.number,
    attachment: first(await list(an, `/api/v1/dossiers/${draft}/attachments`)),
    order: unpaid.order,
    waiting: unpaid.reference,
    succeeded: paid.reference,
    receipt: (await an.get<{ receipt: string }>(`/api/v1/dossiers/${paid.number}/payment-order`)).receipt,
    refund: await proposeRefund(finance, paid.reference),
    session: (await list(an, '/api/v1/account/sessions')).find(({ current }) => current)?.id ?? '',
    passkey: first(await list(an, '/api/v1/account/passkeys')),
    officer: first(await list(administrator, `/api/v1/officers?q=${officer}`)),
    agency: first(await list(administrator, '/api/v1/agencies/waiting')),
  };
}

/** What is typed into the request for a criminal record. */
export function content(purpose: string): object {
  const address = 'Số 12, đường 30/4, Phường 3, Tây Ninh';
  return {
    unit_code: UNIT,
    form: {
      kind: 'criminal_record',
      form_number: '1',
      purpose,
      permanent_address: address,
      current_address: address,
      copies: '1',
      reduced_group: '',
    },
  };
}

async function newDraft(an: Browser, purpose: string): Promise<string> {
  const draft = await an.post<{ number: number }>('/api/v1/dossiers', { procedure_code: CRIMINAL_RECORD, ...content(purpose) });
  return String(draft.number);
}

/** A dossier that was sent, its order, and an attempt through a channel. */
export async function newOrder(an: Browser, channel = CHANNEL): Promise<{ number: string; order: string; reference: string }> {
  const number = await newDraft(an, WORDS.sent);
  await an.post(`/api/v1/dossiers/${number}/send`, content(WORDS.sent));
  const { id: order } = await an.get<{ id: string }>(`/api/v1/dossiers/${number}/payment-order`);
  const { reference } = await an.post<{ reference: string }>(`/api/v1/payment-orders/${order}/attempts`, { channel });
  return { number, order, reference };
}

async function pay(an: Browser, { reference }: { reference: string }): Promise<void> {
  await send(SANDBOX, { path: `/sandbox/payer/${reference}`, json: { act: 'pay' } });
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const { outcome } = await an.get<{ outcome: string }>(`/api/v1/payment-results/${reference}`);
    if (outcome === 'succeeded') {
      return;
    }
    await new Promise(looked => setTimeout(looked, 100));
  }
  throw new Error('An paid, and the portal does not know of it');
}

async function proposeRefund(finance: Browser, reference: string): Promise<string> {
  const attempt = `/api/v1/finance/attempts/${reference}`;
  const { refundable } = await finance.get<{ refundable: number }>(attempt);
  const refund = { amount: '1000', refundable: String(refundable), reason: WORDS.refund };
  return (await finance.post<{ id: string }>(`${attempt}/refunds`, refund)).id;
}

async function attach(an: Browser, page: string, name: string): Promise<void> {
  const boundary = randomUUID();
  const body = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: application/pdf',
    '',
    `%PDF-1.7\n% ${name}\n%%EOF\n`,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const { status } = await an.send({ path: page, body, type: `multipart/form-data; boundary=${boundary}` });
  if (status !== 303) {
    throw new Error(`a document posted to ${page} was answered with ${status}`);
  }
}

async function addPasskey(an: Browser, password: string): Promise<void> {
  await an.post('/api/v1/account/proof', { password, next: '' });
  const { public_key } = await an.post<{ public_key: Options }>('/api/v1/account/passkeys/begin', {});
  const credential = newCredential(public_key, `http://${public_key.rp.id}:${PORTAL.port}`);
  await an.post('/api/v1/account/passkeys', { name: WORDS.passkey, credential });
}
