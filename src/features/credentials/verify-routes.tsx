import type { Ctx, Route } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { asset } from '../../web/assets.ts'
import { page } from '../../web/page.tsx'
import { notFound } from '../../web/who.ts'
import { checkFile, MOST_FILE } from './check-file.tsx'
import { countCheck } from './checks-counted.ts'
import { compactKeys } from './compact-sign.ts'
import { credentialBySerial, papersOf } from './credentials.ts'
import { stateOf } from './credential-state.ts'
import { knownIssuers } from './issuer-keys.ts'
import { didDocument, didWeb } from './issuer.ts'
import { VERIFY } from './page-words.ts'
import { register } from './register.ts'
import { readSerial } from './serial.ts'
import { statusList } from './signed-list.ts'
import { answerKept, answerState } from './state-answer.ts'
import { toldBy } from './told.ts'
import { ResultPage, UnknownSerialPage, VerifyPage } from './verify-pages.tsx'
import { verifyCredential } from './verify.ts'

export const verifyRoutes: readonly Route[] = [
  { method: 'GET', path: '/v', handle: start },
  { method: 'POST', path: '/v', handle: (c) => checkFile(c, (field) => verifyPage(c, { field })), maxBody: MOST_FILE },
  { method: 'GET', path: '/v/kept.json', handle: answerKept },
  { method: 'GET', path: '/v/:serial', handle: presentState },
  { method: 'GET', path: '/v/:serial/state.json', handle: answerState },
  { method: 'GET', path: '/v/status/:purpose/:list', handle: statusList },
  { method: 'GET', path: '/.well-known/did.json', handle: did },
  { method: 'GET', path: '/did.json', handle: did },
]

async function start(c: Ctx): Promise<Response> {
  const typed = c.req.query('serial')
  if (typed === undefined) return verifyPage(c)
  const serial = readSerial(typed)
  return serial ? c.redirect(`/v/${serial}`, 303) : verifyPage(c, { serial: typed, field: 'serial' })
}

async function verifyPage(c: Ctx, wrong?: { field: 'serial' | 'text' | 'file'; serial?: string }): Promise<Response> {
  const { house, lang } = c.var
  const problems = wrong ? [{ field: wrong.field, sentence: { serial: VERIFY.serialWrong, text: VERIFY.nothingGiven, file: VERIFY.notBaked }[wrong.field] }] : []
  const keys = compactKeys(await knownIssuers(house, house.db))
  return page(c, {
    title: say(VERIFY.title, lang), status: wrong ? 422 : 200, scripts: ['verify.js'], cacheSeconds: wrong ? 0 : 60,
    main: <VerifyPage lang={lang} keys={keys} library={asset('p256.js')} reader={asset('qr-read.js')} serial={wrong?.serial ?? ''} problems={problems} />,
  })
}

async function presentState(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const typed = c.req.param('serial') ?? ''
  const serial = readSerial(typed)
  if (serial && serial !== typed) return c.redirect(`/v/${serial}`, 303)
  const row = serial ? await credentialBySerial(house.db, serial) : undefined
  const state = row && await stateOf(house.db, row.credential)
  if (!row || !state) {
    return page(c, { title: say(VERIFY.unknownTitle, lang), status: 404, main: <UnknownSerialPage lang={lang} serial={serial ?? typed.slice(0, 40)} /> })
  }
  // It shows a name to whoever has the serial: no search engine lists it.
  c.header('X-Robots-Tag', 'noindex, nofollow')
  const papers = await papersOf(house, house.db, row.credential)
  const verdict = papers ? await verifyCredential(papers.credential, register(house)) : null
  await countCheck(house, row.tenant, verdict?.valid ?? false)
  return page(c, {
    title: say(VERIFY.stateTitle, lang),
    main: (
      <ResultPage
        lang={lang} checks={verdict?.checks ?? []} valid={verdict?.valid ?? false} told={papers ? toldBy(papers.credential) : null} state={state}
        now={house.clock()} erased={papers === null}
      />
    ),
  })
}

/** Where did:web looks for our keys; an installation without https has no such name. */
async function did(c: Ctx): Promise<Response> {
  const { house } = c.var
  const name = didWeb(house.config.publicUrl)
  if (!name) throw notFound()
  const document = didDocument(name, await knownIssuers(house, house.db))
  return c.body(JSON.stringify(document), 200, { 'Content-Type': 'application/did+ld+json', 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' })
}
