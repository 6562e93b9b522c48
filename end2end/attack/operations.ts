import { type Role } from './accounts.js';
import { type Objects, content } from './fixture.js';

/** Who may call an operation, and what is sent by those who may not. */
export interface Rule {
  /** `anyone`, whoever is `signed in`, or these. */
  who: 'anyone' | 'signed in' | Role[];
  /** What its path names is An's: to everybody else it does not exist. */
  own?: true;
  /** A body that would work, so that only who is asking can be the reason of a refusal. */
  body?: object;
  /** Those who may call it do not do so here: it would end what the others are tried with. */
  spared?: true;
}

const READERS: Role[] = ['finance', 'auditor'];
const FINANCE: Role[] = ['finance'];
const DESK: Role[] = ['desk'];
const CASH: Role[] = ['cash'];
const ADMINISTRATOR: Role[] = ['administrator'];

const REASON = { reason: 'Quyết định 12/QĐ-UBND' };
const OFFICER = {
  identity_number: '072190777777',
  full_name: 'Nguyễn Thị Ánh Tuyết',
  birth_date: '11/02/1990',
  phone: '0977777777',
  email: 'tuyet@tayninh.gov.vn',
  unit_code: '72-so-tu-phap',
  roles: { desk_officer: true },
};
const TYPED = content('Đổi trộm');
const NEW_PASSWORD = { password: 'Mật khẩu của kẻ trộm 2026', repeated: 'Mật khẩu của kẻ trộm 2026' };

/**
 * Every operation of `/api/v1/openapi.json` by its name. An operation that is not here fails the attack: whoever adds one says
 * here who may call it.
 */
