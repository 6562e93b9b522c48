// What strangers and other people's accounts try: `cargo xtask attack`, and part of `cargo xtask test`. With names of attacks
// behind it, only those.

import { access, load } from './access.js';
import { connections } from './connections.js';
import { callbacks } from './callbacks.js';
import { PORTAL, SANDBOX } from './http.js';
import { methods } from './methods.js';
import { forms, heads, inputs, parts } from './payloads.js';
import { Gone, Report } from './report.js';
import { makeFixture } from './fixture.js';

/** All of it together, in milliseconds. Then it ends as a failure, so that nobody waits for a server that hangs. */
const LONGEST_MS = 180_000;

for (const server of [PORTAL, SANDBOX]) {
  if (!['127.0.0.1', 'localhost'].includes(server.hostname)) {
    throw new Error(`${server.href} is another machine, which nobody attacks`);
  }
}

const began = performance.now();
const report = new Report();
setTimeout(() => {
  report.fault('all', 'gone', `not done after ${LONGEST_MS / 1000} s`);
  report.settle();
  process.exit(1);
}, LONGEST_MS).unref();

const fixture = await makeFixture();
console.log(`Everybody is signed in (${seconds()} s)`);
const chosen = process.argv.slice(2);
const attacks = { access, load, methods, forms, inputs, parts, heads, callbacks, connections };
for (const [name, attack] of Object.entries(attacks).filter(([name]) => chosen.length === 0 || chosen.includes(name))) {
  try {
    await attack(fixture, report);
    await report.checkAlive(name, 'all of it');
  } catch (error) {
    if (!(error instanceof Gone)) {
      throw error;
    }
    break;
  }
  console.log(`${name} (${seconds()} s)`);
}
process.exit(report.settle() ? 0 : 1);

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
