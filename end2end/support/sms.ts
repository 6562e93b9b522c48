import { type BrowserContext, type Locator, type Page, expect } from '@playwright/test';
import { SANDBOX_URL } from './addresses';

/** A telephone, read as its owner reads it: on the screen, in a window beside the portal. */
export class Sms {
  private read = 0;

  constructor(
    private readonly context: BrowserContext,
    private readonly number: string,
  ) {}

  /** Takes every message that has come so far as read. */
  async catchUp(): Promise<void> {
    await this.look(async (messages, open) => {
      await open();
      this.read = await messages.count();
    });
  }

  /** The one-time code of the next message. */
  async nextCode(): Promise<string> {
    return this.next(codeIn);
  }

  /** The one-time code that the next call reads out, digit by digit. */
  async nextCodeReadOut(): Promise<string> {
    const digits = /\d(?:\D{1,3}\d){5}/.exec(await this.nextText())?.[0] ?? '';
    return digits.replace(/\D/g, '');
  }

  /** What the next message says. */
  async nextText(): Promise<string> {
    return this.next(message => message.innerText());
  }

  /** The address in the next message. */
  async nextLink(): Promise<string> {
    return /https?:\/\/\S+/.exec(await this.nextText())?.[0] ?? '';
  }

  /** The code of the latest message that speaks of this amount: a bank's number is shared by all who pay. */
  async codeFor(amount: string): Promise<string> {
    return this.look(async (messages, open) => {
      const message = messages.filter({ hasText: `để thanh toán ${amount}` }).first();
      await expect(async () => {
        await open();
        await expect(message).toBeVisible({ timeout: 500 });
      }).toPass();
      return codeIn(message);
    });
  }

  private async next<T>(read: (message: Locator) => Promise<T>): Promise<T> {
    return this.look(async (messages, open) => {
      await expect(async () => {
        await open();
        await expect(messages.nth(this.read)).toBeVisible({ timeout: 500 });
      }).toPass();
      this.read = await messages.count();
      return read(messages.first());
    });
  }

  private async look<T>(read: (messages: Locator, open: () => Promise<unknown>) => Promise<T>): Promise<T> {
    const page: Page = await this.context.newPage();
    const messages = page.locator('.inbox > li:not(.empty)');
    const seen = await read(messages, () => page.goto(`${SANDBOX_URL}/sandbox/phone?number=${this.number}`));
    await page.close();
    return seen;
  }
}

async function codeIn(message: Locator): Promise<string> {
  return message.locator('.code').innerText();
}
