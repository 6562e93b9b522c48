/** Where the portal answers. */
export const PORTAL_URL = process.env['BASE_URL'] ?? 'http://127.0.0.1:8080';

/** Where the sandbox answers: the payment platform, the bank and the telephones. */
export const SANDBOX_URL = process.env['SANDBOX_URL'] ?? 'http://127.0.0.1:8090';
