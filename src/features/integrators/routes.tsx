import type { Ctx, Route } from '../../feature.ts'
import { say } from '../../lib/text.ts'
import { profileOf } from '../../record/profile/profile.ts'
import { compressed } from '../../web/compress.ts'
import { page } from '../../web/page.tsx'
import { listProgrammes } from '../programmes/index.ts'
import { openApi } from './api/document.ts'
import { DevelopersPage } from './developers-page.tsx'
import { ProfilePage } from './profile-page.tsx'
import { WORDS } from './words.ts'

/** Changes only with the program. */
const CACHE_SECONDS = 300

const programmesOf = (c: Ctx): string[] => listProgrammes(c.var.house).map((p) => p.id)

function openApiJson(c: Ctx): Response | Promise<Response> {
  const document = openApi({ publicUrl: c.var.house.config.publicUrl, programmes: programmesOf(c) }, c.var.lang)
  return varying('Accept-Language', compressed(c, JSON.stringify(document), 200, { 'Content-Type': 'application/json', 'Cache-Control': `public, max-age=${CACHE_SECONDS}` }))
}

function developers(c: Ctx): Response | Promise<Response> {
  const { house, lang } = c.var
  return varying('Accept-Language', page(c, {
    title: say(WORDS.title, lang), cacheSeconds: CACHE_SECONDS, scripts: ['try-api.js'],
    main: <DevelopersPage publicUrl={house.config.publicUrl} programme={programmesOf(c)[0] ?? 'programa'} lang={lang} />,
  }))
}

/** One address for both (xAPI Profiles 1.0: a profile is found at its own IRI): people get a page, programs JSON-LD. */
function profile(c: Ctx): Response | Promise<Response> {
  const { house, lang } = c.var
  if (!(c.req.header('accept') ?? '').includes('text/html')) return profileJsonLd(c)
  return varying('Accept', page(c, { title: say(WORDS.profileTitle, lang), main: <ProfilePage profile={profileOf(house.concepts)} lang={lang} /> }))
}

function profileJsonLd(c: Ctx): Response | Promise<Response> {
  return varying('Accept', compressed(c, JSON.stringify(profileOf(c.var.house.concepts), null, 1), 200, {
    'Content-Type': 'application/ld+json', 'Cache-Control': `public, max-age=${CACHE_SECONDS}`,
    // A vocabulary is for everybody's programs, those in other sites' pages too.
    'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin',
  }))
}

/** A cache in between must not give one reader what another asked for. */
async function varying(header: string, answer: Response | Promise<Response>): Promise<Response> {
  const response = await answer
  response.headers.append('Vary', header)
  return response
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/developers', handle: developers },
  { method: 'GET', path: '/xapi/openapi.json', handle: openApiJson },
  { method: 'GET', path: '/profile', handle: profile },
  { method: 'GET', path: '/profile.jsonld', handle: profileJsonLd },
]
