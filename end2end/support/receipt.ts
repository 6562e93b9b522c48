import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Locator, type Page } from '@playwright/test';

const run = promisify(execFile);

/** Presses “In biên lai” and keeps what the new window shows under `file`. */
export async function downloadReceipt(link: Locator, file: string): Promise<string> {
  const page = link.page();
  const [window] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await window.waitForURL(/\/pdf$/, { waitUntil: 'commit' });
  // The window's own content is the viewer's, not the file.
  await downloadPdf(page, window.url(), file);
  await window.close();
  return file;
}

/** Keeps what is at an address under `file`. */
export async function downloadPdf(page: Page, address: string, file: string): Promise<void> {
  const bytes = await page.evaluate(async address => {
    const answer = await fetch(address);
    const type = answer.headers.get('content-type');
    if (type !== 'application/pdf') throw new Error(`${address} is ${type}`);
    return [...new Uint8Array(await answer.arrayBuffer())];
  }, address);
  await writeFile(file, Buffer.from(bytes));
}

/** The text of a PDF, laid out as on the paper. */
export async function textOf(pdf: string): Promise<string> {
  const { stdout } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', pdf, '-']);
  return stdout.normalize('NFC').replace(/\u00a0/g, ' ');
}

/** What the QR code printed on a PDF's first page says. */
export async function qrCodeOf(pdf: string): Promise<string> {
  const picture = pdf.replace(/(\.pdf)?$/, '');
  await run('pdftoppm', ['-r', '200', '-png', '-singlefile', pdf, picture]);
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', `${picture}.png`]);
  return stdout.trim();
}
