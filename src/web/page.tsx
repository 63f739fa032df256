import type { ComponentChildren, JSX } from 'preact'
import { render } from 'preact-render-to-string'
import type { Ctx, House, Who } from '../feature.ts'
import { LANGS, say, type Lang, type Text } from '../lib/text.ts'
import { asset, laterAssets, sharedAssets } from './assets.ts'
import { compressed } from './compress.ts'
import { CONNECTION } from './connection-words.ts'
import { plainHttp } from './secure.ts'
import { WORDS } from './words.ts'

export interface PageOptions {
  readonly title: string
  readonly main: ComponentChildren
  readonly status?: number
  /** Logical names of islands, such as 'bench-classes.js'. */
  readonly scripts?: readonly string[]
  /** A banner such as "programa de prueba" above the content. */
  readonly notice?: string
  /** Public pages may be kept by caches for a few seconds; all others are no-store. */
  readonly cacheSeconds?: number
  /** Person-neutral, in this language, whoever asks: may be kept for ever and shown without signal. Carries the phone bar. */
  readonly neutral?: Lang
  /** Without header and footer, for slips and certificates that are printed. */
  readonly bare?: boolean
}

/** One HTML page of ours, in the reader's language. */
export function page(c: Ctx, options: PageOptions): Response | Promise<Response> {
  return sendPage(c, pageHtml(c, options), options)
}

/** The whole page as text. Besides `options` it says: language, kind of session, this address (for the other language), demo and plain http. */
export function pageHtml(c: Ctx, options: PageOptions): string {
  return '<!doctype html>' + render(<Document c={c} options={options} />)
}

/** Sends a page's text with what every page's answer carries. */
export function sendPage(c: Ctx, html: string, options: Pick<PageOptions, 'status' | 'neutral' | 'cacheSeconds'> = {}): Response | Promise<Response> {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': options.neutral ? 'public, max-age=300' : options.cacheSeconds && c.var.who.kind === 'visitor' ? `public, max-age=${options.cacheSeconds}` : 'no-store',
  }
  return compressed(c, html, options.status ?? 200, headers)
}

const scriptsOf = ({ bare, scripts = [] }: PageOptions): readonly string[] => (bare ? scripts : ['shell.js', ...scripts])

function Document({ c, options }: { c: Ctx; options: PageOptions }): JSX.Element {
  const lang = options.neutral ?? c.var.lang
  const who: Who = options.neutral ? { kind: 'visitor' } : c.var.who
  return (
    <html lang={lang === 'es' ? 'es-PE' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${options.title} · Yachay`}</title>
        <meta name="theme-color" content="#7a2e1f" />
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        <link rel="manifest" href="/app.webmanifest" />
        <link rel="stylesheet" href={asset('styles.css')} />
        {sharedAssets(scriptsOf(options)).map((file) => <link rel="modulepreload" href={file} />)}
        {options.neutral && laterAssets(scriptsOf(options)).map((file) => <meta name="later" content={file} />)}
        {scriptsOf(options).map((name) => <script type="module" src={asset(name)} />)}
      </head>
      <body class={options.bare ? 'bare' : undefined}>
        {!options.bare && (options.neutral ? <NeutralTop lang={lang} /> : <Top c={c} who={who} lang={lang} />)}
        {!options.bare && plainHttp(c) && <aside class="notice" aria-label={say(CONNECTION.title, lang)}>{say(CONNECTION.notice, lang)} <a href="/connection">{say(CONNECTION.more, lang)}</a></aside>}
        {inDemo(c) && <aside class="notice demo" aria-label={say(WORDS.demoTitle, lang)}>{say(options.bare ? WORDS.demoTitle : WORDS.demo, lang)}</aside>}
        {options.notice && <aside class="notice" aria-label={say(WORDS.note, lang)}>{options.notice}</aside>}
        <main id="main">{options.main}</main>
        {!options.bare && <Foot lang={lang} />}
      </body>
    </html>
  )
}

/** Not there yet when a form from another site was refused at the door. */
export function inDemo(c: Ctx): boolean {
  return (c.var.house as House | undefined)?.config.demo !== undefined
}

/** Without a session: who is here is for the phone to say. */
function NeutralTop({ lang }: { lang: Lang }): JSX.Element {
  return (
    <header class="top">
      <a class="skip" href="#main">{say(WORDS.skip, lang)}</a>
      <a class="brand" href="/phone">Yachay</a>
      <nav aria-label={say(WORDS.menu, lang)}>
        <a href="/me">{say(WORDS.home, lang)}</a>
        <a href="/phone">{say(WORDS.phone, lang)}</a>
      </nav>
      <div id="phone-bar" data-neutral></div>
    </header>
  )
}

function Top({ c, who, lang }: { c: Ctx; who: Who; lang: Lang }): JSX.Element {
  return (
    <header class="top">
      <a class="skip" href="#main">{say(WORDS.skip, lang)}</a>
      <a class="brand" href="/">Yachay</a>
      <nav aria-label={say(WORDS.menu, lang)}>
        {links(who).map(([href, text]) => <a href={href}>{say(text, lang)}</a>)}
        {LANGS.filter((l) => l !== lang).map((l) => (
          <a href={withLang(c, l)} hreflang={l} lang={l === 'es' ? 'es-PE' : l}>{l === 'es' ? 'Español' : 'English'}</a>
        ))}
        {who.kind !== 'visitor' && <form method="post" action="/sign-out"><button class="link">{say(WORDS.signOut, lang)}</button></form>}
      </nav>
      {who.kind !== 'visitor' && <div id="phone-bar"></div>}
    </header>
  )
}

function links(who: Who): readonly (readonly [string, Text])[] {
  if (who.kind === 'learner') return [['/me', WORDS.home], ['/me/inbox', WORDS.inbox], ['/me/data', WORDS.myData], ['/phone', WORDS.phone]]
  if (who.kind === 'staff') return [['/office', WORDS.office]]
  return [['/v', WORDS.verify], ['/sign-in', WORDS.signIn]]
}

/** The same page in another language; after a form was posted, the page that it stood on: many addresses only take posts. */
function withLang(c: Ctx, lang: Lang): string {
  const url = new URL(c.req.method === 'GET' ? c.req.url : cameFrom(c), c.req.url)
  url.searchParams.set('lang', lang)
  return url.pathname + url.search
}

/** Path of our own page that the request came from; the start when the browser does not say. */
export function cameFrom(c: Ctx): string {
  const referer = c.req.header('referer') ?? ''
  if (!URL.canParse(referer)) return '/'
  const { host, pathname, search } = new URL(referer)
  return host === c.req.header('host') ? pathname + search : '/'
}

function Foot({ lang }: { lang: Lang }): JSX.Element {
  return (
    <footer class="foot">
      <p>{say(WORDS.foot, lang)}</p>
      <p><a href="/v">{say(WORDS.verify, lang)}</a> · <a href="/privacy">{say(WORDS.privacy, lang)}</a> · <a href="/developers">{say(WORDS.developers, lang)}</a> · <a href="/staff/sign-in">{say(WORDS.staffSignIn, lang)}</a></p>
    </footer>
  )
}
