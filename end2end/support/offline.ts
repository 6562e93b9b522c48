import { type Page } from '@playwright/test';

/** Waits until the service worker answers for this page. */
export async function watchedOver(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** What the service worker has kept, by path. */
export async function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
    return requests.flat().map(request => new URL(request.url).pathname);
  });
}

/** How wide a picture is as the page can show it now. */
export async function widthOf(page: Page, picture: string): Promise<number> {
  return page.evaluate(async src => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return image.naturalWidth;
  }, picture);
}
