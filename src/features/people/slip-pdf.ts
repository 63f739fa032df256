import type { House } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { paperBasics, typeset } from '../../web/paper.ts'
import { OFFICE as W } from './office-words.ts'

export interface SlipSays { readonly name: string; readonly code: string; readonly address: string; readonly until: Text }

/** The slip of slip-page.tsx on half a sheet. */
export function slipPdf(house: Pick<House, 'config' | 'clock'>, lang: Lang, { name, code, address, until }: SlipSays): Promise<Uint8Array> {
  return typeset('web/slip.typ', {
    ...paperBasics(house.config, lang, say(W.slipTitle, lang), house.clock()), heading: say(W.slipTitle, lang), facts: [[say(W.slipPerson, lang), name]], codelabel: '', code,
    lines: [say(W.slipHow, lang, { address }), say(until, lang)], strong: say(W.slipSecret, lang), foot: '',
  })
}
