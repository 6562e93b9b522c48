import { mkdir } from 'node:fs/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test as base } from '@playwright/test';
import { PORTAL_URL } from './addresses';
import { type PageState, visit } from './page_catalogue';
import { type Seed, type Viewer, seed } from './seed';
import { PHONE } from './viewport';

export const LANGUAGES = ['vi', 'en'] as const;

/** How a page is shown: a browser's options, and a language. */
export interface Variant extends BrowserContextOptions {
  language: (typeof LANGUAGES)[number];
}

/** Opens pages of the catalogue, in one browser for each viewer and variant. */
class Catalogue {
  private readonly contexts = new Map<string, BrowserContext>();

  constructor(
    private readonly browser: Browser,
    private readonly seeded: Seed,
  ) {}

  /** Opens a page in a tab of its own: what is typed is kept in a tab. */
  async open(state: PageState, variant: Variant): Promise<Page> {
    const viewer = state.viewer ?? 'stranger';
    const key = JSON.stringify([viewer, variant]);
    const context = this.contexts.get(key) ?? (await this.newContext(viewer, variant));
    this.contexts.set(key, context);
    return visit(context, state, this.seeded);
  }

  async close(): Promise<void> {
    await Promise.all([...this.contexts.values()].map(context => context.close()));
  }

  private async newContext(viewer: Viewer, { language, ...options }: Variant): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      ...PHONE,
      baseURL: PORTAL_URL,
      timezoneId: 'Asia/Ho_Chi_Minh',
      storageState: this.seeded.cookies[viewer],
      ...options,
    });
    const page = await context.newPage();
    await page.goto(`/dieu-khoan?lang=${language}`);
    await page.close();
    return context;
  }
}

/** Tests that open every page. */
export const test = base.extend<{ catalogue: Catalogue }, { seeded: Seed }>({
  seeded: [
    async ({ browser }, use, worker) => {
      const folder = `${worker.project.outputDir}/seed-${worker.parallelIndex}`;
      await mkdir(folder, { recursive: true });
      await use(await seed(browser, folder));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  catalogue: async ({ browser, seeded }, use) => {
    const catalogue = new Catalogue(browser, seeded);
    await use(catalogue);
    await catalogue.close();
  },
});

export { expect } from '@playwright/test';
