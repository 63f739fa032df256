import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import type { Ctx, Route } from '../../feature.ts'
import { page } from '../../web/page.tsx'
import { learner } from '../../web/who.ts'
import { agentsOf, limaDay, staffNames } from '../people/index.ts'
import { listProgrammes } from '../programmes/index.ts'
import { fieldsOf, idOf, MOST_WORDS, textProblems } from './fields.ts'
import { OwnRequestsPage, type OwnProps, type OwnRequest } from './own-page.tsx'
import { OWN } from './page-words.ts'
import { requestsOfAgent } from './request.ts'
import { takeRequest } from './requests.ts'
import { RIGHTS_ASKED } from './statements.ts'
import { textsOf } from './texts.ts'
import { WRONG } from './words.ts'

export const ownRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/requests', handle: (c) => show(c) },
  { method: 'POST', path: '/me/requests', handle: send },
]

interface Shown { readonly typed?: OwnProps['typed']; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const subjects = await agentsOf(house.db, learner(c).person)
  const rows = (await Promise.all(subjects.map((s) => requestsOfAgent(house.db, s.tenant, s.agent)))).flat()
  const names = await staffNames(house.db, rows.flatMap((row) => row.answered_by ?? []))
  const requests: OwnRequest[] = []
  for (const row of rows) requests.push({ row, texts: await textsOf(house, house.db, row.request), answeredBy: names.get(row.answered_by ?? '') ?? '' })
  const programmes = listProgrammes(house).filter((p) => subjects.some((s) => s.tenant === p.id)).map(({ id, title }) => ({ id, title }))
  return page(c, {
    title: say(OWN.title, lang), status: shown.status ?? 200,
    main: <OwnRequestsPage lang={lang} requests={requests} programmes={programmes} today={limaDay(house.clock())} problems={shown.problems ?? []} refusal={shown.refusal}
      typed={shown.typed ?? { id: crypto.randomUUID(), programme: '', right: '', text: '' }} sent={c.req.method === 'GET' && c.req.query('sent') !== undefined} />,
  })
}

async function send(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { person } = learner(c)
  const field = await fieldsOf(c)
  const typed = { id: idOf(field('id')), programme: field('programme'), right: field('right'), text: field('text').trim() }
  const subject = (await agentsOf(house.db, person)).find((s) => s.tenant === typed.programme)
  const right = RIGHTS_ASKED.find((one) => one === typed.right)
  const problems: FieldProblem[] = [
    ...(subject ? [] : [{ field: 'programme', sentence: WRONG.choose }]), ...(right ? [] : [{ field: 'right', sentence: WRONG.choose }]),
    ...textProblems(typed.text, MOST_WORDS.request),
  ]
  if (!subject || !right || problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await takeRequest(house, { id: typed.id, ...subject, right, via: 'own', received: limaDay(house.clock()), by: null, text: typed.text })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect('/me/requests?sent', 303)
}
