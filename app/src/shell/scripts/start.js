const client = await import(JS);
await client.default({ module_or_path: WASM });
client.hydrate();
for (const island of document.querySelectorAll('leptos-island')) client[island.dataset.component]?.(island);
document.documentElement.dataset.hydrated = '';