export const RULES: Record<string, Rule> = {
  // What anybody may ask or begin.
  BeginPasskeySecondFactor: { who: 'anyone' },
  BeginPasskeySignIn: { who: 'anyone' },
  BeginSignature: { who: 'anyone' },
  BeginFederatedLogin: { who: 'anyone' },
  CheckReceipt: { who: 'anyone' },
  ChooseCodeMethod: { who: 'anyone' },
  CompletePasswordRecovery: { who: 'anyone' },
  CompleteRegistration: { who: 'anyone' },
  CreateCaptcha: { who: 'anyone' },
  CreateQuestionCaptcha: { who: 'anyone' },
  CreateWorkCaptcha: { who: 'anyone' },
  EndSession: { who: 'anyone', spared: true },
  FinishPasskeySecondFactor: { who: 'anyone' },
  FinishPasskeySignIn: { who: 'anyone' },
  FinishSignature: { who: 'anyone' },
  GetCatalogue: { who: 'anyone' },
  // Only in the browser in which it was typed.
  GetTypedFields: { who: 'anyone' },
  GetVerification: { who: 'anyone' },
  // Whoever holds the unguessable reference is told nothing that names a person.
  GetPaymentResult: { who: 'anyone' },
  GetProcedure: { who: 'anyone' },
  GetSession: { who: 'anyone' },
  GetSignatureRequest: { who: 'anyone' },
  GetTracking: { who: 'anyone' },
  GetPendingIdentity: { who: 'anyone' },
  ListAnnouncements: { who: 'anyone' },
  ListLoginMethods: { who: 'anyone' },
  NameNewPhone: { who: 'anyone' },
  ObjectToNewPhone: { who: 'anyone' },
  RegisterPendingIdentity: { who: 'anyone' },
  RenewCaptcha: { who: 'anyone' },
  ResendCode: { who: 'anyone' },
  SearchProcedures: { who: 'anyone' },
  StartPasswordRecovery: { who: 'anyone' },
  StartPhoneRecovery: { who: 'anyone' },
  StartRegistration: { who: 'anyone' },
  StartSignIn: { who: 'anyone' },
  TrackDossier: { who: 'anyone' },
  VerifyNewPhone: { who: 'anyone' },
  VerifyPasswordRecovery: { who: 'anyone' },
  VerifyPhoneRecovery: { who: 'anyone' },
  VerifyRegistration: { who: 'anyone' },
  VerifySignIn: { who: 'anyone' },

  // An account is its owner's.
  AddPasskey: { who: 'signed in', body: { name: 'Khóa trộm', credential: {} } },
  BeginPasskey: { who: 'signed in' },
  BeginPasskeyProof: { who: 'signed in' },
  ChangeIdentityNumber: { who: 'signed in' },
  ChangePassword: { who: 'signed in', body: NEW_PASSWORD },
  EndAccountSession: { who: 'signed in', own: true, spared: true },
  EndOtherSessions: { who: 'signed in', spared: true },
  FinishPasskeyProof: { who: 'signed in', body: { credential: {} } },
  GetSecurity: { who: 'signed in' },
  KeepPhone: { who: 'signed in' },
  ListCertificates: { who: 'signed in' },
  ListLinkedIdentities: { who: 'signed in' },
  ListOwnActivity: { who: 'signed in' },
  ListPasskeys: { who: 'signed in' },
  ListSessions: { who: 'signed in' },
  ProveAgain: { who: 'signed in', body: { password: 'ThuNghiem-2026', next: '' } },
  RemovePasskey: { who: 'signed in', own: true, spared: true },
  StartEmailChange: { who: 'signed in', body: { email: 'trom@example.vn' } },
  StartPhoneChange: { who: 'signed in', body: { phone: '0977777776' } },
  UnbindCertificate: { who: 'signed in' },
  UnlinkIdentity: { who: 'signed in' },
  VerifyEmailChange: { who: 'signed in', body: { code: '000000' } },
  VerifyPhoneChange: { who: 'signed in', body: { code: '000000' } },

  // So are dossiers, and what is paid for them.
  AttachSharedDocuments: { who: 'signed in', own: true, spared: true },
  CreateDossier: { who: 'signed in', body: { procedure_code: '2.000488', ...TYPED } },
  DropSharedDocuments: { who: 'signed in', spared: true },
  GetDossier: { who: 'signed in', own: true },
  GetPaymentOrder: { who: 'signed in', own: true },
  ListAttachments: { who: 'signed in', own: true },
  ListDossiers: { who: 'signed in' },
  ListSharedDocuments: { who: 'signed in' },
  ListTransactions: { who: 'signed in' },
  RemoveAttachment: { who: 'signed in', own: true, spared: true },
  SaveDossier: { who: 'signed in', own: true, body: TYPED, spared: true },
  RemoveDraft: { who: 'signed in', own: true, spared: true },
  SendDossier: { who: 'signed in', own: true, body: TYPED, spared: true },
  StartAttempt: { who: 'signed in', own: true, body: { channel: 'vnpay' }, spared: true },

  // The desk of a unit.
  CountArrivals: { who: DESK },
  GetDeskDossier: { who: DESK },
  ListDeskDossiers: { who: DESK },
  GetCash: { who: CASH },
  ListCash: { who: CASH },
  RecordCash: { who: CASH, body: { amount: '200000' } },

  // The money of the province.
  ApproveCorrection: { who: FINANCE },
  NameRefundAccount: {
    who: FINANCE,
    body: { bank_bin: '970436', account_number: '0071001234567', account_holder: 'KE TROM' },
  },
  ApproveRefund: {
    who: FINANCE,
    body: { bank_bin: '970436', account_number: '0071001234567', account_holder: 'KE TROM' },
  },
  RefreshStatus: { who: FINANCE, spared: true },
  RefreshRefundStatus: { who: FINANCE },
  GetFinanceAttempt: { who: READERS },
  GetRefund: { who: READERS },
  ListChannelStates: { who: READERS },
  ListFinanceAttempts: { who: READERS },
  ListRefunds: { who: READERS },
  ProposeCorrection: { who: FINANCE, body: { outcome: 'paid', amount: '200000', provider_transaction: '1', ...REASON } },
  ProposeRefund: { who: FINANCE, body: { amount: '1000', refundable: '199000', ...REASON } },
  RejectCorrection: { who: FINANCE, body: REASON },
  RejectRefund: { who: FINANCE, body: REASON },
  SwitchChannel: { who: FINANCE, body: { enabled: false, ...REASON }, spared: true },
  RecordTransferResults: { who: FINANCE, body: { csv: 'refund_reference,status,bank_transaction,message\n' } },

  // Officers and agencies.
  ApproveAgency: { who: ADMINISTRATOR, spared: true },
  ChangeOfficer: { who: ADMINISTRATOR, body: { unit_code: '72', roles: { administrator: true }, ...REASON } },
  DeactivateOfficer: { who: ADMINISTRATOR, body: REASON },
  GetManaged: { who: ADMINISTRATOR },
  ListFeeGaps: { who: ADMINISTRATOR },
  GetOfficer: { who: ADMINISTRATOR },
  GetWaitingAgency: { who: ADMINISTRATOR },
  ListOfficers: { who: ADMINISTRATOR },
  ListWaitingAgencies: { who: ADMINISTRATOR },
  MakeOfficer: { who: ADMINISTRATOR, body: OFFICER },
  RefuseAgency: { who: ADMINISTRATOR, body: REASON },
  ResetOfficerPassword: { who: ADMINISTRATOR, body: REASON },

  ListAuditLog: { who: ['auditor', 'administrator'] },
};

/** Nothing has this id. */
const NOTHING = '00000000-0000-4000-8000-000000000000';

