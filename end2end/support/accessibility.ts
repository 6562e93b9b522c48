import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** WCAG 2.2 up to AA, and what axe holds for good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that colours can break, and so another theme. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong with the page as it is now. */
export async function violationsOf(page: Page): Promise<string[]> {
  return found(axe(page).withTags(RULES));
}

/** What axe finds wrong with the page's colours alone. */
export async function violationsOfColour(page: Page): Promise<string[]> {
  return found(axe(page).withRules(RULES_OF_COLOUR));
}

/** What axe finds wrong besides colours. */
export async function violationsBesidesColour(page: Page): Promise<string[]> {
  return found(axe(page).withTags(RULES).disableRules(RULES_OF_COLOUR));
}

/** No rule of axe is broken on the page once all of it is there. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState();
  await expect.poll(() => violationsOf(page), `accessibility of ${page.url()}`).toEqual([]);
}

function axe(page: Page): AxeBuilder {
  // Without frames of other sites there is no need of the slower way, nor of a list of all that is well.
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
}

async function found(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}
