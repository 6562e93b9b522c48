import { randomInt, randomUUID } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** Where the portal answers. */
export const PORTAL = new URL(process.env['BASE_URL'] ?? 'http://127.0.0.1:8080');
/** Where the sandbox answers: telephones and payers. */
export const SANDBOX = new URL(process.env['SANDBOX_URL'] ?? 'http://127.0.0.1:8090');

/** Where the portal counts what it does. */
export const METRICS = new URL(process.env['METRICS_URL'] ?? 'http://127.0.0.1:9090');

/** A request without an answer for so long counts as one that was never answered, in milliseconds. */
const TIMEOUT_MS = 20_000;

const kept = new Agent({ keepAlive: true, maxSockets: 16 });

/** What is asked. */
export interface Call {
  path: string;
  /** `GET`, or `POST` where there is something to post. */
  method?: string;
  /** Posted as JSON. */
  json?: unknown;
  /** Posted as it is. */
  body?: string | Buffer;
  /** The type of `body`. */
  type?: string;
  headers?: Record<string, string | string[]>;
}

/** What was answered. */
export interface Answer {
  /** 0 where the connection was closed, or nothing came. */
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const NOTHING: Answer = { status: 0, headers: {}, body: '' };

/** A browser, as far as a server can tell: keeps cookies and has an address of its own. */
export class Browser {
  private readonly jar = new Map<string, string>();
  private readonly address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

  /** Asks, whatever comes. */
  async send(call: Call): Promise<Answer> {
    const answer = await send(PORTAL, { ...call, headers: { ...this.headers(), ...call.headers } });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (/;\s*Max-Age=0/i.test(cookie)) {
        this.jar.delete(name);
      } else {
        this.jar.set(name, value);
      }
    }
    return answer;
  }

  /** Asks for what must succeed. */
  async get<T>(path: string): Promise<T> {
    return read<T>(path, await this.send({ path }));
  }

  /** Posts what must succeed. */
  async post<T>(path: string, json: unknown): Promise<T> {
    return read<T>(path, await this.send({ path, json, headers: { 'idempotency-key': randomUUID() } }));
  }

  /** The cookies and the address. */
  headers(): Record<string, string> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    return { 'x-forwarded-for': this.address, ...(cookie === '' ? {} : { cookie }) };
  }
}

function read<T>(path: string, { status, body }: Answer): T {
  if (status !== 200) {
    throw new Error(`${path} was answered with ${status} ${body.slice(0, 500)}`);
  }
  return JSON.parse(body) as T;
}

/** Asks one of the two servers, follows nothing, and never fails. */
export async function send(server: URL, call: Call): Promise<Answer> {
  // As a browser does: a connection that was kept may have been closed the moment it was used again.
  return (await sendOver(kept, server, call)) ?? (await sendOver(false, server, call)) ?? NOTHING;
}

/** Yields nothing where a connection that was kept broke. */
async function sendOver(
  agent: Agent | false,
  server: URL,
  { path, method, json, body, type, headers = {} }: Call,
): Promise<Answer | undefined> {
  const content = json === undefined ? body : JSON.stringify(json);
  const kind = json === undefined ? type : 'application/json';
  return new Promise(answered => {
    const nothing = () => {
      asked.destroy();
      answered(NOTHING);
    };
    const asked = request(
      {
        agent,
        host: server.hostname,
        port: server.port,
        method: method ?? (content === undefined ? 'GET' : 'POST'),
        path,
        headers: {
          host: server.host,
          ...(kind === undefined ? {} : { 'content-type': kind }),
          ...(content === undefined ? {} : { 'content-length': Buffer.byteLength(content) }),
          ...headers,
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', nothing);
        response.on('end', () => {
          clearTimeout(timeout);
          answered({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') });
        });
      },
    );
    // Of the whole answer: an event stream has none.
    const timeout = setTimeout(nothing, TIMEOUT_MS);
    asked.on('error', () => {
      clearTimeout(timeout);
      answered(asked.reusedSocket ? undefined : NOTHING);
    });
    asked.end(content);
  });
}

/** Does many things, a few at a time. */
export async function concurrently<T>(things: readonly T[], act: (thing: T) => Promise<void>, atOnce = 8): Promise<void> {
  const left = [...things];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
