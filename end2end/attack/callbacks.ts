import { type Call, inTurn } from './http.js';
import { type Tally } from './tally.js';
import { type World } from './world.js';

/** Providers that report to us, and what each of them would say of a payment, but for the signature. */
const REPORTS: Record<string, (reference: string) => Pick<Call, 'body' | 'type' | 'method'> & { query?: string }> = {
  'national-platform': reference => json({ MaThamChieu: reference, reference, SoTien: 200_000, amount: 200_000, status: 'paid' }),
  'vnpt-pay': reference => json({ ...common(reference), MERCHANT_ORDER_ID: reference, AMOUNT: '200000', RESPONSE_CODE: '00', SECURE_CODE: NO_SIGNATURE }),
  momo: reference => json({ ...common(reference), orderId: reference, amount: 200_000, resultCode: 0, transId: 1, signature: NO_SIGNATURE }),
  vnpay: reference => ({
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
  zalopay: reference => json({ data: JSON.stringify({ app_trans_id: reference, amount: 200_000 }), mac: NO_SIGNATURE, type: 1 }),
  vietqr: reference => json({ ...common(reference), content: `DVC${reference.toUpperCase()}`, transferAmount: 200_000, signature: NO_SIGNATURE }),
};

const NO_SIGNATURE = '0'.repeat(64);

function common(reference: string): object {
  return { reference, transaction: '1', amount: 200_000, status: 'paid', signature: NO_SIGNATURE };
}

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

/** Reports that nobody signed: none is believed, and none is an error. */
export async function callbacks({ browsers, objects }: World, tally: Tally): Promise<void> {
  const { an, nobody } = browsers;
  const outcome = async () => (await an.get<{ outcome: string; state: string }>(`/api/v1/payment-results/${objects.waiting}`)).state;
  const before = await outcome();
  const tries = Object.entries(REPORTS).flatMap(([provider, report]) =>
    [objects.waiting, objects.succeeded, 'khong-co', '', '\0', 'x'.repeat(5_000)]
      .map(reference => {
        const { query, ...call } = report(reference);
        return { ...call, path: `/callbacks/${provider}${query === undefined ? '' : `?${query}`}` };
      })
      .concat(NONSENSE.map(call => ({ ...call, path: `/callbacks/${provider}`, method: 'POST' })))
      .concat(['', 'a=1&a=2', '%ff=%00', `${'vnp_a=1&'.repeat(3_000)}`].map(query => ({ path: `/callbacks/${provider}?${query}`, method: 'GET' }))),
  );
  await inTurn(
    [...tries, ...NONSENSE.map(call => ({ ...call, path: '/callbacks/national-platform/lookup' }))],
    async call => {
      await tally.ask('callbacks', `${call.path.slice(0, 60)} with ${String(call.body).slice(0, 40)}`, nobody, call);
    },
  );
  const after = await outcome();
  if (after !== before) {
    tally.fault('callbacks', 'leak', `a payment that was ${before} is ${after} by what nobody has signed`);
  }
}
