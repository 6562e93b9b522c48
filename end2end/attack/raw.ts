import { connect } from 'node:net';
import { type Answer, PORTAL } from './http.js';

/** Longer than any server needs to see that a request is none, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** Sends these bytes, hangs up after the first answer, and tells its status: 0 where the server said nothing. */
export async function exchange(bytes: string): Promise<Answer> {
  return new Promise(answered => {
    const socket = connect({ host: PORTAL.hostname, port: Number(PORTAL.port) });
    let heard = '';
    const settle = () => {
      clearTimeout(timeout);
      socket.destroy();
      answered({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(heard)?.[1] ?? 0), headers: {}, body: heard });
    };
    const timeout = setTimeout(settle, TIMEOUT_MS);
    socket.on('data', chunk => {
      heard += chunk.toString('latin1');
      if (heard.includes('\r\n\r\n')) {
        settle();
      }
    });
    socket.on('error', settle);
    socket.on('close', settle);
    socket.write(bytes);
  });
}
