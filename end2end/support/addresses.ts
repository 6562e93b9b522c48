/** Each of Playwright's workers has a portal and a sandbox of its own; of one portal there is one worker. */
export const PORTAL_URLS = listed('BASE_URL', 'http://127.0.0.1:8080');
const SANDBOX_URLS = listed('SANDBOX_URL', 'http://127.0.0.1:8090');

const WORKER = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

/** Where this worker's portal answers. */
export const PORTAL_URL = PORTAL_URLS[WORKER] ?? '';

/** Where its sandbox answers: the payment platform, the bank and the telephones. */
export const SANDBOX_URL = SANDBOX_URLS[WORKER] ?? '';

/** Several addresses separated by commas, or one. */
function listed(variable: string, otherwise: string): string[] {
  return (process.env[`${variable}S`] ?? process.env[variable] ?? otherwise).split(',');
}
