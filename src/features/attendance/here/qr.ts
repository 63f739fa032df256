import { el, pageLang, t } from '../../../web/phone/dom.ts'
import type { Own } from '../../../web/phone/own.ts'
import { digitsFor, scanText, stepAt } from '../code.ts'
import { LIST } from '../phone-words.ts'
import type { TakenSection } from '../take.ts'
import { sendSheet, serverNow } from './send-sheet.ts'
import type { Sheet } from './sheet.ts'

/** The code of this moment as a picture and as six digits. `drawer`: address of the script that draws it. Stops when it leaves the page. */
export function qrScreen(own: Own, section: TakenSection, sheet: Sheet, drawer: string, back: () => void): HTMLElement[] {
  const picture = el('div', { className: 'class-qr' })
  const digits = el('p', { className: 'big', id: 'digits' })
  let shown = -1
  const draw = async (): Promise<void> => {
    const step = stepAt(await serverNow())
    if (step === shown) return
    shown = step
    const { id } = sheet.session
    digits.textContent = digitsFor(section.secret, id, step).replace(/(...)(...)/, '$1 $2')
    const { qrPicture } = await import(drawer) as { qrPicture: (text: string) => SVGSVGElement }
    picture.replaceChildren(qrPicture(`${location.origin}/take/scan/${pageLang}#${scanText(section.secret, id, step)}`))
  }
  void draw()
  const timer = setInterval(() => (picture.isConnected ? void draw() : clearInterval(timer)), 500)
  // The server must know a class that was made here, or nobody's scan finds it.
  if (!sheet.told) void sendSheet(own, section, sheet, null).catch(() => { digits.insertAdjacentElement('afterend', el('p', { className: 'bad', role: 'alert' }, t(LIST.notKept))) })
  return [el('p', {}, t(LIST.qrSays)), picture, digits, el('p', {}, el('button', { type: 'button', onclick: back }, t(LIST.hideQr)))]
}
