import { agent, ext, type Draft } from '../../record/statement.ts'
import { CUT_PUBLISHED } from '../log/index.ts'
import { activity } from '../programmes/index.ts'

/** The log names it, because it is logged. */
export const PUBLISHED = CUT_PUBLISHED

/** A cut was published by an owner: `hash` is that of its manifest, which names every file. */
export function releasePublished(tenant: string, release: string, by: string, at: Date, about: { cut: number; hash: string; reasons: readonly string[] }): Draft {
  return {
    tenant,
    statement: {
      actor: agent(by), verb: { id: PUBLISHED, display: { en: 'release-published' } }, object: activity(tenant, 'releases', release),
      context: { extensions: ext({ cut: about.cut, hash: about.hash, reasons: about.reasons }) }, timestamp: at.toISOString(),
    },
  }
}
