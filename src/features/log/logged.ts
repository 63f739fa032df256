import { verbIri, VERBS_READ_BY_RULES } from '../programmes/index.ts'
import type { Stored } from '../../record/statement.ts'

/** The act by which an owner publishes a cut; it carries the hash of the manifest, which names every file. */
export const CUT_PUBLISHED = verbIri('releasePublished')

/** What the programme did about no single person: cuts, and audits, whose list must have been there before the value that draws from it. */
const OF_PROGRAMME: readonly string[] = [CUT_PUBLISHED, verbIri('auditFrozen'), verbIri('auditDrawn'), verbIri('auditEnded')]

/** What leaves an entry: every act that moves the count, every figure that was told of it, and who looked after it. */
export const LOGGED: readonly string[] = [...VERBS_READ_BY_RULES, ...OF_PROGRAMME]

/** Under whose salt an act is committed to: the person it is about. Acts of the programme itself have one of their own, which nobody's erasure destroys. */
export const whose = (act: Stored): string => (OF_PROGRAMME.includes(act.verb) ? '' : act.actor ?? '')
