import type { JSX } from 'preact'
import type { Ctx } from '../feature.ts'
import { say } from '../lib/text.ts'
import { WORDS } from './words.ts'
import { holds } from './who.ts'

/** Under what an auditor reads, the way to a finding about it, by its code; nothing for anybody else. */
export function RaiseFinding({ c, tenant, about, code }: {
  readonly c: Ctx; readonly tenant: string; readonly about: 'release' | 'figure' | 'certificate' | 'section' | 'free'; readonly code?: string
}): JSX.Element | null {
  if (!holds(c.var.who, tenant, ['auditor'])) return null
  const query = new URLSearchParams({ about, ...(code === undefined ? {} : { code }) })
  return <p><a class="button quiet" href={`/office/${encodeURIComponent(tenant)}/findings/new?${query.toString()}`}>{say(WORDS.raiseFinding, c.var.lang)}</a></p>
}
