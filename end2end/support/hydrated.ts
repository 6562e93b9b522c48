import type { Page } from '@playwright/test';

/** Waits until the page answers by itself. Before, its forms are sent and its links are followed by the browser. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}
