// Says how many questions are answered and keeps the answers on the server while she works; the form works without it.
const form = document.querySelector<HTMLFormElement>('form#quiz')
const said = document.getElementById('answered')
const WAIT_MS = 1500

/** A question of several lines is answered when each of them is. */
function answered(data: FormData): number {
  const open = new Set<string>()
  const begun = new Set<string>()
  data.forEach((value, name) => {
    const question = /^(q\d+)(-\d+)?$/.exec(name)?.[1]
    if (question === undefined || typeof value !== 'string') return
    if (value.trim() === '') open.add(question)
    else begun.add(question)
  })
  return Array.from(begun).filter((question) => !open.has(question)).length
}

function tell(): void {
  if (form && said) said.textContent = (said.dataset.text ?? '').replace('{n}', String(answered(new FormData(form))))
}

let waiting = 0
let sending = false

function keepSoon(): void {
  window.clearTimeout(waiting)
  waiting = window.setTimeout(() => {
    if (!form || sending) return
    const data = new URLSearchParams()
    new FormData(form).forEach((value, name) => data.append(name, String(value)))
    data.set('do', 'save')
    // A save that fails now is tried with the next change; the button still sends everything.
    fetch(form.action, { method: 'POST', body: data, redirect: 'manual', credentials: 'same-origin' }).catch(() => undefined)
  }, WAIT_MS)
}

if (form) {
  tell()
  form.addEventListener('change', () => { tell(); keepSoon() })
  form.addEventListener('input', tell)
  form.addEventListener('submit', () => { sending = true; window.clearTimeout(waiting) })
}
