{
  let timer;
  const page = document.documentElement;
  const stay = () => {
    clearTimeout(timer);
    delete page.dataset.leaving;
  };
  const leave = event => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (event.defaultPrevented) return;
      page.dataset.leaving = '';
      timer = setTimeout(stay, 30000);
    }, 500);
  };
  addEventListener('submit', event => event.target.method === 'dialog' || leave(event));
  addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
    const elsewhere = link.href.split('#')[0] !== location.href.split('#')[0];
    if (/^http/.test(link.protocol) && elsewhere) leave(event);
  });
  addEventListener('pageshow', event => {
    stay();
    if (event.persisted && /^(\/embed)?\/dang-(nhap|ky)/.test(location.pathname)) location.replace(location.pathname + location.search);
  });
}
