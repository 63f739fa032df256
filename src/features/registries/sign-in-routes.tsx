import type { JSX } from 'preact'
import type { Ctx, HomeCards, House, Route } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { ProviderSettings } from '../../lib/registry-settings.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { notFound } from '../../web/who.ts'
import { agentsOf, identityOf, safeNext, welcome } from '../people/index.ts'
import { answersOf } from './answers.ts'
import { accountOf, keepProof } from './own-proof.ts'
import { beginAt, endAt, providerOf } from './provider.ts'
import { REGISTRY_NAME, settingsOf } from './registry.ts'
import { REFUSED, SIGN } from './words.ts'
import { rememberWay, takeWay } from './way-there.ts'

const AT = '/sign-in/with/:provider'

/** To a national provider and back. A link, no form: our policy lets forms go nowhere else. */
export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: AT, handle: leave },
  { method: 'GET', path: `${AT}/back`, handle: comeBack },
]

function providerIn(c: Ctx): ProviderSettings {
  const provider = providerOf(c.var.house, c.req.param('provider') ?? '')
  // Where it is off there is nothing at this address.
  if (!provider) throw notFound()
  return provider
}

const backOf = (house: House, provider: ProviderSettings): URL => new URL(`${house.config.publicUrl}/sign-in/with/${provider.id}/back`)

async function leave(c: Ctx): Promise<Response> {
  const { house, who } = c.var
  const provider = providerIn(c)
  try {
    const { address, challenge } = await beginAt(house, provider, backOf(house, provider).href)
    rememberWay(c, { provider: provider.id, ...challenge, next: safeNext(c.req.query('next') ?? '', '/me'), person: who.kind === 'learner' ? who.person : null })
    return c.redirect(address.href, 303)
  } catch (error) {
    if (error instanceof Problem) return refused(c, provider, error)
    throw error
  }
}

/** She proved at the provider who she is: that opens her account, or, when she was signed in, it is kept for the staff to confirm. */
async function comeBack(c: Ctx): Promise<Response> {
  const { house, who } = c.var
  const provider = providerIn(c)
  const way = takeWay(c)
  try {
    if (!way || way.provider !== provider.id) throw new Problem(409, 'no-way', REFUSED.noWay)
    if (way.person !== null && (who.kind !== 'learner' || who.person !== way.person)) throw new Problem(409, 'no-way', REFUSED.noWay)
    const back = backOf(house, provider)
    back.search = new URL(c.req.url).search
    const signed = await endAt(house, provider, back, way)
    const person = way.person ?? await accountOf(house, signed)
    await keepProof(house, person, provider.id, signed)
    if (way.person === null) await welcome(c, person)
    return c.redirect(way.next, 303)
  } catch (error) {
    if (error instanceof Problem) return refused(c, provider, error)
    throw error
  }
}

function refused(c: Ctx, provider: ProviderSettings, problem: Problem): Response | Promise<Response> {
  const { lang, who } = c.var
  const title = say(SIGN.with, lang, { provider: say(REGISTRY_NAME[provider.id], lang) })
  const [href, label] = who.kind === 'learner' ? ['/me', SIGN.toHome] as const : ['/sign-in', SIGN.withPin] as const
  return page(c, {
    title, status: problem.status,
    main: (
      <>
        <h1>{title}</h1>
        <div class="errors" role="alert"><p>{say(problem.sentence, lang)}</p></div>
        <p class="actions"><a class="button" href={href}>{say(label, lang)}</a> <a class="button quiet" href={`/sign-in/with/${provider.id}`}>{say(SIGN.again, lang)}</a></p>
      </>
    ),
  })
}

/** Links on the page where she signs in, beside the PIN: never the only way in. */
export function signInWays(house: House, lang: Lang, next: string): JSX.Element | null {
  const { providers } = settingsOf(house)
  if (providers.length === 0) return null
  const after = next === '' ? '' : `?next=${encodeURIComponent(next)}`
  return (
    <section class="card">
      <h2>{say(SIGN.other, lang)}</h2>
      <p>{say(SIGN.otherText, lang)}</p>
      <p class="actions">{providers.map((p) => <a class="button quiet" href={`/sign-in/with/${p.id}${after}`}>{say(SIGN.with, lang, { provider: say(REGISTRY_NAME[p.id], lang) })}</a>)}</p>
      <p class="hint">{say(SIGN.untested, lang)}</p>
    </section>
  )
}

/** A card on her home while nobody has checked her identity: she may prove it without coming to the office first. */
export const proofCard: HomeCards = async (house, person, lang) => {
  const [provider] = settingsOf(house).providers
  if (!provider) return []
  const agents = await agentsOf(house.db, person)
  const states = await Promise.all(agents.map(async ({ tenant, agent }) => ({
    level: (await identityOf(house.db, tenant, agent)).level, waits: (await answersOf(house.db, tenant, person)).some((a) => a.state === 'open'),
  })))
  if (!states.some((s) => s.level === null)) return []
  const name = { provider: say(REGISTRY_NAME[provider.id], lang) }
  const text = (sentence: Text): string => say(sentence, lang, name)
  if (states.some((s) => s.waits)) return [{ title: text(SIGN.proof), text: text(SIGN.proofWaits), href: '/me/data', action: text(SIGN.myData), order: 90 }]
  return [{ title: text(SIGN.proof), text: text(SIGN.proofText), href: `/sign-in/with/${provider.id}`, action: text(SIGN.with), order: 40 }]
}
