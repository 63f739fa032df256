import type { JSX } from 'preact'
import type { Ctx, Route } from '../feature.ts'
import { say, type Lang } from '../lib/text.ts'
import { CAN, CANNOT, CANNOT_SIGN_IN, CONNECTION } from './connection-words.ts'
import { page } from './page.tsx'
import { plainHttp } from './secure.ts'

/** /connection: what a visitor on plain http cannot do, and where to go instead. Seen from here and, by a small script, from the browser. */
export const connectionRoute: Route = {
  method: 'GET', path: '/connection',
  handle: (c: Ctx) => page(c, {
    title: say(CONNECTION.title, c.var.lang), scripts: ['connection.js'],
    main: <Connection lang={c.var.lang} plain={plainHttp(c)} tls={new URL(c.req.url).protocol === 'https:' || c.var.house.config.trustedProxies > 0} publicUrl={c.var.house.config.publicUrl} />,
  }),
}

interface Seen { readonly lang: Lang; readonly plain: boolean; readonly tls: boolean; readonly publicUrl: string }

/** Both answers are in the page; the browser, who knows whether its own context is secure, may turn them round. */
function Connection({ lang, plain, tls, publicUrl }: Seen): JSX.Element {
  const address = publicUrl.startsWith('https:') ? publicUrl : null
  return (
    <>
      <h1>{say(CONNECTION.title, lang)}</h1>
      <div data-secure="yes" hidden={plain}>
        <p class="good">{say(tls ? CONNECTION.secure : CONNECTION.own, lang)}</p>
      </div>
      <div data-secure="no" hidden={!plain}>
        <p class="bad">{say(CONNECTION.plain, lang)}</p>
        <h2>{say(CONNECTION.instead, lang)}</h2>
        {address
          ? <><p><a class="button" href={address}>{address}</a></p><p class="hint">{say(CONNECTION.warning, lang)}</p></>
          : <p>{say(CONNECTION.noAddress, lang)}</p>}
        <h2>{say(CONNECTION.cannot, lang)}</h2>
        <ul>{[...CANNOT, ...(address ? [CANNOT_SIGN_IN] : [])].map((line) => <li>{say(line, lang)}</li>)}</ul>
        <h2>{say(CONNECTION.can, lang)}</h2>
        <ul>{CAN.filter((_, i) => i === 0 || address).map((line) => <li>{say(line, lang)}</li>)}</ul>
      </div>
    </>
  )
}
