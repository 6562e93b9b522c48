import { type Locator, type Page, expect } from '@playwright/test';

/** Waits until the page answers by itself. Before, its forms are sent and its links are followed by the browser. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Opens a page and waits until it answers by itself. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await hydrated(page);
}

/** Clicks what leads to another page, also to one of the same address, and waits until that page is there. */
export async function navigateBy(link: Locator): Promise<void> {
  const page = link.page();
  await page.locator('html').evaluate(html => html.setAttribute('data-left', ''));
  await link.click();
  await expect(page.locator('html:not([data-left])')).toBeAttached();
  await page.waitForLoadState();
}
