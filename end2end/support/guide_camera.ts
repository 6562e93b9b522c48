import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type Locator, type Page, expect } from '@playwright/test';

/** CSS pixels. The same as in `app/src/guide.rs`. */
export const SIZE = { width: 390, height: 560 };

/** Where the server finds the pictures. */
const FOLDER = '../style/assets/huong-dan';
/** Pictures heavier than this are refused: they are for poor connections. */
const MOST_BYTES = 25_000;
/** Pixels to a CSS pixel, and quality: tried in turn until the picture is light enough. */
const GRADES = [
  { scale: 1.5, quality: 0.8 },
  { scale: 1.5, quality: 0.6 },
  { scale: 1.25, quality: 0.7 },
  { scale: 1.25, quality: 0.45 },
  { scale: 1.25, quality: 0.3 },
];
/** Pictures are compared in grey, by the mean of squares of so many CSS pixels: letters blur, what is where stays. */
const SQUARE = 10;
/**
 * How far a screen may be from its picture: mean difference of a square, of 255. Measured over all 48 pictures: the same
 * screens with another citizen, number, captcha and countdown differ by 0.2 to 1.5; a screen whose words changed, as in
 * another language, by 3.7 to 32; a form with another button or a form with one field more by 16 and above. A single
 * word in a heading (1.8 to 2.6) is near the border.
 */
const TOLERANCE = 2;
/** Of screens with a captcha, whose characters are drawn anew each time: 1.9 to 2.2 were measured. */
const TOLERANCE_OF_CAPTCHAS = 3;
const CAPTCHAS = ['sign-in-credentials'];
/** How often a screen is looked at before its picture is called stale. */
const LOOKS = 5;

/** Outlines what the step is about, and hides what only a demonstration shows. */
const STYLE = `
  [data-pictured] { outline: 4px solid #1457c9 !important; outline-offset: 4px !important; border-radius: 6px; }
  .demo-hint, .announcement { display: none !important; }
  * { caret-color: transparent !important; }
`;

/** Takes pictures for the guide, or looks whether those there are still true. */
export class GuideCamera {
  private readonly stale: string[] = [];
  private emptyPage?: Page;
  private readonly renew = process.env['GUIDE_PICTURES'] === '1';

  constructor(
    private readonly page: Page,
    private readonly language: 'vi' | 'en',
  ) {}

  /** Pictures the screen with these parts outlined, the first of them well in sight. */
  async take(name: string, ...parts: Locator[]): Promise<void> {
    if (this.renew) {
      await this.keep(name, await this.picture(parts));
      return;
    }
    // What is still on its way, such as a font, is waited for.
    const tolerance = CAPTCHAS.includes(name) ? TOLERANCE_OF_CAPTCHAS : TOLERANCE;
    let difference = await this.difference(name, await this.picture(parts));
    for (let looks = 1; difference > tolerance && looks < LOOKS; looks += 1) {
      difference = await this.difference(name, await this.picture(parts));
    }
    if (difference > tolerance) {
      this.stale.push(`${this.language}/${name} (${difference.toFixed(1)} of ${tolerance})`);
    }
  }

  /** The screen as it is now, with these parts outlined. */
  private async picture(parts: Locator[]): Promise<Buffer> {
    await this.page.evaluate(style => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets = [sheet];
      // Nobody has typed yet, where the reader of the guide will.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }, STYLE);
    for (const part of parts) {
      await part.evaluate(element => element.setAttribute('data-pictured', ''));
    }
    await this.bringIntoSight(parts[0]);
    const shot = await this.page.screenshot({ clip: { x: 0, y: 0, ...SIZE }, animations: 'disabled' });
    for (const part of parts) {
      await part.evaluate(element => element.removeAttribute('data-pictured'));
    }
    await this.page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    return shot;
  }

  /** Fails where a picture no longer shows what the portal shows. */
  settle(): void {
    expect(
      this.stale,
      'pictures of the guide are stale; look at the screens, then renew: GUIDE_PICTURES=1 npx playwright test guide_pictures',
    ).toEqual([]);
  }

  /** Puts a part in the middle of the picture, or its beginning near the top where it is taller than the picture. */
  private async bringIntoSight(part: Locator | undefined): Promise<void> {
    await part?.evaluate((element, room) => {
      const box = element.getBoundingClientRect();
      const above = Math.max(48, (room - box.height) / 2);
      window.scrollTo({ top: window.scrollY + box.top - above, behavior: 'instant' });
    }, SIZE.height);
  }

  private async keep(name: string, shot: Buffer): Promise<void> {
    for (const { scale, quality } of GRADES) {
      const webp = await this.inBrowser(async ({ png, quality, width, height }) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, 0, 0, width, height);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
        return [...new Uint8Array(await blob.arrayBuffer())];
      }, { png: shot.toString('base64'), quality, width: Math.round(SIZE.width * scale), height: SIZE.height * scale });
      if (webp.length <= MOST_BYTES) {
        await mkdir(`${FOLDER}/${this.language}`, { recursive: true });
        await writeFile(`${FOLDER}/${this.language}/${name}.webp`, Buffer.from(webp));
        return;
      }
    }
    throw new Error(`${this.language}/${name}: heavier than ${MOST_BYTES} bytes at every grade`);
  }

  private async difference(name: string, shot: Buffer): Promise<number> {
    const kept = await readFile(`${FOLDER}/${this.language}/${name}.webp`);
    const difference = await this.inBrowser(async ({ pictures, square, width, height }) => {
      const grey = async (address: string) => {
        const bitmap = await createImageBitmap(await (await fetch(address)).blob());
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, 0, 0, width, height);
        const { data } = context.getImageData(0, 0, width, height);
        const across = width / square;
        const means = new Array<number>(across * (height / square)).fill(0);
        for (let at = 0; at < width * height; at += 1) {
          const [red = 0, green = 0, blue = 0] = data.subarray(4 * at, 4 * at + 3);
          const of = Math.floor(at / width / square) * across + Math.floor((at % width) / square);
          means[of] = (means[of] ?? 0) + (0.299 * red + 0.587 * green + 0.114 * blue) / square ** 2;
        }
        return means;
      };
      const [seen, known] = await Promise.all(pictures.map(grey));
      if (seen === undefined || known === undefined) throw new Error('two pictures');
      return seen.reduce((sum, value, at) => sum + Math.abs(value - (known[at] ?? 0)), 0) / seen.length;
    }, {
      pictures: [`data:image/png;base64,${shot.toString('base64')}`, `data:image/webp;base64,${kept.toString('base64')}`],
      square: SQUARE,
      ...SIZE,
    });
    if (process.env['GUIDE_DIFFERENCES'] === '1') {
      console.log(`${this.language}/${name}: ${difference.toFixed(2)}`);
    }
    return difference;
  }

  /** Works on pictures in an empty page of its own: the portal's policy forbids its pages to load data addresses. */
  private async inBrowser<A, R>(work: (argument: A) => Promise<R>, argument: A): Promise<R> {
    this.emptyPage ??= await this.page.context().newPage();
    // The types of a function that is sent to the browser are known to Playwright only where it is called.
    return (await this.emptyPage.evaluate(work as never, argument as never)) as R;
  }
}
