import { type Socket, connect } from 'node:net';
import { PORTAL, send } from './http.js';
import { type Report } from './report.js';
import { type Fixture } from './fixture.js';

const HALF_A_BODY = [
  'POST /api/v1/captchas HTTP/1.1',
  'Host: 127.0.0.1',
  'Content-Type: application/json',
  'Content-Length: 1000',
  '',
  '{',
].join('\r\n');

/** Connections that are opened and not used, and how soon the server must have closed them, in milliseconds. */
const KINDS: { what: string; count: number; said: string; dripped?: string; closedWithin: number }[] = [
  { what: 'silent', count: 140, said: '', closedWithin: 30_000 },
  { what: 'half a header', count: 140, said: 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ', closedWithin: 30_000 },
  { what: 'a header that drips', count: 20, said: 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Drip: ', dripped: 'x', closedWithin: 30_000 },
  // A telephone between two cells is silent for a while.
  { what: 'half a body', count: 30, said: HALF_A_BODY, closedWithin: 45_000 },
];

const GROUP = 'connections';

/** How soon others are answered meanwhile, in milliseconds. */
const SOON_MS = 5_000;

/** Many connections that say nothing, or half of it: others are answered all the same, and none stays. */
export async function connections(_: Fixture, report: Report): Promise<void> {
  const held = KINDS.map(kind => ({ ...kind, sockets: Array.from({ length: kind.count }, () => open(kind.said)) }));
  const all = held.flatMap(({ sockets }) => sockets);
  const drip = setInterval(() => {
    for (const { dripped, sockets } of held) {
      sockets.filter(socket => isOpen(socket) && dripped !== undefined).forEach(socket => socket.write(dripped ?? ''));
    }
  }, 1_000);
  const closed = Promise.all(
    held.map(async ({ what, closedWithin, sockets }) => {
      const until = performance.now() + closedWithin;
      while (sockets.some(isOpen) && performance.now() < until) {
        await passed(100);
      }
      const left = sockets.filter(isOpen).length;
      report.closed(GROUP, sockets.length - left);
      if (left > 0) {
        report.fault(GROUP, 'wrong refusal', `${what}: ${left} of ${sockets.length} connections are open after ${closedWithin / 1000} s`);
      }
      sockets.forEach(socket => socket.destroy());
    }),
  );
  while (all.some(isOpen)) {
    const asked = performance.now();
    // Not over a connection that was there before.
    const answer = await send(PORTAL, { path: '/healthz', headers: { connection: 'close' } });
    report.note(GROUP, 'GET /healthz meanwhile', answer);
    if (answer.status !== 200 || performance.now() - asked > SOON_MS) {
      report.fault(GROUP, 'gone', `others are answered with ${answer.status} after ${Math.round(performance.now() - asked)} ms`);
    }
    await passed(500);
  }
  await closed;
  clearInterval(drip);
}

async function passed(milliseconds: number): Promise<void> {
  await new Promise(over => setTimeout(over, milliseconds));
}

function open(said: string): Socket {
  const socket = connect({ host: PORTAL.hostname, port: Number(PORTAL.port) });
  socket.on('error', () => socket.destroy());
  // Read to its end, or nobody would see that the server has closed it.
  socket.resume();
  socket.on('end', () => socket.destroy());
  socket.write(said);
  return socket;
}

function isOpen(socket: Socket): boolean {
  return !socket.destroyed;
}
