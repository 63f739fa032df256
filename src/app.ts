import { Hono } from 'hono'
import { PEOPLE, type Ctx, type Env, type Feature, type House, type Role, type Route, type Who } from './feature.ts'
import { refuseWhenFull } from './lib/disk.ts'
import { Problem } from './lib/problem.ts'
import type { Lang } from './lib/text.ts'
import { head } from './record/read.ts'
import { xapiDoor, versionHeader, type Door } from './record/xapi/door.ts'
import { FRESH, RIGHTS, rightsOf } from './rights.ts'
import { serveAsset } from './web/assets.ts'
import { connectionRoute } from './web/connection.tsx'
import { ownEntityOnly } from './web/entity.ts'
import { feedRoute } from './web/feed-route.ts'
import { guard } from './web/guard.ts'
import { officeRoute, statusRoute } from './web/office.tsx'
import { problemResponse } from './web/problem-page.tsx'
import { programDoor, type ProgramDoor } from './web/program-door.ts'
import { notForYou, signInFirst } from './web/who.ts'
import { hiddenAuthorization, xapiRoutes } from './web/xapi-routes.ts'
import { referencesFeature } from './features/references/index.ts'
import { programmes, listProgrammes } from './features/programmes/index.ts'
import { people, HIDDEN_FROM_LEARNERS, agentOf, alsoErased, alsoExported, entityAgents, entityScopes, fileParts, heldWork, signInWays, staleCode, tutorAgents, tutorScopes, whoAsks } from './features/people/index.ts'
import { eraseSalts, log } from './features/log/index.ts'
import { registries, eraseAnswers, ownAnswers, personPart, signInWays as providerLinks } from './features/registries/index.ts'
import { clients, clientAsks, clientFor, takeTurn } from './features/clients/index.ts'
import { phones } from './features/phones/index.ts'
import { agentsOfOrganisation, agentsOfTutor, cohorts, enrolmentsPart, inOrganisation, isTutorOf, lookedFor, sectionsHeld } from './features/cohorts/index.ts'
import { attendance } from './features/attendance/index.ts'
import { agentsOfOwnCalls, appliedToOwnCall, calls } from './features/calls/index.ts'
import { courses } from './features/courses/index.ts'
import { quizzes } from './features/quizzes/index.ts'
import { labs } from './features/labs/index.ts'
import { products } from './features/products/index.ts'
import { tutoring, wasLookedFor } from './features/tutoring/index.ts'
import { credentials } from './features/credentials/index.ts'
import { vc } from './features/vc/index.ts'
import { eraseLinks, ownLinks, sharing } from './features/sharing/index.ts'
import { imports } from './features/imports/index.ts'
import { duties, ownRequests, requestPart } from './features/duties/index.ts'
import { figures } from './features/figures/index.ts'
import { releases } from './features/releases/index.ts'
import { findings } from './features/findings/index.ts'
import { audits } from './features/audits/index.ts'
import { transparency } from './features/transparency/index.ts'
import { integrators } from './features/integrators/index.ts'

/** Every feature, lowest first. The only file that knows them all. */
export const features: readonly Feature[] = [referencesFeature, programmes, people, log, registries, clients, phones, cohorts, attendance, calls, courses, quizzes, labs, products, tutoring, credentials, vc, sharing, imports, duties, figures, releases, findings, audits, transparency, integrators]

// People are below cohorts, so whose tutor somebody is comes to them from here.
tutorScopes.push((house, tenant, tutor, agent) => isTutorOf(house.db, tutor, tenant, agent))
// So are whose people an entity's coordinators see: those in its sections, and who applied to a call that it runs alone.
entityScopes.push((house, tenant, organisation, agents) => inOrganisation(house.db, tenant, organisation, agents), appliedToOwnCall)
// The same as questions, for counting.
tutorAgents.push(agentsOfTutor)
entityAgents.push((_house, tenant, organisation) => Promise.resolve(agentsOfOrganisation(tenant, organisation)), agentsOfOwnCalls)
// Cohorts, registries and duties are above people: her enrolments, what registries answered and what she asked for stand on her page.
fileParts.push(enrolmentsPart, personPart, requestPart)
signInWays.push(providerLinks)
alsoExported.set('registries', ownAnswers)
alsoErased.push(eraseAnswers, eraseSalts, eraseLinks)
// Tutoring is above cohorts too: nobody drops out before somebody looked for her.
lookedFor.push(wasLookedFor)
// Nobody leaves while a section counts on her.
heldWork.push(sectionsHeld)
// What she takes along with her data of features that people do not know.
alsoExported.set('requests', ownRequests)
alsoExported.set('factLinks', ownLinks)

/** The one way into and out of the record for whoever speaks xAPI. */
function xapi(): Door {
  return xapiDoor({
    isTenant: (house, tenant) => listProgrammes(house).some((p) => p.id === tenant),
    agentOf: async (house, who, tenant) => (who.kind === 'learner' ? agentOf(house.db, tenant, who.person) : null),
    mayReadAll: (who, tenant) => rolesOf(who, tenant).has('auditor'),
    facts: features.flatMap((f) => f.facts ?? []),
    hiddenFromLearners: HIDDEN_FROM_LEARNERS,
    takeTurn,
  })
}