/** What the members of a path are filled with; where several things of An's are of the kind, each in turn. */
export function things(path: string, objects: Objects): string[] {
  const fill = (members: Record<string, string>) => path.replace(/\{(\w+)\}/g, (_, name: string) => members[name] ?? NOTHING);
  const id = (of: string) => [fill({ id: of })];
  const references = () => [objects.waiting, objects.succeeded].map(reference => fill({ reference }));
  if (path.includes('/attachments/{id}')) {
    return [fill({ number: objects.draft, id: objects.attachment })];
  }
  if (path.endsWith('/payment-order')) {
    return [objects.unpaid, objects.paid].map(number => fill({ number }));
  }
  switch (/^\/api\/v1\/((?:account\/|desk\/|finance\/)?[\w-]+)/.exec(path)?.[1]) {
    case 'dossiers':
    case 'desk/dossiers':
      return [objects.draft, objects.unpaid, objects.paid].map(number => fill({ number }));
    case 'payment-orders':
      return [fill({ order: objects.order })];
    case 'payment-results':
    case 'finance/attempts':
    case 'desk/cash':
      return references();
    case 'finance/refunds':
      return id(objects.refund);
    case 'finance/channels':
      return [fill({ code: 'momo' })];
    case 'account/sessions':
      return id(objects.session);
    case 'account/passkeys':
      return id(objects.passkey);
    case 'account/identities':
    case 'federated-logins':
      return [fill({ issuer: 'vneid' })];
    case 'officers':
      return id(objects.officer);
    case 'agencies':
      return id(objects.agency);
    case 'verifications':
      return [fill({ kind: 'sign_in' })];
    case 'procedures':
      return [fill({ code: '2.000488' })];
    case 'receipts':
      return id(objects.receipt);
    default:
      return [fill({})];
  }
}

/** What `/api/v1/openapi.json` does not describe, and pages: who is shown more than a way to sign in or a refusal. */
export const ADDRESSES: { path: string; who: Rule['who']; own?: true }[] = [
  { path: '/api/v1/receipts/{id}/pdf', who: 'signed in', own: true },
  { path: '/api/v1/dossiers/{number}/attachments/{id}', who: 'signed in', own: true },
  { path: '/api/v1/desk/dossiers/{number}/attachments/{id}', who: DESK },
  { path: '/api/v1/payment-results/{reference}/qr.svg', who: 'anyone' },
  { path: '/api/v1/payment-results/{reference}/qr.png', who: 'anyone' },
  { path: '/api/v1/finance/transfers.csv', who: FINANCE },
  { path: '/api/v1/finance/transfers.xlsx', who: FINANCE },
];

/** The same of pages. */
export function pages({ draft, unpaid, waiting, refund, officer, agency }: Objects): { path: string; who: Rule['who']; own?: true }[] {
  return [
    { path: `/ho-so/${draft}`, who: 'signed in', own: true },
    { path: `/ho-so/${unpaid}`, who: 'signed in', own: true },
    { path: `/ho-so/${unpaid}/thanh-toan`, who: 'signed in', own: true },
    { path: `/embed/ho-so/${unpaid}/thanh-toan`, who: 'signed in', own: true },
    { path: '/tai-khoan', who: 'signed in' },
    { path: '/tai-khoan/bao-mat', who: 'signed in' },
    { path: '/tai-khoan/so-giay-to', who: 'signed in' },
    { path: '/giao-dich', who: 'signed in' },
    { path: '/chia-se-tai-lieu', who: 'signed in' },
    { path: `/thanh-toan/ket-qua?data=${waiting}`, who: 'anyone' },
    // From here every officer is led to the pages of their own.
    { path: '/can-bo', who: ['desk', 'cash', 'finance', 'administrator', 'auditor'] },
    { path: `/can-bo/ho-so/${unpaid}`, who: DESK },
    { path: '/can-bo/tien-mat', who: CASH },
    { path: `/can-bo/tien-mat/${waiting}`, who: CASH },
    { path: '/can-bo/tai-chinh', who: READERS },
    { path: `/can-bo/tai-chinh/giao-dich/${waiting}`, who: READERS },
    { path: `/can-bo/tai-chinh/hoan-phi/${refund}`, who: READERS },
    { path: '/can-bo/tai-chinh/kenh', who: READERS },
    { path: '/can-bo/tai-chinh/kenh/momo', who: READERS },
    { path: '/can-bo/quan-tri', who: ADMINISTRATOR },
    { path: `/can-bo/quan-tri/can-bo/${officer}`, who: ADMINISTRATOR },
    { path: '/can-bo/quan-tri/co-quan', who: ADMINISTRATOR },
    { path: `/can-bo/quan-tri/co-quan/${agency}`, who: ADMINISTRATOR },
    { path: '/can-bo/nhat-ky', who: ['auditor', 'administrator'] },
  ];
}
