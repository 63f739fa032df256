import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { wholeStaff } from '../../web/who.ts'
import { fieldsOf, idOf, MOST_WORDS, textProblems, textsOf } from '../duties/index.ts'
import { findingsAbout } from '../findings/index.ts'
import { claimsOf, logged, personOf, profileOf, staffNames } from '../people/index.ts'
import { judgePerson } from './acts.ts'
import { baseOf, packAnswer, sampledIn, tenantOf } from './asked.ts'
import { sampleOf, type AuditPerson } from './audit-person.ts'
import { chainOf } from './chain.ts'
import { PERSON } from './page-words.ts'
import { AuditedPersonPage, HOLDS, type PersonProps } from './person-page.tsx'
import { ATTRIBUTES, FAILS, type Attribute } from './statements.ts'
import { WRONG } from './words.ts'

const AT = '/office/:programme/audits/:audit/people/:pseudonym'

export const personRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: (c) => show(c) },
  { method: 'POST', path: AT, handle: judge },
  { method: 'GET', path: `${AT}/pack.zip`, handle: pack },
]

type Typed = PersonProps['typed']
interface Shown { readonly typed?: Typed; readonly problems?: readonly FieldProblem[]; readonly refusal?: Text; readonly status?: number }

async function show(c: Ctx, shown: Shown = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { staff } = wholeStaff(c, tenant, 'auditor')
  const { audit, hers, agent } = await sampledIn(c)
  const person = await personOf(house.db, tenant, agent)
  const profile = person && await profileOf(house, house.db, person)
  await logged(house.db, { staff, action: 'audit-person-seen', tenant, ...(person ? { person } : {}), detail: { audit: audit.audit, place: hers.place } }, house.clock())
  const chain = await chainOf(house, tenant, agent, audit.cut)
  const sample = await sampleOf(house.db, tenant, audit.audit)
  const at = (place: number): string | null => sample.find((one) => one.place === place)?.pseudonym ?? null
  const findings = (await Promise.all(chain.agents.map((one) => findingsAbout(house.db, tenant, one)))).flat()
  const office = `/office/${encodeURIComponent(tenant)}`
  return page(c, {
    title: say(PERSON.title, lang, { n: hers.place, size: audit.size }), status: shown.status ?? 200,
    main: <AuditedPersonPage lang={lang} at={`${baseOf(c)}/${audit.audit}`} audit={audit} hers={hers} neighbours={{ before: at(hers.place - 1), next: at(hers.place + 1) }} chain={chain}
      person={person && profile ? { name: profile.name, documents: (await claimsOf(house, house.db, person)).map((claim) => claim.document) } : null}
      names={await staffNames(house.db, chain.links.flatMap((link) => link.acts.flatMap((act) => act.by ?? [])))}
      findings={findings.map((f) => ({ number: f.number, href: `${office}/findings/${f.finding}`, state: PERSON[f.stage === 'raised' ? 'open' : f.stage] }))}
      raise={`${office}/findings/new?about=person&code=${agent}`} typed={shown.typed ?? await before(c, hers)} problems={shown.problems ?? []} refusal={shown.refusal} />,
  })
}

const nothingChosen = (of: (attribute: Attribute) => string): Record<Attribute, string> =>
  ({ identity: of('identity'), admission: of('admission'), attendance: of('attendance'), assessment: of('assessment'), certificate: of('certificate') })

/** The form as she was judged last; empty before. */
async function before(c: Ctx, { fails, judgement }: AuditPerson): Promise<Typed> {
  const { house } = c.var
  const words = judgement === null ? [] : await textsOf(house, house.db, judgement)
  return {
    id: crypto.randomUUID(), text: words[0]?.text ?? '',
    chosen: nothingChosen((attribute) => (fails === null ? '' : fails.find((fail) => fail.startsWith(`${attribute}:`)) ?? HOLDS)),
  }
}

async function judge(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  const { audit, hers } = await sampledIn(c)
  const field = await fieldsOf(c)
  const typed: Typed = { id: idOf(field('id')), chosen: nothingChosen(field), text: field('text').trim() }
  const wrong = ATTRIBUTES.filter((attribute) => {
    const chosen = typed.chosen[attribute]
    return chosen !== HOLDS && !(FAILS.includes(chosen) && chosen.startsWith(`${attribute}:`))
  })
  const fails = ATTRIBUTES.map((attribute) => typed.chosen[attribute]).filter((chosen) => chosen !== HOLDS)
  const needsWords = fails.length > 0 || typed.text !== ''
  const problems: FieldProblem[] = [...wrong.map((field) => ({ field, sentence: WRONG.choose })), ...(needsWords && wrong.length === 0 ? textProblems(typed.text, MOST_WORDS.told) : [])]
  if (problems.length > 0) return show(c, { typed, problems, status: 422 })
  try {
    await judgePerson(c.var.house, audit, { id: typed.id, pseudonym: hers.pseudonym, fails, text: typed.text, by })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return show(c, { typed, refusal: error.sentence, status: error.status })
  }
  return c.redirect(`${baseOf(c)}/${audit.audit}?done`, 303)
}

async function pack(c: Ctx): Promise<Response> {
  const { staff: by } = wholeStaff(c, tenantOf(c), 'auditor')
  const { audit, hers } = await sampledIn(c)
  return packAnswer(c, audit, [hers], by)
}
