let framedBy;
const tell = () => framedBy && parent.postMessage({ dvc: 'height', height: document.documentElement.offsetHeight }, framedBy);
addEventListener('message', event => {
  if (event.source === parent && event.data === 'dvc:hello' && ORIGINS.includes(event.origin)) {
    framedBy = event.origin;
    tell();
  }
});
new ResizeObserver(tell).observe(document.documentElement);
