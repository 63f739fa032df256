import type { JSX } from 'preact'
import type { Ctx } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { organisationOf } from '../../web/who.ts'
import type { PersonFile } from '../people/index.ts'
import { enrolmentsOf } from './enrolment.ts'
import { limaDay, sectionsNamed } from './sections.ts'
import { day, stateText } from './shown.ts'
import { PAGE } from './words.ts'

/** A person's enrolments on the page of her file, the newest first; who works for one entity sees those in its sections. */
export async function enrolmentsPart(c: Ctx, { tenant, agent }: PersonFile): Promise<JSX.Element | null> {
  const { house, lang, who } = c.var
  const organisation = organisationOf(who, tenant, ['executor'])
  const all = (await enrolmentsOf(house.db, tenant, agent)).toReversed()
  const sections = new Map((await sectionsNamed(house, tenant, all.map((row) => row.section))).map((section) => [section.id, section]))
  const rows = all.filter((row) => organisation === null || sections.get(row.section)?.organisation === organisation)
  if (rows.length === 0) return null
  const today = limaDay(house.clock())
  return (
    <section class="card">
      <h2>{say(PAGE.herEnrolments, lang)}</h2>
      <ul class="plain">
        {rows.map((row) => (
          <li>
            <a href={`/office/${encodeURIComponent(tenant)}/enrolments/${row.enrolment}`}>{say(sections.get(row.section)?.title ?? PAGE.section, lang)}</a><br />
            <span class="quiet-text">{stateText(row, today, lang)} · {say(PAGE.since, lang)} {day(row.since)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
