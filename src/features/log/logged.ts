import { verbIri, VERBS_READ_BY_RULES } from '../programmes/index.ts'
import type { Stored } from '../../record/statement.ts'

/** The act by which an owner publishes a cut; it carries the hash of the manifest, which names every file. */
export const CUT_PUBLISHED = verbIri('releasePublished')

/** What leaves an entry: every act that moves the count, and every figure that was told of it. */
export const LOGGED: readonly string[] = [...VERBS_READ_BY_RULES, CUT_PUBLISHED]

/** Under whose salt an act is committed to: the person it is about. Acts of the programme itself have one of their own, which nobody's erasure destroys. */
export const whose = (act: Stored): string => (act.verb === CUT_PUBLISHED ? '' : act.actor ?? '')
