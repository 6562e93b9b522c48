import { type Page } from '@playwright/test';
import { violationsBesidesColour, violationsOf, violationsOfColour } from '../support/accessibility';
import { PAGE_CATALOGUE } from '../support/page_catalogue';
import {
  lostWithDoubledTextOn,
  lostWithoutColoursOn,
  motionOn,
  smallTargetsOn,
  tooWideOnNarrowestPhone,
  unseenFocusOn,
} from '../support/page_checks';
import { LANGUAGES, expect, test } from '../support/page_fixture';

for (const language of LANGUAGES) {
  test(`every page can be seen, read and pressed by everybody, ${language}`, async ({ catalogue }) => {
    test.setTimeout(1_200_000);
    const found: string[] = [];
    const addresses = new Map<string, string>();
    for (const state of PAGE_CATALOGUE) {
      // At rest, or colours on their way from one to another would be measured.
      const page = await catalogue.open(state, { language, reducedMotion: 'reduce' });
      const wrong = [...(await violationsOf(page)), ...(await motionOn(page)), ...(await smallTargetsOn(page))];
      wrong.push(...(await misnamed(page, language, state.status === undefined ? addresses : new Map())));
      if (state.key) {
        wrong.push(...(await unseenFocusOn(page)));
      }
      // Colours are the same in both languages. What lies under a frame's page is the framing site's; axe takes it for white.
      if (language === 'vi' && !state.name.startsWith('frame, ')) {
        await page.emulateMedia({ colorScheme: 'dark' });
        wrong.push(...(await violationsOfColour(page)).map(violation => `at night, ${violation}`));
      }
      // Officers sit at desks.
      if (!page.url().includes('/can-bo')) {
        wrong.push(...(await tooWideOnNarrowestPhone(page)));
      }
      wrong.push(...(await lostWithDoubledTextOn(page)));
      found.push(...wrong.map(complaint => `${state.name}: ${complaint}`));
      await page.close();
    }
    expect(found).toEqual([]);
  });
}

test('every page can be used where the system chooses the colours', async ({ catalogue }) => {
  const found: string[] = [];
  for (const state of PAGE_CATALOGUE.filter(({ key }) => key)) {
    const page = await catalogue.open(state, { language: 'vi', forcedColors: 'active' });
    // Of colours axe reads those of the style sheet, not those that the system puts in their place.
    const wrong = [...(await violationsBesidesColour(page)), ...(await lostWithoutColoursOn(page))];
    found.push(...wrong.map(complaint => `${state.name}: ${complaint}`));
    await page.close();
  }
  expect(found).toEqual([]);
});

/** The page's language, and its title: no two pages have the same, save those that cannot be shown. */
async function misnamed(page: Page, language: string, addresses: Map<string, string>): Promise<string[]> {
  const wrong: string[] = [];
  await expect.soft(page.locator('html'), `language of ${page.url()}`).toHaveAttribute('lang', language);
  await expect.soft(page.getByRole('heading', { level: 1 }).first(), `heading of ${page.url()}`).toBeVisible();
  const title = await page.title();
  const address = kindOf(page.url());
  const other = addresses.get(title);
  if (other !== undefined && other !== address) {
    wrong.push(`has the title of ${other}: ${title}`);
  }
  addresses.set(title, address);
  return wrong;
}

/** The address without what tells one page from another of its kind. */
function kindOf(url: string): string {
  return new URL(url).pathname.replace(/^\/embed/, '').replace(/\/[^/]*\d[^/]*/g, '/…');
}
