import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { type Citizen, newCitizen, register } from './citizen';
import { ConsoleGuard } from './console_guard';
import { PHONE, ownAddress } from './viewport';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Account {
  citizen: Citizen;
  cookies: State['cookies'];
}

interface Fixtures {
  consoleGuard: ConsoleGuard;
  /** Opens a page in a browser of its own. */
  newPage: (options: BrowserContextOptions) => Promise<Page>;
  signedIn: Citizen;
}

/** Tests that fail on any error in the browser; those that use `signedIn` begin with the account of their worker. */
export const test = base.extend<Fixtures, { account: Account }>({
  extraHTTPHeaders: async ({}, use) => {
    await use(ownAddress());
  },
  consoleGuard: [
    async ({ context }, use) => {
      const guard = new ConsoleGuard(context);
      await use(guard);
      await guard.settle();
    },
    { auto: true },
  ],
  newPage: async ({ browser, consoleGuard }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async options => {
      const context = await browser.newContext(options);
      contexts.push(context);
      consoleGuard.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map(context => context.close()));
  },
  account: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ ...PHONE, baseURL: PORTAL_URL, javaScriptEnabled: true });
      const citizen = newCitizen();
      await register(await context.newPage(), citizen);
      const { cookies } = await context.storageState();
      await context.close();
      await use({ citizen, cookies });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // Only cookies: the portal keeps nothing else in the browser.
  signedIn: async ({ account, context }, use) => {
    await context.addCookies(account.cookies);
    await use(account.citizen);
  },
});

export { expect } from '@playwright/test';
