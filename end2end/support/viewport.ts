import { randomInt } from 'node:crypto';

/** The telephone that the portal is made for. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  // All tests together ask for more than one address is given in an hour: each worker has an address of its own.
  extraHTTPHeaders: { 'X-Forwarded-For': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` },
};

/** A desk, where a few citizens sit as well. */
export const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, hasTouch: false, isMobile: false };
