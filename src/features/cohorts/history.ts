import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { agentId, readExt } from '../../record/statement.ts'
import type { Statement } from '../../record/statement.ts'
import { staffNames } from '../people/index.ts'
import { activityName, VERB } from '../programmes/index.ts'
import { dropOutCause, HISTORY, PAUSE_CAUSE } from './move-words.ts'
import { sectionsNamed } from './sections.ts'
import { CARE } from './childcare.ts'
import { CARE_SHORT, CHILDCARE } from './childcare-words.ts'
import { CARE_EXT, CHILDCARE_NOTED, MOVE } from './statements.ts'
import { ANNULMENT, CAUSE } from './words.ts'

const VERBS: readonly string[] = [VERB.enrolled, VERB.withdrew, VERB.reEntered, VERB.annulled, CHILDCARE_NOTED, ...Object.values(MOVE)]

export interface HistoryLine {
  readonly at: Date
  readonly text: string
  /** Who recorded it; '' when she did it herself. */
  readonly by: string
}

interface Row { readonly verb: string; readonly object: string; readonly happened: Date; readonly raw: string }

/** Everything that was decided about one enrolment, the newest first, as the record has it. */
export async function historyOf(house: House, tenant: string, enrolment: string, lang: Lang): Promise<HistoryLine[]> {
  const { rows } = await sql<Row>`select verb, object, happened, raw from statement
    where tenant = ${tenant} and registration = ${enrolment}::uuid and authority = 'command' and verb = any(${[...VERBS]}::text[]) order by pos desc`.execute(house.db)
  const statements = rows.map((row) => ({ row, statement: JSON.parse(row.raw) as Statement }))
  const sections = new Map((await sectionsNamed(house, tenant, statements.flatMap(({ row, statement }) => [nameIn(row), String(readExt(statement, 'fromSection') ?? '')]))).map((s) => [s.id, say(s.title, lang)]))
  const staff = await staffNames(house.db, [...new Set(statements.flatMap(({ statement }) => agentId(statement.context?.instructor) ?? []))])
  return statements.flatMap(({ row, statement }) => {
    const by = agentId(statement.context?.instructor)
    const text = lineOf(row, statement, sections, lang)
    return text ? [{ at: row.happened, text, by: by ? staff.get(by) ?? '' : '' }] : []
  })
}

const nameIn = (row: Row): string => (row.verb === VERB.annulled ? '' : activityName(row.object))

function lineOf(row: Row, statement: Statement, sections: ReadonlyMap<string, string>, lang: Lang): string | null {
  const read = (name: string): string => String(readExt(statement, name) ?? '')
  const section = sections.get(nameIn(row)) ?? nameIn(row)
  const cause = (texts: Readonly<Record<string, { es: string; en: string }>>, code: string): string => { const text = texts[code]; return text ? say(text, lang) : code }
  if (row.verb === VERB.enrolled) return say(HISTORY.enrolled, lang, { section })
  if (row.verb === VERB.reEntered) return say(HISTORY['re-entered'], lang)
  if (row.verb === MOVE.transferred) return say(HISTORY.transferred, lang, { section, from: sections.get(read('fromSection')) ?? read('fromSection') })
  if (row.verb === MOVE.paused) return say(HISTORY.paused, lang, { day: read('pausedUntil').split('-').toReversed().join('/'), cause: cause(PAUSE_CAUSE, read('cause')) })
  if (row.verb === MOVE.resumed) return say(HISTORY.resumed, lang)
  if (row.verb === CHILDCARE_NOTED) {
    const marked = CARE.filter((one) => readExt(statement, CARE_EXT[one]) === true)
    return say(CHILDCARE.line, lang, { what: marked.map((one) => say(CARE_SHORT[one], lang)).join(', ') || say(CHILDCARE.none, lang) })
  }
  if (row.verb === VERB.withdrew) return say(read('way') === 'drop-out' ? HISTORY['dropped-out'] : HISTORY.withdrew, lang, { cause: cause(dropOutCause(CAUSE), read('cause')) })
  return row.verb === VERB.annulled && read('reason') in ANNULMENT ? say(HISTORY.annulled, lang, { cause: cause(ANNULMENT, read('reason')) }) : null
}
