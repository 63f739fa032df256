import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'

export const AI = {
  title: { es: 'Registro de inteligencia artificial', en: 'Register of artificial intelligence' },
  none: {
    es: 'Este servidor no usa ningún servicio de inteligencia artificial. Si todos se apagan, aquí todo sigue igual.',
    en: 'This server uses no artificial intelligence service. If they are all switched off, everything here goes on as before.',
  },
  decisions: { es: 'Quién decide', en: 'Who decides' },
  people: {
    es: 'Ninguna decisión sobre una persona la toma una máquina. Un rechazo o una nota de producto tiene el nombre de quien decidió y un motivo.',
    en: 'No decision about a person is taken by a machine. A rejection or the mark of a product has the name of who decided, and a reason.',
  },
  rules: {
    es: 'Las pruebas y los laboratorios se corrigen con claves y umbrales publicados. El sorteo sale de una lista fijada antes y un valor público.',
    en: 'Quizzes and labs are marked by published keys and thresholds. The lottery comes from a list frozen before and a public value.',
  },
  labs: { es: 'Lo que aprendes a entrenar', en: 'What you learn to train' },
  yours: {
    es: 'En los laboratorios entrenas modelos pequeños en tu propio teléfono. Son tuyos: no deciden nada sobre ti ni sobre nadie en este programa.',
    en: 'In the labs you train small models on your own phone. They are yours: they decide nothing about you or anybody else in this programme.',
  },
  table: { es: 'Sistemas en uso', en: 'Systems in use' },
  system: { es: 'Sistema', en: 'System' },
  purpose: { es: 'Para qué', en: 'What for' },
  provider: { es: 'De quién es', en: 'Whose it is' },
  nothing: { es: 'ninguno', en: 'none' },
  change: {
    es: 'Si algún día se usa uno, esta página lo dirá antes de que empiece.',
    en: 'Should one ever be used, this page will say so before it begins.',
  },
} as const satisfies Record<string, Text>

/** Which AI systems serve the programme (DOMAIN.md 5.1, AiSystemRecord): none, and what that means. */
function AiPage({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(AI.title, lang)}</h1>
      <p>{say(AI.none, lang)}</p>
      <table>
        <caption>{say(AI.table, lang)}</caption>
        <thead><tr>{[AI.system, AI.purpose, AI.provider].map((t) => <th scope="col">{say(t, lang)}</th>)}</tr></thead>
        <tbody><tr><td>{say(AI.nothing, lang)}</td><td>—</td><td>—</td></tr></tbody>
      </table>
      <h2>{say(AI.decisions, lang)}</h2>
      <p>{say(AI.people, lang)}</p>
      <p>{say(AI.rules, lang)}</p>
      <h2>{say(AI.labs, lang)}</h2>
      <p>{say(AI.yours, lang)}</p>
      <p class="quiet-text">{say(AI.change, lang)}</p>
    </>
  )
}

export const aiRoute: Route = {
  method: 'GET', path: '/ai', handle: (c: Ctx) => page(c, { title: say(AI.title, c.var.lang), cacheSeconds: 300, main: <AiPage lang={c.var.lang} /> }),
}
