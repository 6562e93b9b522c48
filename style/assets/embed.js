// Puts a page of the portal where this script stands:
// <script src="https://…/embed.js" data-page="/thu-tuc" data-lang="vi" data-theme="light" async></script>
(() => {
  const script = document.currentScript
  const { origin } = new URL(script.src)
  const { page = '/thu-tuc', lang = 'vi', theme = 'system', title = lang === 'en' ? 'Public services' : 'Dịch vụ công' } = script.dataset
  const frame = document.createElement('iframe')
  const address = new URL('/embed' + page, origin)
  address.searchParams.set('lang', lang)
  address.searchParams.set('theme', theme)
  Object.assign(frame, { src: address, title })
  frame.style.cssText = 'width:100%;border:0;height:30rem'
  // Each page that loads in the frame is greeted, and answers with its height whenever that changes.
  frame.onload = () => frame.contentWindow.postMessage('dvc:hello', origin)
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source === frame.contentWindow && from === origin && data?.dvc === 'height')
      frame.style.height = data.height + 'px'
  })
  script.after(frame)
})()
