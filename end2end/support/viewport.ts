import { randomInt } from 'node:crypto';
import { type Page, expect } from '@playwright/test';

/** All tests together ask for more than one address is given in an hour, so each browser has an address of its own. */
export function ownAddress(): Record<string, string> {
  return { 'X-Forwarded-For': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` };
}

/** The telephone that the portal is made for. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  get extraHTTPHeaders() {
    return ownAddress();
  },
};

/** A desk, where a few citizens sit as well. */
export const DESK = {
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 1,
  hasTouch: false,
  isMobile: false,
  get extraHTTPHeaders() {
    return ownAddress();
  },
};

/** That nothing on a page is wider than the window, so that nobody scrolls sideways. */
export async function expectToFit(page: Page, width: number, what: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `width of ${what}`).toBeLessThanOrEqual(width);
}
