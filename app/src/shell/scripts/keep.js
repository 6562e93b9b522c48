if (top === self && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js?lang=' + document.documentElement.lang).catch(() => {});
  });
}
