// The portal's service worker. It keeps the shell of this build, the guide and an honest page for times without a network,
// in the reader's language. It keeps nothing that belongs to one person: what is kept is asked for without cookies, and
// everything else goes to the network. `BUILD` comes from the server.
'use strict';

const CACHE = `portal-${BUILD.version}-${BUILD.language}`;
const OFFLINE = '/ngoai-tuyen';
const GUIDE = '/huong-dan';
// What the kept pages show besides. Their names do not tell their content, so the network is asked first.
const PICTURES = ['/drum.svg', '/favicon.svg'];
const A_DAY = 24 * 60 * 60 * 1000;

const isGuide = path => path === GUIDE || path.startsWith(`${GUIDE}/`);

addEventListener('install', event => event.waitUntil(keepEverything()));

async function keepEverything() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...BUILD.shell, ...PICTURES]);
  if (!await keep(OFFLINE)) throw new Error('the page for times without a network cannot be had');
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const { pathname } of open.map(client => new URL(client.url))) {
    if (isGuide(pathname)) await renew(pathname);
  }
  await skipWaiting();
}

// The contents name the chapters. Their pictures are kept once a chapter is opened: they weigh more than all its text.
async function keepGuide() {
  const contents = await keep(GUIDE);
  if (!contents) return;
  const chapters = new Set([...contents.matchAll(/href="(\/huong-dan\/[^".?#]+)"/g)].map(([, path]) => path));
  await Promise.all([...chapters].map(path => keep(path).catch(() => {})));
}

// Keeps a page as anybody sees it, and yields its text.
async function keep(path) {
  const answer = await fetch(`${path}?lang=${BUILD.language}`, { credentials: 'omit' });
  if (!answer.ok || answer.redirected || !answer.headers.get('content-type')?.startsWith('text/html')) return null;
  const text = await answer.clone().text();
  await (await caches.open(CACHE)).put(path, answer);
  return text;
}

async function keepPictures(path) {
  const cache = await caches.open(CACHE);
  const page = await cache.match(path);
  if (!page || navigator.connection?.saveData) return;
  const sources = [...(await page.text()).matchAll(/<img[^>]* src="(\/[^"]+)"/g)].map(([, source]) => source);
  await Promise.all(sources.map(async source => await cache.match(source) ?? cache.add(source).catch(() => {})));
}

addEventListener('activate', event => event.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith('portal-') && name !== CACHE);
  await Promise.all(old.map(name => caches.delete(name)));
  // The page is asked for while the worker still wakes up.
  await registration.navigationPreload?.enable();
  await clients.claim();
})()));

addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Frames belong to another site, and have its storage.
  if (origin !== location.origin || pathname.startsWith('/embed/')) return;
  if (request.method === 'POST') {
    if (canBeSentAgain(request)) event.respondWith(send(request));
  } else if (request.method !== 'GET') {
    return;
  } else if (BUILD.shell.includes(pathname)) {
    event.respondWith(kept(pathname).then(answer => answer ?? fetch(request)));
  } else if (request.mode === 'navigate') {
    event.respondWith(open(event, pathname));
  } else if (request.destination === 'image') {
    event.respondWith(fetch(request).catch(async error => await kept(pathname) ?? Promise.reject(error)));
  }
});

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}

// The network first; without it the guide as it was kept, and for every other page the truth.
async function open(event, path) {
  try {
    const answer = await event.preloadResponse ?? await fetch(event.request);
    if (isGuide(path) && answer.ok) event.waitUntil(renew(path));
    return answer;
  } catch (error) {
    const guide = isGuide(path) ? await kept(path) : undefined;
    return guide ?? await kept(OFFLINE) ?? Promise.reject(error);
  }
}

// What is older than a day is kept anew, and what the reader has seen of the guide is kept with its pictures.
async function renew(path) {
  const page = await kept(path);
  const age = Date.now() - Date.parse(page?.headers.get('date') ?? 0);
  if (!page || age > A_DAY) await keepGuide();
  await keepPictures(path);
}

// Only forms that our own page posts: another site's must reach the server as what they are.
function canBeSentAgain(request) {
  return request.mode === 'navigate' && request.referrer.startsWith(`${location.origin}/`)
    && request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
}

// A form that cannot be sent comes back inside the page that says so, to be sent again with the same idempotency key.
async function send(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    const page = await kept(OFFLINE);
    if (!page) throw error;
    const fields = [...new URLSearchParams(await copy.text())]
      .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
    const html = (await page.text())
      .replace(/<form [^>]*id="gui-lai"[^>]*>/, form => form.replace(/ hidden(="")?/, '') + fields.join(''));
    return new Response(html, { status: 503, headers: page.headers });
  }
}

function escaped(text) {
  return text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`);
}
