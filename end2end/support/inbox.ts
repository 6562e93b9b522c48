import { expect } from '@playwright/test';
import { SANDBOX_URL } from './addresses';

/** What comes to somebody's telephone or mailbox in the sandbox. */
export class Inbox {
  private read = 0;

  private constructor(private readonly path: string) {}

  static phone(number: string): Inbox {
    return new Inbox(`phone/${number}`);
  }

  static mailbox(address: string): Inbox {
    return new Inbox(`mail/${encodeURIComponent(address)}`);
  }

  /** Takes every message that has come so far as read. */
  async catchUp(): Promise<void> {
    this.read = (await this.messages()).length;
  }

  /** The one-time code of the next message. */
  async nextCode(): Promise<string> {
    return codeIn(await this.nextText());
  }

  /** The one-time code that the next call reads out, digit by digit. */
  async nextCodeReadOut(): Promise<string> {
    const digits = /\d(?:\D{1,3}\d){5}/.exec(await this.nextText())?.[0] ?? '';
    return digits.replace(/\D/g, '');
  }

  /** The address in the next message. */
  async nextLink(): Promise<string> {
    return /https?:\/\/\S+/.exec(await this.nextText())?.[0] ?? '';
  }

  /** What the next message says. */
  async nextText(): Promise<string> {
    let messages: string[] = [];
    await expect(async () => {
      messages = await this.messages();
      expect(messages.length, `messages to ${this.path}`).toBeGreaterThan(this.read);
    }).toPass();
    this.read = messages.length;
    return messages[0] ?? '';
  }

  /** The newest first. */
  private async messages(): Promise<string[]> {
    const answer = await fetch(`${SANDBOX_URL}/sandbox/${this.path}.json`);
    const messages: { text: string }[] = await answer.json();
    return messages.map(({ text }) => text);
  }
}

/** The one-time code in a message. */
export function codeIn(message: string): string {
  return /\b\d{6}\b/.exec(message)?.[0] ?? '';
}
