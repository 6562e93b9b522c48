import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Page } from '@playwright/test';
import { ATLAS } from '../support/atlas';
import { LANGUAGES, type Look, test } from '../support/seeing';
import { DESK } from '../support/viewport';

const FOLDER = 'output/sheet';

/** On telephones in both languages by day and by night, on desks once. */
const SHEETS: { name: string; look: Look; columns: number }[] = [
  ...LANGUAGES.flatMap(language =>
    (['light', 'dark'] as const).map(colorScheme => ({
      name: `phone-${language}-${colorScheme}`,
      look: { language, colorScheme, deviceScaleFactor: 1 },
      columns: 5,
    })),
  ),
  {
    name: 'desk-vi-light',
    look: { language: 'vi', ...DESK },
    columns: 2,
  },
];

for (const { name, look, columns } of SHEETS) {
  test(`every page on a sheet of pictures, ${name}`, async ({ eyes, browser }) => {
    test.setTimeout(600_000);
    await mkdir(`${FOLDER}/${name}`, { recursive: true });
    const taken: string[] = [];
    for (const [index, sight] of ATLAS.entries()) {
      const page = await eyes.see(sight, look);
      const file = `${String(index + 1).padStart(2, '0')}-${sight.name.replace(/[^a-z]+/g, '-')}.png`;
      await page.screenshot({ path: `${FOLDER}/${name}/${file}`, fullPage: true, animations: 'disabled' });
      await page.close();
      taken.push(file);
    }
    const sheet = await browser.newPage({ viewport: { width: 1560, height: 1600 }, deviceScaleFactor: 1, isMobile: false });
    await contactSheet(sheet, name, taken, columns);
    await sheet.close();
  });
}

/** One page with all pictures of a sheet, and a picture of each of its rows. */
async function contactSheet(page: Page, name: string, taken: string[], columns: number): Promise<void> {
  const figures = taken.map(file => `<figure><figcaption>${file}</figcaption><img src="${name}/${file}"></figure>`);
  const rows: string[] = [];
  while (figures.length > 0) {
    rows.push(`<section>${figures.splice(0, columns).join('')}</section>`);
  }
  const file = `${FOLDER}/${name}.html`;
  await writeFile(file, `<!doctype html><meta charset="utf-8"><title>${name}</title><style>${STYLE(columns)}</style>${rows.join('')}`);
  await page.goto(pathToFileURL(file).href);
  for (const index of rows.keys()) {
    await page.locator('section').nth(index).screenshot({ path: `${FOLDER}/${name}-${String(index + 1).padStart(2, '0')}.png` });
  }
}

const STYLE = (columns: number) => `
  body { margin: 0; background: #888; font: 14px sans-serif }
  section { display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 12px; padding: 12px; max-height: 1576px; overflow: hidden }
  figure { margin: 0 }
  img { width: 100%; display: block }
`;
