import type { JSX } from 'preact'
import type { Ctx } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { organisationOf } from '../../web/who.ts'
import type { PersonFile } from '../people/index.ts'
import { REQUEST } from './page-words.ts'

/** On the page of a person: the way to her requests, for who looks after the whole programme. */
export function requestPart(c: Ctx, { tenant, agent }: PersonFile): Promise<JSX.Element | null> {
  if (organisationOf(c.var.who, tenant, ['executor']) !== null) return Promise.resolve(null)
  return Promise.resolve(<p><a href={`/office/${encodeURIComponent(tenant)}/requests/new?of=${agent}`}>{say(REQUEST.ofPerson, c.var.lang)}</a></p>)
}
