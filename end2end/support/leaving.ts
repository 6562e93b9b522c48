import { type Locator, expect } from '@playwright/test';

/** Clicks what leads to another page, also to one of the same address, and waits until that page is there. */
export async function leaveBy(link: Locator): Promise<void> {
  const page = link.page();
  await page.locator('html').evaluate(html => html.setAttribute('data-left', ''));
  await link.click();
  await expect(page.locator('html:not([data-left])')).toBeAttached();
  await page.waitForLoadState();
}
