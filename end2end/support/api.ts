import { type Page } from '@playwright/test';

/** Calls an operation of the portal's API, from a page of it: only a browser takes this machine for a secure place, and sends the session's cookie. */
async function call<T>(page: Page, method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  if (!page.url().startsWith('http')) {
    await page.goto('/robots.txt');
  }
  return page.evaluate(
    async ({ method, path, body }) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(`/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      if (!answer.ok) {
        throw new Error(`${method} ${path} was answered with ${answer.status} ${await answer.text()}`);
      }
      return answer.json();
    },
    { method, path, body },
  );
}

export async function get<T>(page: Page, path: string): Promise<T> {
  return call(page, 'GET', path);
}

export async function post<T>(page: Page, path: string, body: object = {}): Promise<T> {
  return call(page, 'POST', path, body);
}
