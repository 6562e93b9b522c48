import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Page } from '@playwright/test';
import { PAGE_CATALOGUE } from '../support/page_catalogue';
import { LANGUAGES, type Variant, expect, test } from '../support/page_fixture';
import { DESK } from '../support/viewport';

const FOLDER = 'output/contact_sheet';

/** On telephones in both languages by day and by night, on desks once. */
const SHEETS: { name: string; variant: Variant; columns: number }[] = [
  ...LANGUAGES.flatMap(language =>
    (['light', 'dark'] as const).map(colorScheme => ({
      name: `phone-${language}-${colorScheme}`,
      variant: { language, colorScheme, deviceScaleFactor: 1 },
      columns: 5,
    })),
  ),
  {
    name: 'desk-vi-light',
    variant: { language: 'vi', ...DESK },
    columns: 2,
  },
];

/** With `CONTACT_SHEET=1`, for people to look at; otherwise only a row of the first, to see that it works. */
const COMPLETE = process.env['CONTACT_SHEET'] === '1';

for (const { name, variant, columns } of COMPLETE ? SHEETS : SHEETS.slice(0, 1)) {
  test(`every page is on a sheet of pictures, ${name}`, async ({ catalogue, browser }) => {
    test.setTimeout(600_000);
    await mkdir(`${FOLDER}/${name}`, { recursive: true });
    const taken: string[] = [];
    for (const [index, state] of PAGE_CATALOGUE.slice(0, COMPLETE ? undefined : columns).entries()) {
      const page = await catalogue.open(state, variant);
      const file = `${String(index + 1).padStart(2, '0')}-${state.name.replace(/[^a-z]+/g, '-')}.png`;
      await page.screenshot({ path: `${FOLDER}/${name}/${file}`, fullPage: true, animations: 'disabled' });
      await page.close();
      taken.push(file);
    }
    const sheet = await browser.newPage({ viewport: { width: 1560, height: 1600 }, deviceScaleFactor: 1, isMobile: false });
    await contactSheet(sheet, name, taken, columns);
    await sheet.close();
  });
}

/** Pages whose pictures are in README, and what they are called there. */
const IN_README = new Map([
  ['home', 'home'],
  ['register, details refused', 'registration-errors'],
  ['pay', 'pay'],
  ['result, paid', 'result'],
  ['history', 'history'],
]);

test('the pictures of README are taken', async ({ catalogue }) => {
  const folder = process.env['README_PICTURES'] === '1' ? '../docs/pictures' : 'output/readme';
  const states = PAGE_CATALOGUE.filter(({ name }) => IN_README.has(name));
  expect(states).toHaveLength(IN_README.size);
  for (const state of states) {
    const page = await catalogue.open(state, { language: 'vi' });
    // As on the telephone: what the screen shows, at one pixel to a point, so that the file stays small.
    await page.screenshot({ path: `${folder}/${IN_README.get(state.name)}.png`, animations: 'disabled', scale: 'css' });
    await page.close();
  }
});

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
