import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { JSX } from 'preact'
import type { Ctx, Env } from '../../../feature.ts'
import { Problem } from '../../../lib/problem.ts'
import { LANGS, say, type Lang, type Text } from '../../../lib/text.ts'
import { asset, serveAsset } from '../../../web/assets.ts'
import { guard } from '../../../web/guard.ts'
import { page } from '../../../web/page.tsx'
import type { Lab } from '../lab.ts'
import { LabPage } from '../pages.tsx'
import { parseRecipe, readRecipe } from '../recipe.ts'
import { benchScript, trainScript } from '../shelf/size.ts'
import { dataAddress } from '../taken-lab.tsx'
import { taskOf } from '../tasks.ts'
import { hiddenScores, metricOf, sayScore, scoreOf, simulatedSeed } from '../trial.ts'
import { judge, lineOf } from '../ladder.ts'
import { labView } from '../view.ts'
import { readDraft, type LabDraft } from './draft.ts'
import { GAP } from '../words.ts'
import { PREVIEW } from './preview-words.ts'

/** Whom the lab is shown to: nobody. */
const LEARNER = simulatedSeed(1)
const HERE = /^(127\.0\.0\.1|localhost)(:\d+)?$/

/** The pages of a preview: the lab as a learner sees it, beside what its file still lacks. Nothing is recorded. */
export function previewApp(folder: string): Hono<Env> {
  const app = new Hono<Env>()
  let kept: { readonly state: string; readonly draft: LabDraft } | null = null
  const draft = (): LabDraft => {
    const state = stateOf(folder)
    if (kept?.state !== state) kept = { state, draft: readDraft(folder) }
    return kept.draft
  }
  app.use(async (c, next) => {
    // Another site's name that leads to this machine must not read what is being written.
    if (!HERE.test(c.req.header('host') ?? '')) return c.text('this preview answers on 127.0.0.1 only', 403)
    c.set('who', { kind: 'visitor' })
    c.set('lang', LANGS.find((l) => l === c.req.query('lang')) ?? 'es')
    return next()
  })
  app.use(guard)
  app.get('/', (c) => shown(c, folder, draft()))
  app.post('/', (c) => handedIn(c, draft().lab))
  app.get('/changed', (c) => c.text(stateOf(folder)))
  // Every page of ours asks for the worker that keeps pages without signal; a preview keeps none.
  app.get('/sw.js', (c) => c.body('', 200, { 'Content-Type': 'text/javascript' }))
  app.get('/assets/:file', (c) => serveAsset(c))
  app.get('/labs/:lab/data/:hash', (c) => {
    const { lab } = draft()
    return lab ? c.body(new Uint8Array(lab.bytes), 200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }) : c.notFound()
  })
  return app
}

/** Names, sizes and times of the folder's files. */
function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name))
    return `${name} ${size} ${Math.floor(mtimeMs)}`
  }).join('\n')
}

function shown(c: Ctx, folder: string, { lab, mistakes }: LabDraft): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, {
    title: lab ? say(lab.title, lang) : say(PREVIEW.title, lang), bare: true, scripts: ['lab-preview.js', ...(lab ? [benchScript(lab)] : [])],
    main: <><Notes lang={lang} folder={folder} mistakes={mistakes} lab={lab} />{lab && <Page lang={lang} lab={lab} />}</>,
  })
}

function Notes({ lang, folder, mistakes, lab }: { lang: Lang; folder: string; mistakes: readonly Text[]; lab: Lab | null }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  const other = LANGS.find((l) => l !== lang)!
  return (
    <aside class="card" aria-label={t(PREVIEW.title)}>
      {!lab && <h1>{t(PREVIEW.title)}</h1>}
      <p>{t(PREVIEW.says)} <a href={`/?lang=${other}`} lang={other}>{t(PREVIEW.other)}</a></p>
      {mistakes.length === 0 && <p class="good" role="status">{t(PREVIEW.whole, { folder })}</p>}
      {mistakes.length > 0 && (
        <details open>
          <summary class="bad">{t(PREVIEW.toMend, { n: mistakes.length })}</summary>
          <ul>{mistakes.map((m) => <li>{t(m)}</li>)}</ul>
        </details>
      )}
      {!lab && <p>{t(PREVIEW.noPage)}</p>}
    </aside>
  )
}

function Page({ lang, lab }: { lang: Lang; lab: Lab }): JSX.Element {
  const view = labView(lab, lang, LEARNER, { dataUrl: dataAddress(lab), trainUrl: asset(trainScript(lab)), postUrl: `/?lang=${lang}` })
  return <LabPage lang={lang} lab={lab} view={view} tries={[]} passed={false} active closed={false} today="" problems={[]} />
}

/** What the hidden data says of a recipe, told to the author at once. */
async function handedIn(c: Ctx, lab: Lab | null): Promise<Response> {
  const { lang } = c.var
  if (!lab) return c.redirect('/', 303)
  const { recipe } = await c.req.parseBody()
  const t = (text: Text, values = {}) => say(text, lang, values)
  const measured = (n: number) => t('right' in lab.pass ? PREVIEW.right : PREVIEW.skill, { n: sayScore(lab, n) })
  const outcome = async (): Promise<JSX.Element> => {
    try {
      const read = readRecipe(lab, LEARNER, parseRecipe(lab, typeof recipe === 'string' ? recipe : ''))
      const own = await taskOf(lab).grade?.(lab, read)
      if (own && own.kind !== 'trained') return <p class="bad" id="outcome">{t(GAP[own.kind])}</p>
      const scale = { pass: lab.pass, metric: metricOf(lab), rows: lab.data.hidden.rows }
      const { first: score, second } = own ? { first: scoreOf(scale, own.value, own.baseline), second: own.second && scoreOf(scale, own.second.value, own.second.baseline) } : hiddenScores(lab, LEARNER, read.steps)
      const line = lineOf(lab.pass)
      const { passed } = judge(lab.pass, null, score, second)
      return <><p>{t(PREVIEW.score, { score: measured(score), line: measured(line) })}</p><p class={passed ? 'good' : 'bad'} id="outcome">{t(passed ? PREVIEW.passes : PREVIEW.fails)}</p></>
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return <p class="bad" role="alert">{t(error.sentence)}</p>
    }
  }
  return page(c, {
    title: t(PREVIEW.handed), bare: true,
    main: <><h1>{t(PREVIEW.handed)}</h1><p>{t(PREVIEW.says)}</p>{await outcome()}<p><a class="button" href={`/?lang=${lang}`}>{t(PREVIEW.back)}</a></p></>,
  })
}
