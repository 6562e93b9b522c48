import { violationsOf, violationsOfColour } from '../support/accessibility';
import { ATLAS } from '../support/atlas';
import { LANGUAGES, expect, test } from '../support/seeing';

for (const language of LANGUAGES) {
  test(`axe finds nothing wrong with any page by day or by night, ${language}`, async ({ eyes }) => {
    test.setTimeout(300_000);
    const found: string[] = [];
    for (const sight of ATLAS) {
      // At rest, or colours on their way from one to another would be measured.
      const page = await eyes.see(sight, { language, reducedMotion: 'reduce' });
      if (page === undefined) {
        continue;
      }
      const wrong = await violationsOf(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      wrong.push(...(await violationsOfColour(page)).map(violation => `at night, ${violation}`));
      found.push(...wrong.map(violation => `${sight.name}: ${violation}`));
      await page.close();
    }
    expect(found).toEqual([]);
  });
}

test('axe finds nothing wrong where the system chooses the colours', async ({ eyes }) => {
  const found: string[] = [];
  for (const sight of ATLAS.filter(({ key }) => key)) {
    const page = await eyes.see(sight, { language: 'vi', forcedColors: 'active' });
    found.push(...((page && (await violationsOf(page))) ?? []).map(violation => `${sight.name}: ${violation}`));
    await page?.close();
  }
  expect(found).toEqual([]);
});
