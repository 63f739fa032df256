import { say, type Lang, type Text } from '../../lib/text.ts'
import { paperBasics, typeset } from '../../web/paper.ts'
import { OFFICE as W } from './office-words.ts'

export interface SlipSays { readonly name: string; readonly code: string; readonly address: string; readonly until: Text }

/** The slip of slip-page.tsx on half a sheet. */
export function slipPdf(lang: Lang, { name, code, address, until }: SlipSays, at: Date): Promise<Uint8Array> {
  return typeset('web/slip.typ', {
    ...paperBasics(lang, say(W.slipTitle, lang), at), heading: say(W.slipTitle, lang), facts: [[say(W.slipPerson, lang), name]], codelabel: '', code,
    lines: [say(W.slipHow, lang, { address }), say(until, lang)], strong: say(W.slipSecret, lang), foot: '',
  })
}
