import { expect, test } from '../support/test';

test('the portal can be installed on a phone', async ({ page }) => {
  await page.goto('/');
  const devtools = await page.context().newCDPSession(page);
  const { errors, data, url } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toMatch(/\/manifest\.webmanifest$/);
  const manifest: { icons: { src: string; sizes: string }[]; shortcuts: { url: string }[] } = JSON.parse(data ?? '');

  for (const { src, sizes } of manifest.icons.filter(icon => icon.sizes !== 'any')) {
    const size = () =>
      page.evaluate(async address => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      }, src);
    await expect.poll(size, src).toBe(sizes);
  }
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveAttribute('href', '/apple-touch-icon.png');

  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Each test has a browser of its own that remembers nothing, where nothing can be installed.
  const others = installabilityErrors.map(({ errorId }) => errorId).filter(id => id !== 'in-incognito');
  expect(others).toEqual([]);
});
