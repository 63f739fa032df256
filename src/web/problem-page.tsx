import type { JSX } from 'preact'
import type { Ctx } from '../feature.ts'
import { diskFull } from '../lib/disk.ts'
import { Problem } from '../lib/problem.ts'
import { say, type Lang } from '../lib/text.ts'
import { KeptForm, keptForm } from './kept.tsx'
import { page } from './page.tsx'
import { WORDS } from './words.ts'

/** Turns what went wrong into words: a page for people, JSON for programs. The only place that does. */
export function problemResponse(c: Ctx, error: Error): Response | Promise<Response> {
  const problem = error instanceof Problem ? error : known(error)
  if (!problem) {
    // Our own bug: the log gets it whole, the person a sentence.
    console.error(`${c.req.method} ${c.req.routePath}:`, error)
    return c.req.path.startsWith('/xapi') ? c.json({ error: 'internal' }, 500) : sentencePage(c, 500, say(WORDS.broken, lang(c)))
  }
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  if (wantsJson(c)) {
    return c.json({
      error: problem.code, message: say(problem.sentence, lang(c)),
      ...(problem.fields.length ? { fields: problem.fields.map((f) => ({ field: f.field, message: say(f.sentence, lang(c)) })) } : {}),
    }, problem.status)
  }
  if (problem.status === 401 && c.req.method === 'GET') {
    const door = c.req.path.startsWith('/office') ? '/staff/sign-in' : '/sign-in'
    return c.redirect(`${door}?next=${encodeURIComponent(c.req.path)}`, 303)
  }
  const more = problem.fields.map((f) => say(f.sentence, lang(c)))
  // The machine, or a session that ran out, was in the way: what was typed is given back. Otherwise the form's own route has shown it again.
  if (problem.status === 507 || problem.code === DATABASE_AWAY) return keptPage(c, problem, MOST_KEPT)
  if (problem.status === 401) return keptPage(c, problem, MOST_KEPT_OF_STRANGERS)
  return sentencePage(c, problem.status, say(problem.sentence, lang(c)), more)
}

/** In bytes; no route takes more than the first (features/products). */
const MOST_KEPT = 32 * 2 ** 20
const MOST_KEPT_OF_STRANGERS = 64 * 1024

async function keptPage(c: Ctx, problem: Problem, most: number): Promise<Response> {
  const kept = await keptForm(c, most)
  return sentencePage(c, problem.status, say(problem.sentence, lang(c)), [], kept && <KeptForm kept={kept} lang={lang(c)} />)
}

const DATABASE_AWAY = 'database-away'

/** Troubles of the machine that have a sentence of their own. */
function known(error: Error): Problem | null {
  const code = (error as { code?: string }).code
  if (code === 'ENOSPC' || code === '53100') return diskFull()
  if (code === 'ECONNREFUSED' || code === '57P01' || code === '57P03' || code === 'ENOENT_SOCKET' || /Connection terminated|connect E/.test(error.message)) {
    return new Problem(503, DATABASE_AWAY, {
      es: 'La base de datos está volviendo a iniciar. Inténtalo de nuevo en unos segundos.',
      en: 'The database is restarting. Try again in a few seconds.',
    }, [], { 'Retry-After': '5' })
  }
  return null
}

function lang(c: Ctx): Lang {
  return c.var.lang ?? 'es'
}

function wantsJson(c: Ctx): boolean {
  if (c.req.path.startsWith('/xapi')) return true
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
