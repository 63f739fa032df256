import type { Ctx, Route } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { learner, wholeStaff } from '../../web/who.ts'
import { agentsOf, consentsOf } from '../people/index.ts'
import { listProgrammes } from '../programmes/index.ts'
import { ConsentCountsPage, LedgerPage } from './consent-pages.tsx'
import { consentTotals } from './consent-total.ts'
import { LEDGER } from './consent-words.ts'

export const consentRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/consents', handle: ledger },
  { method: 'GET', path: '/office/:programme/consents', handle: counts },
]

async function ledger(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { person } = learner(c)
  const [consents, subjects] = [await consentsOf(house.db, person), await agentsOf(house.db, person)]
  const programmes = listProgrammes(house).filter((p) => subjects.some((s) => s.tenant === p.id)).map(({ id, title }) => ({ id, title }))
  return page(c, { title: say(LEDGER.title, lang), main: <LedgerPage lang={lang} consents={consents} programmes={programmes} saved={c.req.query('saved') !== undefined} /> })
}

async function counts(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = c.req.param('programme') ?? ''
  wholeStaff(c, tenant, 'executor', 'approver', 'auditor')
  return page(c, { title: say(LEDGER.office, lang), main: <ConsentCountsPage lang={lang} {...await consentTotals(house.db, tenant)} /> })
}
