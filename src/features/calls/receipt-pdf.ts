import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { paperBasics, typeset } from '../../web/paper.ts'
import { namesOf, personOf } from '../people/index.ts'
import { programmeOf, type Call } from '../programmes/index.ts'
import type { Application } from './application.ts'
import { moment } from './moment.ts'
import { PUBLIC } from './page-words.ts'
import { OFFICE } from './office-words.ts'
import { STATE, STATE_MEANS } from './words.ts'

/** Her receipt on half a page: the file number, what it is of and how it stands. `foot`: who printed it. */
export async function receiptPdf(house: House, lang: Lang, call: Call, row: Application, foot: string): Promise<Uint8Array> {
  const person = await personOf(house.db, row.tenant, row.agent)
  const name = person ? (await namesOf(house, [person])).get(person) : undefined
  const programme = programmeOf(house, row.tenant)?.title
  return typeset('web/slip.typ', {
    ...paperBasics(house.config, lang, `${say(PUBLIC.receipt, lang)} ${row.expediente}`, house.clock()), heading: say(PUBLIC.receipt, lang),
    facts: [
      [say(PUBLIC.receiptName, lang), name ?? say(OFFICE.unnamed, lang)], [say(PUBLIC.call, lang), say(call.title, lang)],
      [say(PUBLIC.receiptProgramme, lang), programme ? say(programme, lang) : row.tenant],
      [say(PUBLIC.state, lang), `${say(STATE[row.state], lang)}. ${say(PUBLIC.since, lang, { date: moment(row.since, lang) })}`],
    ],
    codelabel: say(PUBLIC.receiptNumber, lang), code: row.expediente,
    lines: [say(STATE_MEANS[row.state], lang), say(PUBLIC.receiptWhere, lang, { url: `${house.config.publicUrl}/sign-in` })],
    strong: '', foot,
  })
}
