// The browser knows best whether it takes this page for secure: a proxy in front may have told the server too little.
for (const part of Array.from(document.querySelectorAll<HTMLElement>('[data-secure]'))) part.hidden = (part.dataset.secure === 'yes') !== window.isSecureContext

export {}
