import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { paperBasics, typeset } from '../../web/paper.ts'
import { programmeOf } from '../programmes/index.ts'
import type { CredentialState } from './credential-state.ts'
import type { CredentialRow, Papers } from './credentials.ts'
import { dayText, documentText, durationText } from './hours.ts'
import { PAPER } from './page-words.ts'
import { qrOutline } from './qr.ts'
import { ruleVersionOf, toldBy } from './told.ts'
import { KIND, STATE } from './words.ts'

/** The paper of paper.tsx as an A4 PDF. It holds no moment but that of issue: the same paper in the same state has the same bytes. */
export async function certificatePdf(house: House, lang: Lang, row: CredentialRow, state: CredentialState, papers: Papers | null): Promise<Uint8Array> {
  const programme = programmeOf(house, row.tenant)
  if (!papers || !programme) throw new Problem(410, 'erased', PAPER.erased)
  const told = toldBy(papers.credential)
  const { trial } = programme
  const { kind } = row
  return typeset('features/credentials/certificate.typ', {
    ...paperBasics(house.config, lang, `${say(KIND[kind], lang)} ${told.serial}`, told.at),
    warning: state.state === 'valid' ? null : say(PAPER.notInForce, lang, { state: say(STATE[state.state], lang) }),
    issuer: told.issuer, kind: `${KIND[kind].es}${trial ? ' de prueba' : ''}`, translated: lang === 'es' ? null : say(KIND[kind], lang),
    given: say(PAPER.given, lang), holder: told.name, reason: say(PAPER[kind], lang, { programme: say(programme.title, lang) }),
    rows: [
      ...(papers.document ? [[say(PAPER.document, lang), documentText(papers.document, lang)]] : []),
      [say(PAPER.issuedOn, lang), dayText(told.at)], [say(PAPER.lasted, lang), durationText(told.minutes, lang)],
      ...(told.quiz === null ? [] : [[say(PAPER.quiz, lang), say(PAPER.of20, lang, { mark: told.quiz })]]),
      ...(told.product === null ? [] : [[say(PAPER.product, lang), say(PAPER.of20, lang, { mark: told.product })]]),
      ...(told.labs.length === 0 ? [] : [[say(PAPER.lab, lang), told.labs.join(', ')]]),
    ],
    trial: trial ? say(PAPER.trial, lang) : null, watermark: trial ? say(PAPER.watermark, lang) : null,
    qr: qrOutline(papers.qr), qralt: say(PAPER.qrLabel, lang), verify: say(PAPER.verifyAt, lang, { url: `${house.config.publicUrl}/v` }),
    seriallabel: say(PAPER.serial, lang), serial: told.serial,
    signed: say(PAPER.signed, lang, { issuer: told.issuer, rule: ruleVersionOf(papers.credential) }),
  })
}
