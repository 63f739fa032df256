import type { Ctx } from '../../feature.ts'
import { unbaked } from '../../lib/baked/unbaked.ts'
import { say } from '../../lib/text.ts'
import { readJson } from '../../lib/vc/read-json.ts'
import { page } from '../../web/page.tsx'
import { checkAny, type Checked } from './check-any.ts'
import { CHECK_ANY } from './check-any-words.ts'
import { takeCheckTurn } from './check-turns.ts'
import { countCheck } from './checks-counted.ts'
import { stateOf } from './credential-state.ts'
import { OtherPage } from './other-page.tsx'
import { VERIFY } from './page-words.ts'
import { toldBy } from './told.ts'
import { ResultPage } from './verify-pages.tsx'

/** In bytes; a certificate of ours has some 5 KB, a badge's picture with one inside 40, other issuers' more. */
export const MOST_FILE = 2 * 1024 * 1024
/** Of the credential itself, in characters. */
const MOST_TEXT = 256 * 1024

/** A file or text that somebody was given: a certificate of ours, or anybody's credential, which is never told as one of ours. */
export async function checkFile(c: Ctx, nothingGiven: (field: 'text' | 'file') => Promise<Response>): Promise<Response> {
  const { house } = c.var
  const body = await c.req.parseBody()
  const bytes = body.file instanceof File && body.file.size > 0 ? Buffer.from(await body.file.arrayBuffer()) : Buffer.alloc(0)
  const badge = unbaked(bytes)
  if (badge === '') return nothingGiven('file')
  const text = (badge ?? bytes.toString('utf8')) || (typeof body.text === 'string' ? body.text : '')
  if (text.trim() === '') return nothingGiven('text')
  takeCheckTurn(c)
  // What is no JSON has no shape either: undefined fails the first check.
  const given = text.length > MOST_TEXT ? undefined : readJson(text)
  const checked = await checkAny(house, given)
  return checked.kind === 'ours' ? oursPage(c, checked) : otherPage(c, given, checked)
}

async function oursPage(c: Ctx, { verdict: { checks, valid, credential } }: Checked & { kind: 'ours' }): Promise<Response> {
  const { house, lang } = c.var
  const state = credential ? await stateOf(house.db, credential.id.slice('urn:uuid:'.length)) : undefined
  if (state) await countCheck(house, state.tenant, valid)
  const issued = checks.every((check) => check.name === 'status' || check.outcome === 'passed')
  return page(c, {
    title: say(VERIFY.stateTitle, lang),
    main: <ResultPage lang={lang} checks={checks} valid={valid} told={credential && issued ? toldBy(credential) : null} state={state ?? null} now={house.clock()} />,
  })
}

function otherPage(c: Ctx, given: unknown, { here, verdict }: Checked & { kind: 'other' }): Response | Promise<Response> {
  const { house, lang } = c.var
  return page(c, { title: say(CHECK_ANY.title, lang), main: <OtherPage lang={lang} given={given} here={here} verdict={verdict} now={house.clock()} /> })
}