/** Takes other programs' requests before they come to the web application; see web/program-door.ts. */
export function createProgramDoor(house: House): ProgramDoor {
  return programDoor(house, xapi(), { clientFor, mayUse: (method, path) => RIGHTS[`${method} ${path}`]?.split(' ').includes('client') ?? false })
}

export function allRoutes(): Route[] {
  const feed = feedRoute({ isTenant: (house, tenant) => listProgrammes(house).some((p) => p.id === tenant), takeTurn })
  const office = officeRoute(features, (c) => listProgrammes(c.var.house))
  return [...xapiRoutes(xapi()), feed, office, statusRoute(features), connectionRoute, ...features.flatMap((f) => f.routes ?? [])]
}

/** The web application. Every route has its row in src/rights.ts, checked here before the handler runs. */
export function createApp(house: House): Hono<Env> {
  const app = new Hono<Env>()
  app.use('*', guard)
  app.get('/assets/:file', serveAsset)
  app.get('/healthz', async (c) => c.json(await health(house)))
  app.use('*', async (c, next) => {
    c.set('house', house)
    if (house.config.demo) c.header('Yachay-Demo', 'true')
    c.set('lang', language(c))
    // Another program's key, where it may use one, else the cookie: with an Authorization header nobody looks at the cookie.
    if (c.req.path.startsWith('/xapi/')) c.header('X-Experience-API-Version', versionHeader({ header: (name) => c.req.header(name) }))
    c.set('who', await (clientAsks(house, c) ?? whoElse(house, c)))
    await next()
  })
  const entity = ownEntityOnly(features)
  for (const route of allRoutes()) {
    const roles = rightsOf(route.method, route.path)
    app.on(route.method, route.path, async (c) => {
      allow(c, roles)
      await entity(c, route, roles)
      limitBody(c, route.maxBody ?? 64 * 1024, route.chunked ?? false)
      const stale = FRESH.has(`${route.method} ${route.path}`) ? await staleCode(c) : null
      if (stale && route.askAgain) return route.askAgain(c, stale)
      if (stale) throw stale
      if (route.method !== 'GET') refuseWhenFull(house.config.dataDir)
      return route.handle(c)
    })
  }
  app.notFound((c) => problemResponse(c as Ctx, new Problem(404, 'not-found', { es: 'No encontramos esa página.', en: 'We could not find that page.' })))
  app.onError((error, c) => problemResponse(c, error))
  return app
}

/** The roles someone holds here: a staff member's in this programme, all of hers where the address names none. */
export function rolesOf(who: Who, tenant: string | undefined): ReadonlySet<Role> {
  if (who.kind !== 'staff') return new Set([who.kind])
  return new Set(who.roles.filter((r) => tenant === undefined || r.tenant === tenant || r.tenant === '*').map((r) => r.role))
}

/** A program whose form hides its key (alternate request syntax of xAPI 1.0.3), or whoever the cookie says. */
async function whoElse(house: House, c: Ctx): Promise<Who> {
  const hidden = await hiddenAuthorization(c)
  return hidden === null ? whoAsks(house, c) : clientFor(house, hidden, c.req.path.split('/')[2] ?? '')
}

function allow(c: Ctx, roles: ReadonlySet<Role>): void {
  // A member of staff without a role here (or anywhere yet) still sees what everybody sees, and may sign out.
  if (PEOPLE.every((role) => roles.has(role))) return
  const held = rolesOf(c.var.who, c.req.param('programme'))
  if ([...held].some((role) => roles.has(role))) return
  throw c.var.who.kind === 'visitor' ? signInFirst() : notForYou()
}

function limitBody(c: Ctx, most: number, chunked: boolean): void {
  const length = Number(c.req.header('content-length') ?? '0')
  const unknown = c.req.header('transfer-encoding') !== undefined && !chunked
  if (length <= most && !unknown) return
  throw new Problem(413, 'too-large', {
    es: `Lo que envías es muy grande. Aquí cabe como máximo ${Math.floor(most / 1024)} KB.`,
    en: `What you send is too large. At most ${Math.floor(most / 1024)} KB fit here.`,
  })
}

/** ?lang= wins and is kept in a cookie; then the cookie; then what the browser asks for; Spanish first. */
function language(c: Ctx): Lang {
  const asked = c.req.query('lang')
  if (asked === 'es' || asked === 'en') {
    c.header('Set-Cookie', `lang=${asked}; Path=/; Max-Age=31536000; SameSite=Lax`, { append: true })
    return asked
  }
  const kept = /(?:^|;\s*)lang=(es|en)/.exec(c.req.header('cookie') ?? '')?.[1]
  if (kept === 'es' || kept === 'en') return kept
  const first = (c.req.header('accept-language') ?? 'es').trim().slice(0, 2).toLowerCase()
  return first === 'en' ? 'en' : 'es'
}

async function health(house: House): Promise<{ ok: true; positions: Record<string, number> }> {
  const positions: Record<string, number> = {}
  for (const programme of listProgrammes(house)) positions[programme.id] = await head(house.db, programme.id)
  return { ok: true, positions }
}
