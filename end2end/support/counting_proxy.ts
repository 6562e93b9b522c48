import { type AddressInfo, createConnection, createServer } from 'node:net';
import { PORTAL_URL } from './addresses';

/** A proxy before the portal that counts what goes to the browser, whoever asked for it: page, script or service worker. */
export interface CountingProxy {
  url: string;
  /** Bytes since the last call, headers too, as compressed. */
  bytes(): number;
  /** Milliseconds since the last byte came. */
  quiet(): number;
  close(): void;
}

export async function startCountingProxy(): Promise<CountingProxy> {
  const portal = new URL(PORTAL_URL);
  let counted = 0;
  let last = performance.now();
  const server = createServer(browser => {
    const upstream = createConnection({ host: portal.hostname, port: Number(portal.port) });
    upstream.on('data', chunk => {
      counted += chunk.length;
      last = performance.now();
    });
    upstream.pipe(browser);
    browser.pipe(upstream);
    // Either side may hang up at any time; then so does the other.
    upstream.on('error', () => browser.destroy());
    browser.on('error', () => upstream.destroy());
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => {
      const bytes = counted;
      counted = 0;
      return bytes;
    },
    quiet: () => performance.now() - last,
    close: () => server.close(),
  };
}
