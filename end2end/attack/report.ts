import { type Answer, type Browser, type Call, PORTAL, send } from './http.js';

/** What must never happen. */
export type Fault = 'leak' | 'server error' | 'wrong refusal' | 'gone';

interface Row {
  tries: number;
  classes: Map<string, number>;
  faults: Map<Fault, number>;
}

const CLASSES = ['2xx', '3xx', '4xx', '5xx', 'closed'];
/** Faults of a kind in a group that are told one by one; of the others only the number. */
const MOST_TOLD = 8;

/** The portal answers nobody any more, so that nothing is left to try. */
export class Gone extends Error {}

/** Counts what was tried and what came of it. */
export class Report {
  private readonly rows = new Map<string, Row>();
  private readonly told: string[] = [];
  private faults = 0;

  /** Asks and notes the answer. Where none comes, that is a fault, unless whoever asks like this may be hung up on. */
  async ask(group: string, what: string, browser: Browser, call: Call, hangingUp?: 'allowed'): Promise<Answer> {
    const answer = await browser.send(call);
    this.note(group, what, answer);
    if (answer.status === 0) {
      await this.checkAlive(group, what);
      if (hangingUp !== 'allowed') {
        this.fault(group, 'gone', `${what} was not answered`);
      }
    }
    return answer;
  }

  /** Whether the portal still answers others. */
  async checkAlive(group: string, what: string): Promise<void> {
    const { status } = await send(PORTAL, { path: '/healthz', headers: { connection: 'close' } });
    if (status !== 200) {
      this.fault(group, 'gone', `after ${what} the portal answers no more`);
      throw new Gone(what);
    }
  }

  /** Notes an answer. An error of the server's own is always a fault. */
  note(group: string, what: string, { status, headers }: Answer): void {
    const row = this.row(group);
    row.tries += 1;
    const kind = status === 0 ? 'closed' : `${Math.floor(status / 100)}xx`;
    row.classes.set(kind, (row.classes.get(kind) ?? 0) + 1);
    // Overload may be said, by whoever also says when to come back.
    if (status >= 500 && !(status === 503 && headers['retry-after'] !== undefined)) {
      this.fault(group, 'server error', `${what} was answered with ${status}`);
    }
  }

  /** Notes what must never happen. */
  fault(group: string, fault: Fault, text: string): void {
    const row = this.row(group);
    row.faults.set(fault, (row.faults.get(fault) ?? 0) + 1);
    this.faults += 1;
    if ((row.faults.get(fault) ?? 0) <= MOST_TOLD) {
      this.told.push(`${fault}, ${group}: ${text}`);
    }
  }

  /** Notes tries that have no answer by nature, such as connections. */
  closed(group: string, count: number): void {
    const row = this.row(group);
    row.tries += count;
    row.classes.set('closed', (row.classes.get('closed') ?? 0) + count);
  }

  /** Prints everything. Whether nothing went wrong. */
  settle(): boolean {
    const head = ['group', 'tries', ...CLASSES, 'leaks', 'wrong refusals', 'gone'];
    const cells = [...this.rows].map(([group, { tries, classes, faults }]) => [
      group,
      String(tries),
      ...CLASSES.map(kind => String(classes.get(kind) ?? 0)),
      ...(['leak', 'wrong refusal', 'gone'] as const).map(fault => String(faults.get(fault) ?? 0)),
    ]);
    const widths = head.map((_, column) => Math.max(...[head, ...cells].map(row => row[column]?.length ?? 0)));
    const line = (row: string[]) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
    console.log(['', line(head), widths.map(width => '─'.repeat(width)).join('  '), ...cells.map(line), ''].join('\n'));
    for (const text of this.told) {
      console.log(text);
    }
    if (this.faults > this.told.length) {
      console.log(`and ${this.faults - this.told.length} more`);
    }
    console.log(this.faults === 0 ? 'No fault.' : `${this.faults} faults.`);
    return this.faults === 0;
  }

  private row(group: string): Row {
    const row = this.rows.get(group) ?? { tries: 0, classes: new Map<string, number>(), faults: new Map<Fault, number>() };
    this.rows.set(group, row);
    return row;
  }
}
