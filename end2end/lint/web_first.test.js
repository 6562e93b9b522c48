import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import { webFirst } from './web_first.js';

RuleTester.describe = describe;
RuleTester.it = it;

const inTest = lines => `async () => { ${lines} }`;
const once = method => [{ messageId: 'once', data: { method } }];

new RuleTester().run('web-first', webFirst, {
  valid: [
    'await expect(steps).toHaveCount(3);',
    'await expect.poll(() => steps.count()).toBeGreaterThan(2);',
    'await expect(async () => { await page.goto("/"); await expect(letters.first()).toBeVisible(); }).toPass();',
    // A locator made of what was read waits by itself.
    'const name = await suggestion.innerText(); await expect(page.getByRole("heading", { name })).toBeVisible();',
    // What is fetched from an address that was read is settled.
    'const src = await picture.getAttribute("src"); const answer = await request.get(src); expect(answer.status()).toBe(200);',
    'const [one] = await Promise.all([first, second]); expect(one.status()).toBe(200);',
    'expect(response.url()).toBe("/");',
    'expect(citizens.size, `seen on ${page.url()}`).toBeGreaterThan(0);',
  ].map(inTest),
  invalid: [
    { code: 'expect(await steps.count()).toBeGreaterThan(2);', errors: once('count') },
    { code: 'const all = await questions(page).count(); expect(all).toBeGreaterThan(19);', errors: once('count') },
    { code: 'const { width } = await page.evaluate(measure); expect.soft(width).toBe(1);', errors: once('evaluate') },
    { code: 'expect(behind && !(await history.locator(":focus").count())).toBe(false);', errors: once('count') },
    { code: 'expect(new URL(page.url()).pathname).toBe("/");', errors: once('url') },
    { code: 'expect(await keptDrafts(page)).toBe("");', errors: once('keptDrafts') },
    { code: 'const fields = [...new Set((await keptDrafts(page)).split("&"))]; expect(fields).toEqual([]);', errors: once('keptDrafts') },
    { code: 'for (const picture of await pictures.all()) { await picture.click(); }', errors: [{ messageId: 'all' }] },
  ].map(({ code, errors }) => ({ code: inTest(code), errors })),
});
