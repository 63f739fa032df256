import type { Ctx, Route } from '../../feature.ts'
import { fill, say } from '../../lib/text.ts'
import { isObject, PROBLEM, type JsonObject } from '../../lib/vc/faults.ts'
import { checkAny, checkPresentation, takeCheckTurn, type Checked } from '../credentials/index.ts'
import { answering, BadRequest, bodyOf, missing, problemsOf } from './answer.ts'
import { issue } from './issue.ts'
import { VC } from './words.ts'

/** A presentation of some twenty badges with pictures. */
const MOST_BODY = 256 * 1024

export const routes: readonly Route[] = [
  { method: 'POST', path: '/credentials/issue', handle: (c) => answering(c, () => issue(c)) },
  { method: 'POST', path: '/credentials/verify', maxBody: MOST_BODY, handle: (c) => answering(c, () => verifyCredential(c)) },
  { method: 'POST', path: '/presentations/verify', maxBody: MOST_BODY, handle: (c) => answering(c, () => verifyPresentation(c)) },
]

async function verifyCredential(c: Ctx): Promise<Response> {
  takeCheckTurn(c)
  const { verifiableCredential: given, options } = await bodyOf(c)
  if (given === undefined) throw missing('verifiableCredential')
  return answer(c, await checkAny(c.var.house, given), returns(options, 'returnCredential') ? { verifiableCredential: given } : {})
}

async function verifyPresentation(c: Ctx): Promise<Response> {
  takeCheckTurn(c)
  const { verifiablePresentation: given, options } = await bodyOf(c)
  if (given === undefined) throw missing('verifiablePresentation')
  const proves = { challenge: textOption(options, 'challenge'), domain: textOption(options, 'domain') }
  const verdict = await checkPresentation(c.var.house, given, proves)
  return answer(c, { kind: 'other', here: false, verdict }, returns(options, 'returnPresentation') ? { verifiablePresentation: given } : {})
}

/** 200 also for what does not verify: the checks were made. `errors` is what the W3C's older test suites read. */
function answer(c: Ctx, checked: Checked, given: object): Response {
  const { lang } = c.var
  const problems = problemsOf(checked, lang)
  return c.json({
    verified: checked.verdict.valid, ...given, problemDetails: problems, errors: problems, warnings: [],
    checks: checked.verdict.checks.map((check) => ({ name: check.name, outcome: check.outcome, detail: say(check.sentence, lang) })),
    /** Whether it is a certificate of this institution, held against its register. */
    ours: checked.kind === 'ours',
  }, 200, { 'Cache-Control': 'no-store' })
}

function returns(options: JsonObject[string], name: string): boolean {
  return isObject(options) && options[name] === true
}

function textOption(options: JsonObject[string], field: string): string | undefined {
  const value = isObject(options) ? options[field] : undefined
  if (value === undefined || (typeof value === 'string' && value.length <= 300)) return value
  throw new BadRequest(PROBLEM.malformed, fill(VC.optionWrong, { field: `options.${field}` }))
}
