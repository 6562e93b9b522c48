import { type BrowserContextOptions, test as base } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { type Citizen, newCitizen, register } from './citizen';
import { Trouble } from './trouble';
import { PHONE, ownAddress } from './viewport';

interface Account {
  citizen: Citizen;
  storageState: BrowserContextOptions['storageState'];
}

/** Tests that fail on any trouble; those that use `account` begin signed in. */
export const test = base.extend<{ trouble: Trouble; signedIn: Citizen }, { account: Account }>({
  extraHTTPHeaders: async ({}, use) => {
    await use(ownAddress());
  },
  trouble: [
    async ({ context }, use) => {
      const trouble = new Trouble(context);
      await use(trouble);
      await trouble.settle();
    },
    { auto: true },
  ],
  account: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ ...PHONE, baseURL: PORTAL_URL, javaScriptEnabled: true });
      const citizen = newCitizen();
      await register(await context.newPage(), citizen);
      const storageState = await context.storageState();
      await context.close();
      await use({ citizen, storageState });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // Only cookies: the portal keeps nothing else in the browser.
  signedIn: async ({ account, context }, use) => {
    const state = account.storageState;
    await context.addCookies(typeof state === 'object' ? state.cookies : []);
    await use(account.citizen);
  },
});

export { expect } from '@playwright/test';
