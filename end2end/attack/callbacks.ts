import { type Browser, type Call, METRICS, concurrently, send } from './http.js';
import { type Report } from './report.js';
import { type Fixture, newOrder } from './fixture.js';

type Message = Pick<Call, 'body' | 'type' | 'method'> & { query?: string };

/** A channel of each provider that reports to us, and what it would say of a payment of 200,000 đ, whole but for its signature. */
const PROVIDERS: Record<string, { channel: string; message: (reference: string) => Message }> = {
  'national-platform': {
    channel: 'vietcombank',
    message: reference =>
      json({
        LoaiBanTin: 'CONFIRM',
        MaLoi: '00',
        MaDoiTac: 'SANDBOX',
        MaThamChieu: reference,
        SoTien: '200000',
        MaTienTe: 'VND',
        MaGiaoDich: 'GD1',
        MaNganHang: 'VCB',
        ThoiGianGD: '20260316100500',
        ThongTinGiaoDich: '',
        MaXacThuc: NO_SIGNATURE,
      }),
  },
  'vnpt-pay': {
    channel: 'vnpt-pay',
    message: reference =>
      json({
        ACTION: 'CONFIRM',
        RESPONSE_CODE: '00',
        MERCHANT_SERVICE_ID: '1',
        MERCHANT_ORDER_ID: reference,
        AMOUNT: '200000',
        CURRENCY_CODE: 'VND',
        VNPTPAY_TRANSACTION_ID: '1',
        PAYMENT_METHOD: 'VNPTPAY',
        PAY_DATE: '20260316100500',
        ADDITIONAL_INFO: '',
        SECURE_CODE: NO_SIGNATURE,
      }),
  },
  momo: {
    channel: 'momo',
    message: reference =>
      json({ partnerCode: 'SANDBOX', orderId: reference, requestId: reference, amount: 200_000, resultCode: 0, transId: 1, signature: NO_SIGNATURE }),
  },
  vnpay: {
    channel: 'vnpay',
    message: reference => ({
      method: 'GET',
      query: new URLSearchParams({
        vnp_TxnRef: reference,
        vnp_Amount: '20000000',
        vnp_ResponseCode: '00',
        vnp_TransactionStatus: '00',
        vnp_TransactionNo: '1',
        vnp_TmnCode: 'SANDBOX1',
        vnp_SecureHash: NO_SIGNATURE.repeat(2),
      }).toString(),
    }),
  },
  zalopay: {
    channel: 'zalopay',
    message: reference =>
      json({ data: JSON.stringify({ app_id: 1, app_trans_id: `260316_${reference}`, amount: 200_000, zp_trans_id: 1 }), mac: NO_SIGNATURE, type: 1 }),
  },
  vietqr: {
    channel: 'vietqr',
    message: reference =>
      json({
        transactionId: '1',
        accountNumber: '1',
        bankBin: '970436',
        amount: '200000',
        currency: 'VND',
        content: `DVC${reference.toUpperCase()}`,
        transactionTime: '20260316100500',
        signature: NO_SIGNATURE,
      }),
  },
};

const NO_SIGNATURE = '0'.repeat(64);

function json(message: object): { body: string; type: string } {
  return { body: JSON.stringify(message), type: 'application/json' };
}

/** What no provider sends. */
const NONSENSE: Pick<Call, 'body' | 'type'>[] = [
  { body: '', type: 'application/json' },
  { body: '{}', type: 'application/json' },
  { body: 'null', type: 'application/json' },
  { body: '['.repeat(60_000), type: 'application/json' },
  { body: '{"data":'.repeat(8_000), type: 'application/json' },
  { body: `{"data":"${'['.repeat(60_000)}"}`, type: 'application/json' },
  { body: Buffer.from('{"signature":"\xff"}', 'latin1'), type: 'application/json' },
  { body: '{"amount":1e400,"signature":"\\u0000"}', type: 'application/json' },
  { body: 'x'.repeat(70_000), type: 'application/json' },
  { body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', type: 'application/xml' },
  { body: `${'a.'.repeat(20_000)}=x`, type: 'application/x-www-form-urlencoded' },
];

/** How often the portal has judged a provider's messages so. */
async function judged(provider: string, verdict: string): Promise<number> {
  const { body } = await send(METRICS, { path: '/metrics' });
  const line = body.split('\n').find(line => line.startsWith('payment_callbacks_total{') && line.includes(`"${provider}"`) && line.includes(`"${verdict}"`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Reports that nobody signed: none is believed, and none is an error. */
export async function callbacks({ browsers, objects }: Fixture, report: Report): Promise<void> {
  const { an, nobody } = browsers;
  const state = async (reference: string) => (await an.get<{ state: string }>(`/api/v1/payment-results/${reference}`)).state;
  for (const [provider, { channel, message }] of Object.entries(PROVIDERS)) {
    const { reference: waiting } = await newOrder(an, channel);
    const before = await state(waiting);
    const refused = await judged(provider, 'BadDigest');
    const references = [waiting, objects.succeeded, 'khong-co', '', '\0', 'x'.repeat(5_000)];
    const reports = references.map(reference => {
      const { query, ...call } = message(reference);
      return { ...call, path: `/callbacks/${provider}${query === undefined ? '' : `?${query}`}` };
    });
    const nonsense = NONSENSE.map(call => ({ ...call, path: `/callbacks/${provider}`, method: 'POST' }));
    const queries = ['', 'a=1&a=2', '%ff=%00', 'vnp_a=1&'.repeat(3_000)].map(query => ({ path: `/callbacks/${provider}?${query}`, method: 'GET' }));
    await tryAll([...reports, ...nonsense, ...queries], nobody, report);
    // Otherwise they were refused for what they look like, and nothing was tried.
    if ((await judged(provider, 'BadDigest')) === refused) {
      report.fault('callbacks', 'wrong refusal', `no report of ${provider} came as far as its signature`);
    }
    // Its provider may have been asked meanwhile, and have said that it cannot tell yet.
    const after = await state(waiting);
    if (after !== before && after !== 'in_flight') {
      report.fault('callbacks', 'leak', `a payment at ${provider} that was ${before} is ${after} by what nobody has signed`);
    }
  }
  await tryAll(NONSENSE.map(call => ({ ...call, path: '/callbacks/national-platform/lookup' })), nobody, report);
}

async function tryAll(calls: Call[], nobody: Browser, report: Report): Promise<void> {
  await concurrently(calls, async call => {
    await report.ask('callbacks', `${call.path.slice(0, 60)} with ${String(call.body).slice(0, 40)}`, nobody, call);
  });
}
