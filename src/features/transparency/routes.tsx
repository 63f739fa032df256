import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, notFound, staff } from '../../web/who.ts'
import { lastResult } from '../audits/index.ts'
import { publishedCalls } from '../calls/index.ts'
import { staffNames } from '../people/index.ts'
import {
  listProgrammes, liveNumber, livePersons, programmeOf, readSignatures, recordSignature, targetsToday, type LoadedRule, type Programme, type Signature,
} from '../programmes/index.ts'
import { releaseName, releasesOf } from '../releases/index.ts'
import { auditedJson, type Audited } from './audited-number.tsx'
import { HomePage, ProgrammePage } from './programme-page.tsx'
import { recountFile } from './recount-file.ts'
import { SignPage } from './sign-page.tsx'
import { WORDS } from './words.ts'

/** Long enough to spare the database a crowd, short enough that nobody waits for her number. */
const CACHE_SECONDS = 5

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

const of = (signatures: readonly Signature[], rule: LoadedRule): Signature[] =>
  signatures.filter((s) => s.version === rule.version && s.hash === rule.hash)

async function auditedIn(c: Ctx, tenant: string): Promise<Audited | null> {
  const last = await lastResult(c.var.house.db, tenant)
  return last && { cut: last.audit.release, result: last.result }
}

async function home(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programmes = await Promise.all(listProgrammes(house).map(async (programme) => ({
    programme, figures: await liveNumber(house, programme.id), targets: await targetsToday(house, programme.id), calls: await publishedCalls(house, programme.id),
  })))
  return page(c, { title: say(WORDS.homeTitle, lang), cacheSeconds: CACHE_SECONDS, main: <HomePage programmes={programmes} lang={lang} /> })
}

async function publicPage(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const programme = asked(c)
  const figures = await liveNumber(house, programme.id)
  const signatures = await readSignatures(house.db, programme.id)
  const rule = programme.rules.find((r) => r.hash === figures.rule?.hash) ?? programme.rules.at(-1)
  if (!rule) throw notFound()
  const names = await staffNames(house.db, signatures.map((s) => s.staff))
  return page(c, {
    title: say(programme.title, lang), cacheSeconds: CACHE_SECONDS,
    ...(programme.trial ? { notice: say(WORDS.trialNotice, lang) } : {}),
    main: <ProgrammePage programme={programme} figures={figures} targets={await targetsToday(house, programme.id)} calls={await publishedCalls(house, programme.id)} lang={lang}
      rule={{ rule, signatures: of(signatures, rule), names }} audited={await auditedIn(c, programme.id)} />,
  })
}

/** The same figures for programs: levels, position, time, lag, rule. `counts` is null while no rule is in force. */
async function numberJson(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const { tenant, pos, at, behind, rule, counts } = await liveNumber(c.var.house, programme.id)
  const targets = await targetsToday(c.var.house, programme.id)
  c.header('Cache-Control', 'no-store')
  return c.json({
    ...(c.var.house.config.demo ? { demo: true } : {}), programme: tenant, trial: programme.trial, target: targets[0]?.persons, targets, pos, at: at?.toISOString() ?? null, behind,
    rule: rule && { version: rule.version, hash: rule.hash, inForceSince: rule.since }, counts: counts && { n0: counts[0], n1: counts[1], n2: counts[2], n3: counts[3] },
    audit: auditedJson(await auditedIn(c, tenant), counts?.[3]),
  })
}

async function recountCsv(c: Ctx): Promise<Response> {
  const { house } = c.var
  const programme = asked(c)
  const { rule } = await liveNumber(house, programme.id)
  if (!rule) throw new Problem(404, 'no-figure', WORDS.noFigure)
  const { pos, persons } = await livePersons(house.db, programme.id)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${house.config.demo ? 'DEMOSTRACION-' : ''}${programme.id}-recount-${pos}.csv"`)
  c.header('Cache-Control', 'no-store')
  return c.body(recountFile(house.keys, programme.id, pos, persons, house.config.demo !== undefined))
}

async function rulePage(c: Ctx): Promise<Response> {
  const { house, lang, who } = c.var
  const programme = asked(c)
  const signatures = await readSignatures(house.db, programme.id)
  const names = await staffNames(house.db, signatures.map((s) => s.staff))
  const owner = who.kind === 'staff' && holds(who, programme.id, ['approver']) ? who.staff : null
  const rules = programme.rules.toReversed().map((rule) => ({ rule, signatures: of(signatures, rule), names }))
  return page(c, {
    title: say(WORDS.officeRule, lang),
    main: <SignPage programme={programme} rules={rules} owner={owner} justSigned={c.req.query('signed') !== undefined} cuts={(await releasesOf(house.db, programme.id, 'published')).map(releaseName)} lang={lang} />,
  })
}

const SignForm = z.object({ version: z.string().max(20), hash: z.string().max(100) })

async function sign(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  const form = SignForm.safeParse(await c.req.parseBody())
  if (!form.success) throw notFound()
  await recordSignature(c.var.house, { tenant: programme.id, ...form.data, staff: owner.staff })
  return c.redirect(`/office/${programme.id}/rule?signed`, 303)
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', handle: home },
  { method: 'GET', path: '/p/:programme', handle: publicPage },
  { method: 'GET', path: '/p/:programme/number.json', handle: numberJson },
  { method: 'GET', path: '/p/:programme/recount.csv', handle: recountCsv },
  { method: 'GET', path: '/office/:programme/rule', handle: rulePage },
  { method: 'POST', path: '/office/:programme/rule', handle: sign },
]
