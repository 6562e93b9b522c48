import { type Page } from '@playwright/test';

/** What can be pressed, typed into or chosen. */
const CONTROLS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
/** In CSS pixels, each way. */
const SMALLEST_TARGET = 44;
/** The narrowest telephone that is still about. */
const NARROWEST = { width: 320, height: 640 };
/** As wide as a desk's window at twice the size. */
const WIDTH_OF_DOUBLED_TEXT = 640;

/** Targets that a thumb would miss. Links in running text are as high as their line: the exception of WCAG 2.5.8. */
export async function smallTargetsOn(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ controls, smallest }) => {
      const inRunningText = (control: Element) =>
        control.matches('a') &&
        getComputedStyle(control).display === 'inline' &&
        (control.parentElement?.textContent ?? '').trim() !== (control.textContent ?? '').trim();
      // A label is pressed as well as the box that it names.
      const size = (control: Element) => {
        const labels = control.matches('[type="checkbox"], [type="radio"]') ? (control as HTMLInputElement).labels : null;
        const boxes = [control, ...(labels ?? [])].map(element => element.getBoundingClientRect());
        return {
          width: Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left)),
          height: Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top)),
        };
      };
      return [...document.querySelectorAll(controls)]
        .filter(control => control.checkVisibility({ visibilityProperty: true }) && !control.matches('.skip-link'))
        .filter(control => !inRunningText(control))
        .map(control => ({ control, ...size(control) }))
        .filter(({ width, height }) => width > 1 && (width < smallest - 0.5 || height < smallest - 0.5))
        .map(({ control, width, height }) => {
          const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? '';
          return `small target: ${control.tagName.toLowerCase()} ${control.id} “${name}” ${width.toFixed(0)} × ${height.toFixed(0)}`;
        });
    },
    { controls: CONTROLS, smallest: SMALLEST_TARGET },
  );
}

/** What moves although the visitor asked for less motion. */
export async function motionOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => `moves: ${(effect as KeyframeEffect).target?.className}`),
  );
}

/** How far the page is wider than the narrowest telephone, so that its owner would scroll sideways. Leaves the page so. */
export async function tooWideOnNarrowestPhone(page: Page): Promise<string[]> {
  await page.setViewportSize(NARROWEST);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > NARROWEST.width ? [`on the narrowest telephone: ${width} px wide`] : [];
}

/** What is lost or hangs over the edge with text at twice its size. Leaves the page so. */
export async function lostWithDoubledTextOn(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: WIDTH_OF_DOUBLED_TEXT, height: 800 });
  return page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const tooWide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const cut = [...document.querySelectorAll('body :not(input)')].filter(element => {
      const { overflowX, clip, textOverflow } = getComputedStyle(element);
      const hides = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis';
      return hides && clip === 'auto' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    });
    return [
      ...(tooWide > 0 ? [`doubled text: ${tooWide} px too wide`] : []),
      ...cut.map(element => `doubled text: cut off: ${element.tagName} ${element.className}`),
    ];
  });
}

/** What only its own colours would show: where the system chooses, a control needs a border, and must leave it the choice. */
export async function lostWithoutColoursOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = [...document.querySelectorAll('body *')].filter(element => element.checkVisibility());
    const insisting = seen
      .filter(element => getComputedStyle(element).forcedColorAdjust === 'none')
      // The emblem is a mask filled with the system's own colour for text.
      .filter(element => !element.matches('.brand-mark'));
    const borderless = seen
      .filter(element => element.matches('.button, select, textarea, input:not([type="checkbox"], [type="radio"])'))
      .filter(element => Number.parseFloat(getComputedStyle(element).borderBottomWidth) === 0);
    return [
      ...insisting.map(element => `insists on its colours: ${element.outerHTML.slice(0, 120)}`),
      ...borderless.map(element => `has no border: ${element.outerHTML.slice(0, 120)}`),
    ];
  });
}

/** Walks through the page with the tab key; yields what shows no outline while it has the focus. */
export async function unseenFocusOn(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const count = await page.locator(CONTROLS).count();
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('Tab');
    const wrong = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) {
        return undefined;
      }
      const outlined = (element: Element | null) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element ?? focused);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      return outlined(focused) || outlined(focused.closest('label')) ? undefined : `focus unseen: ${focused.outerHTML.slice(0, 120)}`;
    });
    if (wrong !== undefined) {
      unseen.push(wrong);
    }
  }
  return unseen;
}
