import type { Ctx } from '../../feature.ts'
import { fill, say, type Lang, type Text } from '../../lib/text.ts'
import { isObject, PROBLEM, type Fault, type JsonObject, type ProblemType } from '../../lib/vc/faults.ts'
import { readJson } from '../../lib/vc/read-json.ts'
import type { Checked } from '../credentials/index.ts'
import { VC } from './words.ts'

/** RFC 9457, with the types of the specifications; `title` is the name at the end of the type. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly detail: string
  readonly status?: number
}

export function details(type: ProblemType, sentence: Text, lang: Lang): ProblemDetails {
  return { type, title: type.split('#')[1] ?? 'UNAVAILABLE', detail: say(sentence, lang) }
}

export const ofFault = ({ type, where, sentence }: Fault, lang: Lang): ProblemDetails & { where?: string } => ({ ...details(type, sentence, lang), ...(where ? { where } : {}) })

/** Which problem of the specifications a failed check of a certificate of ours is. */
const OF_CHECK = {
  shape: PROBLEM.malformed, context: PROBLEM.malformed, issuer: PROBLEM.method, proof: PROBLEM.proof, dates: PROBLEM.range, status: PROBLEM.revoked,
} as const

export function problemsOf({ verdict, kind }: Checked, lang: Lang): ProblemDetails[] {
  if (kind === 'other') return verdict.faults.map((f) => ofFault(f, lang))
  return verdict.checks.filter((c) => c.outcome === 'failed').map((c) => details(OF_CHECK[c.name], c.sentence, lang))
}

/** A request that is not one: 400 with one ProblemDetails. */
export class BadRequest extends Error {
  readonly type: ProblemType
  readonly sentence: Text
  constructor(type: ProblemType, sentence: Text) {
    super(type)
    this.type = type
    this.sentence = sentence
  }
}

/** Runs a route; what it refuses is said as RFC 9457 says it. */
export async function answering(c: Ctx, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error
    const problem = { ...details(error.type, error.sentence, c.var.lang), status: 400 }
    return c.json({ ...problem, problemDetails: [problem], errors: [problem] }, 400)
  }
}

/** The object in a request's body. */
export async function bodyOf(c: Ctx): Promise<JsonObject> {
  const body = readJson(await c.req.text())
  if (!isObject(body)) throw new BadRequest(PROBLEM.parsing, VC.notJson)
  return body
}

export function missing(field: string): BadRequest {
  return new BadRequest(PROBLEM.malformed, fill(VC.nothing, { field }))
}
