import { type Page } from '@playwright/test';

const BYTES_PER_KILOBIT = 1000 / 8;

/** A cheap telephone on a poor mobile network: a processor four times slower, 1.6 Mbit/s down, 750 kbit/s up, 150 ms. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    downloadThroughput: 1600 * BYTES_PER_KILOBIT,
    uploadThroughput: 750 * BYTES_PER_KILOBIT,
    latency: 150,
  });
}

/** What a visit felt like: largest contentful paint and total blocking time in milliseconds, cumulative layout shift. */
export interface Vitals {
  largestPaint: number;
  layoutShift: number;
  blocked: number;
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** Reads the vitals of a page once nothing more has happened on it for a second. */
export async function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    const QUIET_MS = 1000;
    /** A task is felt from here on. */
    const FELT_MS = 50;
    const seen = new Map<string, PerformanceEntry[]>();
    let last = performance.now();
    for (const type of ['largest-contentful-paint', 'layout-shift', 'longtask', 'paint']) {
      seen.set(type, []);
      new PerformanceObserver(list => {
        seen.get(type)?.push(...list.getEntries());
        last = performance.now();
      }).observe({ type, buffered: true });
    }
    while (performance.now() - last < QUIET_MS) {
      await new Promise(drawn => requestAnimationFrame(drawn));
    }
    const entries = (type: string) => seen.get(type) ?? [];
    const firstPaint = entries('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0;
    const shifts = (entries('layout-shift') as LayoutShift[]).filter(({ hadRecentInput }) => !hadRecentInput);
    return {
      largestPaint: entries('largest-contentful-paint').at(-1)?.startTime ?? Number.POSITIVE_INFINITY,
      layoutShift: shifts.reduce((sum, { value }) => sum + value, 0),
      blocked: entries('longtask')
        .filter(({ startTime }) => startTime >= firstPaint)
        .reduce((sum, { duration }) => sum + duration - FELT_MS, 0),
    };
  });
}
