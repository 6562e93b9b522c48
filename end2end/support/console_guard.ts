import { type BrowserContext, expect } from '@playwright/test';

/**
 * What the script says of a page that is left while it still loads. Where loading fails for another reason, the request
 * itself tells, or the page that is never ready.
 */
const LEFT_WHILE_LOADING = [
  'WebAssembly compilation aborted: Network error: Response body loading was aborted',
  'Failed to fetch dynamically imported module',
];

function leftWhileLoading({ message, stack }: Error): boolean {
  return (
    LEFT_WHILE_LOADING.some(beginning => message.startsWith(beginning)) ||
    // Left before the first byte of the WebAssembly came.
    (message === 'Failed to fetch' && (stack ?? '').includes('__wbg_init'))
  );
}

/**
 * What a citizen would not see but must not happen: errors in the console, uncaught errors, requests that fail or are
 * refused. A test that provokes one names it beforehand.
 */
export class ConsoleGuard {
  private readonly seen: string[] = [];
  /** Seen, but of a kind that leaving a page brings about; a test may expect it all the same. */
  private readonly excused: string[] = [];
  private readonly expected: string[] = [];

  constructor(context: BrowserContext) {
    this.watch(context);
  }

  /** Watches one more browser. */
  watch(context: BrowserContext): void {
    context.on('console', message => {
      // What was refused is told by the answer itself, with its status.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.seen.push(`console: ${message.text()}`);
      }
    });
    context.on('weberror', error => {
      const where = leftWhileLoading(error.error()) ? this.excused : this.seen;
      where.push(`error: ${error.error().message}`);
    });
    context.on('response', response => {
      if (response.status() >= 400) {
        this.seen.push(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`);
      }
    });
    context.on('requestfailed', request => {
      const why = request.failure()?.errorText ?? '';
      // A page that is left stops loading.
      if (why !== 'net::ERR_ABORTED') {
        this.seen.push(`${why} ${request.method()} ${pathOf(request.url())}`);
      }
    });
  }

  /** Says what the test provokes, by its beginning: `422 POST`, `404 GET /ho-so/`. */
  expect(...provoked: string[]): void {
    this.expected.push(...provoked);
  }

  /** Fails on everything that nobody expected, and on what was expected and never came. */
  async settle(): Promise<void> {
    const surprises = () => this.seen.filter(line => !this.expected.some(beginning => line.startsWith(beginning)));
    expect(surprises(), 'errors that nobody expected').toEqual([]);
    // The browser may tell of it a moment after the page shows it.
    const all = () => [...this.seen, ...this.excused];
    const missing = () => this.expected.filter(beginning => !all().some(line => line.startsWith(beginning)));
    await expect.poll(missing, 'errors that were expected and did not come').toEqual([]);
    expect(surprises(), 'errors that nobody expected').toEqual([]);
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
