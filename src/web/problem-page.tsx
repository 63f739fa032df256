import type { JSX } from 'preact'
import type { Ctx } from '../feature.ts'
import { diskFull } from '../lib/disk.ts'
import { Problem } from '../lib/problem.ts'
import { say, type Lang } from '../lib/text.ts'
import { beingUpdated } from '../record/live-versions.ts'
import { FreshCodeForm } from './fresh-code.tsx'
import { forPrograms } from './guard.ts'
import { KeptForm, keptForm } from './kept.tsx'
import { page } from './page.tsx'
import { WORDS } from './words.ts'

/** Turns what went wrong into words: a page for people, JSON for programs. The only place that does. */
export async function problemResponse(c: Ctx, error: Error): Promise<Response> {
  const problem = asProblem(error)
  if (!problem) {
    // Our own bug: the log gets it whole, the person a sentence.
    console.error(`${c.req.method} ${c.req.routePath}:`, error)
    return c.req.path.startsWith('/xapi') ? c.json({ error: 'internal' }, 500) : sentencePage(c, 500, say(WORDS.broken, lang(c)))
  }
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  if (wantsJson(c)) {
    return c.json(problemJson(problem, lang(c)), problem.status)
  }
  if (problem.status === 401 && c.req.method === 'GET') {
    const door = c.req.path.startsWith('/office') ? '/staff/sign-in' : '/sign-in'
    return c.redirect(`${door}?next=${encodeURIComponent(c.req.path)}`, 303)
  }
  const more = problem.fields.map((f) => say(f.sentence, lang(c)))
  // The machine, or a session that ran out, was in the way: what was typed is given back. Otherwise the form's own route has shown it again.
  if (problem.status === 507 || problem.code === DATABASE_AWAY) return keptPage(c, problem, MOST_KEPT)
  if (problem.status === 401) return keptPage(c, problem, MOST_KEPT_OF_STRANGERS)
  if (problem.code === 'fresh-code') {
    const kept = await keptForm(c, MOST_KEPT_OF_STRANGERS)
    // The code is left out of what is kept; nothing else may be missing.
    const whole = kept && { ...kept, again: c.req.path }
    return sentencePage(c, problem.status, say(problem.sentence, lang(c)), [], whole && <FreshCodeForm kept={whole} lang={lang(c)} />)
  }
  return sentencePage(c, problem.status, say(problem.sentence, lang(c)), more)
}

/** What a program is told of a refusal. */
export function problemJson(problem: Problem, lang: Lang): object {
  return {
    error: problem.code, message: say(problem.sentence, lang),
    ...(problem.fields.length ? { fields: problem.fields.map((f) => ({ field: f.field, message: say(f.sentence, lang) })) } : {}),
  }
}

/** A refusal, or a trouble of the machine that has a sentence of its own; null for our own bug. */
export function asProblem(error: Error): Problem | null {
  return error instanceof Problem ? error : known(error)
}

/** In bytes; no route takes more than the first (features/products). */
const MOST_KEPT = 32 * 2 ** 20
const MOST_KEPT_OF_STRANGERS = 64 * 1024

async function keptPage(c: Ctx, problem: Problem, most: number): Promise<Response> {
  const kept = await keptForm(c, most)
  return sentencePage(c, problem.status, say(problem.sentence, lang(c)), [], kept && <KeptForm kept={kept} lang={lang(c)} />)
}

const DATABASE_AWAY = 'database-away'
/** PostgreSQL ends connections (57P…), the socket breaks, or the driver is asked on a connection that broke a moment ago. */
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])
const AWAY_WORDS = /Connection terminated|connect E|is not queryable/

/** Troubles of the machine that have a sentence of their own. */
function known(error: Error): Problem | null {
  const code = (error as { code?: string }).code
  if (code === 'ENOSPC' || code === '53100') return diskFull()
  if ((code && AWAY_CODES.has(code)) || AWAY_WORDS.test(error.message)) {
    return new Problem(503, DATABASE_AWAY, {
      es: 'La base de datos está volviendo a iniciar. Inténtalo de nuevo en unos segundos.',
      en: 'The database is restarting. Try again in a few seconds.',
    }, [], { 'Retry-After': '5' })
  }
  // A column is not there: another version of this program is in charge of the database now (a rolling upgrade, or the way back).
  if (code === '42703') {
    console.error('a table is of another version of Yachay:', error.message)
    return beingUpdated()
  }
  // U+0000 is a letter to a browser and none to PostgreSQL; nobody types it.
  if (code === '22021') {
    return new Problem(400, 'bad-character', {
      es: 'Lo que enviaste tiene un signo que no se puede guardar. Bórralo y envíalo otra vez.',
      en: 'What you sent has a character that cannot be kept. Remove it and send it again.',
    })
  }
  // What the platform says of a body that broke off on its way, or that no form of ours sends.
  if (error instanceof TypeError && /FormData|Content-Type was not one of/.test(error.message)) {
    return new Problem(400, 'broken-form', {
      es: 'Lo que enviaste llegó incompleto. Vuelve atrás y envíalo otra vez.',
      en: 'What you sent arrived incomplete. Go back and send it again.',
    })
  }
  return null
}

function lang(c: Ctx): Lang {
  return c.var.lang ?? 'es'
}

function wantsJson(c: Ctx): boolean {
  if (c.req.path.startsWith('/xapi') || forPrograms(c.req.path)) return true
  const accept = c.req.header('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

function sentencePage(c: Ctx, status: number, sentence: string, more: readonly string[] = [], kept: JSX.Element | null = null): Response | Promise<Response> {
  if (!c.var.who) c.set('who', { kind: 'visitor' })
  if (!c.var.lang) c.set('lang', 'es')
  const title = say(status === 404 ? WORDS.notFoundTitle : WORDS.sorry, lang(c))
  return page(c, {
    title, status,
    main: (
      <>
        <h1>{title}</h1>
        <p>{sentence}</p>
        {more.length > 0 && <ul>{more.map((m) => <li>{m}</li>)}</ul>}
        {kept}
        <p><a class="button" href="/">{say(WORDS.toHome, lang(c))}</a></p>
      </>
    ),
  })
}
