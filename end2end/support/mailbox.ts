import { type BrowserContext, expect } from '@playwright/test';
import { SANDBOX_URL } from './addresses';

/** A mailbox, read as its owner reads it: on the screen, in a window beside the portal. */
export class Mailbox {
  constructor(
    private readonly context: BrowserContext,
    private readonly address: string,
  ) {}

  /** The one-time code of the newest letter. */
  async nextCode(): Promise<string> {
    const page = await this.context.newPage();
    const letters = page.locator('.inbox > li:not(.empty)');
    await expect(async () => {
      await page.goto(`${SANDBOX_URL}/sandbox/mail?address=${encodeURIComponent(this.address)}`);
      await expect(letters.first()).toBeVisible({ timeout: 500 });
    }).toPass();
    const code = await letters.first().locator('.code').innerText();
    await page.close();
    return code;
  }
}
