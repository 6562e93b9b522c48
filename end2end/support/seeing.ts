import { mkdir } from 'node:fs/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { type Sight, visit } from './atlas';
import { PHONE } from './viewport';
import { type World, makeWorld } from './world';

export const LANGUAGES = ['vi', 'en'] as const;

/** How the portal is looked at: a browser's options, and a language. */
export interface Look extends BrowserContextOptions {
  language: (typeof LANGUAGES)[number];
}

/** Looks at the world, through one browser for each viewer and look. */
class Eyes {
  private readonly contexts = new Map<string, BrowserContext>();

  constructor(
    private readonly browser: Browser,
    private readonly world: World,
  ) {}

  /** The page of a sight, or none where the portal has none there. */
  async see(sight: Sight, look: Look): Promise<Page> {
    const viewer = sight.viewer ?? 'stranger';
    const key = JSON.stringify([viewer, look]);
    const context = this.contexts.get(key) ?? (await this.open(sight, look));
    this.contexts.set(key, context);
    return visit(context, sight, this.world);
  }

  async close(): Promise<void> {
    await Promise.all([...this.contexts.values()].map(context => context.close()));
  }

  private async open({ viewer = 'stranger' }: Sight, { language, ...options }: Look): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      ...PHONE,
      baseURL: PORTAL_URL,
      timezoneId: 'Asia/Ho_Chi_Minh',
      storageState: this.world.cookies[viewer],
      ...options,
    });
    const page = await context.newPage();
    await page.goto(`/dieu-khoan?lang=${language}`);
    await page.close();
    return context;
  }
}

/** Each worker's payments have an amount of their own: more copies than any other test orders. */
const FEWEST_COPIES = 17;

/** Tests that look at every page. */
export const test = base.extend<{ eyes: Eyes }, { world: World }>({
  world: [
    async ({ browser }, use, worker) => {
      await mkdir('output', { recursive: true });
      await use(await makeWorld(browser, FEWEST_COPIES + worker.parallelIndex, 'output'));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  eyes: async ({ browser, world }, use) => {
    const eyes = new Eyes(browser, world);
    await use(eyes);
    await eyes.close();
  },
});

export { expect } from '@playwright/test';
