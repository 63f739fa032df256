import { el, t } from '../../../web/phone/dom.ts'
import { announce, sendSoon } from '../../../web/phone/own.ts'
import { teller } from './teller.ts'
import { HERE } from './words.ts'

type Tell = (got: { added: number; known: number } | null) => void

async function scanned(place: HTMLElement, said: HTMLElement, tell: Tell): Promise<void> {
  const [{ readQr }, { carryFrames }] = await Promise.all([import('./qr.ts'), import('../../../web/phone/carry.ts')])
  const bytes = await readQr(place, said)
  if (bytes) tell(await carryFrames(bytes))
}

/** Takes envelopes that another phone hands over. */
export function receive(): HTMLElement {
  const { line: said, tell: say } = teller('receiving')
  const place = el('div', {})
  const tell: Tell = (got) => {
    say(got ? t(HERE.received, got) : t(HERE.notOurs))
    announce()
    if (got) void sendSoon(true)
  }
  const file = el('input', { type: 'file', id: 'carried', accept: '.yachay' })
  file.onchange = () => { const chosen = file.files?.[0]; if (chosen) void import('../../../web/phone/carry.ts').then(({ takeFile }) => takeFile(chosen)).then(tell) }
  const scan = el('button', { type: 'button', className: 'quiet', onclick: () => void scanned(place, said, tell) }, t(HERE.scan))
  return el('details', { id: 'receive' }, el('summary', {}, t(HERE.receive)), el('label', { htmlFor: 'carried' }, t(HERE.receiveHint)), file, el('p', {}, scan), said, place)
}
