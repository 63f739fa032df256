import type { ComponentChildren, JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { references } from './reading.ts'
import { holidaysOf } from './working-days.ts'

const W = {
  title: { es: 'Tablas de referencia', en: 'Reference tables' },
  lead: { es: 'Con estas tablas contamos plazos y clasificamos. Cada una dice de dónde viene y de cuándo es.', en: 'With these tables we count terms and classify. Each says where it is from and of when it is.' },
  origin: { es: 'Origen (en inglés)', en: 'Origin' },
  version: { es: 'Versión', en: 'Version' },
  holidays: { es: 'Feriados nacionales de {year}', en: 'National holidays of {year}' },
  other: { es: 'Ver {year}', en: 'See {year}' },
  day: { es: 'Día', en: 'Day' },
  name: { es: 'Nombre', en: 'Name' },
  law: { es: 'Norma', en: 'Law' },
  uit: { es: 'UIT', en: 'UIT' },
  year: { es: 'Año', en: 'Year' },
  soles: { es: 'Soles', en: 'Soles' },
  sizes: { es: 'Tamaño de empresa por ventas del año, en UIT', en: 'Size of a firm by its sales of the year, in UIT' },
  since: { es: 'Desde', en: 'Since' },
  micro: { es: 'Micro hasta', en: 'Micro up to' },
  small: { es: 'Pequeña hasta', en: 'Small up to' },
  medium: { es: 'Mediana hasta', en: 'Medium up to' },
  documents: { es: 'Códigos de documentos', en: 'Document codes' },
  payroll: { es: 'Planilla', en: 'Payroll' },
  sunat: { es: 'SUNAT', en: 'SUNAT' },
  dataRights: { es: 'Plazos para responder sobre datos personales', en: 'Terms for answering about personal data' },
  what: { es: 'Qué', en: 'What' },
  term: { es: 'Plazo', en: 'Term' },
  access: { es: 'Acceso', en: 'Access' },
  rectification: { es: 'Rectificación', en: 'Rectification' },
  cancellation: { es: 'Cancelación', en: 'Cancellation' },
  opposition: { es: 'Oposición', en: 'Opposition' },
  workingDaysMore: { es: '{n} días hábiles; una sola vez, con motivo, hasta {more} más', en: '{n} working days; once, with a reason, up to {more} more' },
  incident: { es: 'Avisar de un incidente', en: 'Telling of an incident' },
  hours: { es: '{n} horas', en: '{n} hours' },
  ciiu: { es: 'Actividades (CIIU rev. 4)', en: 'Activities (ISIC rev. 4)' },
  divisions: { es: 'Divisiones {from} a {to}', en: 'Divisions {from} to {to}' },
  classes: { es: 'Clases que ya se usaron', en: 'Classes in use' },
  ubigeo: { es: 'Ubigeo', en: 'Ubigeo' },
  ubigeoText: {
    es: 'Distritos, provincias y departamentos en los códigos del INEI y del RENIEC, versión 2022-01. Un código sin su esquema se pregunta, no se adivina.',
    en: 'Districts, provinces and departments in the codes of INEI and RENIEC, version 2022-01. A code without its scheme is asked about, not guessed.',
  },
} as const satisfies Record<string, Text>

export const referencesRoute: Route = { method: 'GET', path: '/references', handle: show }

function show(c: Ctx): Response | Promise<Response> {
  const { lang, house } = c.var
  const asked = c.req.query('year') ?? ''
  const year = /^20\d\d$/.test(asked) ? Number(asked) : house.clock().getUTCFullYear()
  return page(c, { title: say(W.title, lang), main: <Tables lang={lang} year={year} /> })
}

const shown = (iso: string): string => iso.split('-').reverse().join('/')

function Tables({ lang, year }: { lang: Lang; year: number }): JSX.Element {
  const all = references()
  const t = (text: Text, values: Record<string, string | number> = {}): string => say(text, lang, values)
  return (
    <>
      <h1>{t(W.title)}</h1>
      <p>{t(W.lead)}</p>
      <Part lang={lang} title={t(W.holidays, { year })} of={all.holidays} head={[W.day, W.name, W.law]}
        rows={[...holidaysOf(year).values()].map((h) => [shown(h.date), t(h.name), h.law])} />
      <p>{[year - 1, year + 1].map((y) => <><a href={`/references?year=${y}`}>{t(W.other, { year: y })}</a> </>)}</p>
      <Part lang={lang} title={t(W.uit)} of={all.uit} head={[W.year, W.soles]} rows={Object.entries(all.uit.uit).reverse().map(([y, soles]) => [y, String(soles)])} />
      <Part lang={lang} title={t(W.sizes)} of={all.firmSizes} head={[W.since, W.micro, W.small, W.medium]}
        rows={all.firmSizes.thresholds.map((r) => [r.since, r.micro, r.small, r.medium].map(String))} />
      <Part lang={lang} title={t(W.documents)} of={all.documentCodes} head={[W.name, W.payroll, W.sunat]}
        rows={all.documentCodes.codes.map((r) => [t(r.name), r.payroll ?? '–', r.sunat ?? '–'])} />
      <Part lang={lang} title={t(W.dataRights)} of={all.dataRights} head={[W.what, W.term]} rows={[
        ...(['access', 'rectification', 'cancellation', 'opposition'] as const).map((right) => [t(W[right]), t(W.workingDaysMore, { n: all.dataRights.requests[right], more: all.dataRights.extension[right] })]),
        [t(W.incident), t(W.hours, { n: all.dataRights.incidentHours })],
      ]} />
      <h2>{t(W.ciiu)}</h2>
      <Source lang={lang} of={all.ciiu} />
      {Object.entries(all.ciiu.sections).map(([letter, section]) => (
        <details>
          <summary>{letter}. {t(section)}</summary>
          <ul>
            {Object.entries(all.ciiu.divisions).filter(([code]) => section.divisions[0] <= Number(code) && Number(code) <= section.divisions[1])
              .map(([code, name]) => <li>{code} {t(name)}</li>)}
          </ul>
        </details>
      ))}
      <h3>{t(W.classes)}</h3>
      <ul>{Object.entries(all.ciiu.classes).map(([code, name]) => <li>{code} {t(name)}</li>)}</ul>
      <h2>{t(W.ubigeo)}</h2>
      <p>{t(W.ubigeoText)}</p>
    </>
  )
}

function Source({ lang, of }: { lang: Lang; of: { origin: string; version: string } }): JSX.Element {
  return <p class="muted">{say(W.version, lang)}: {of.version}. {say(W.origin, lang)}: <span lang="en">{of.origin}</span>.</p>
}

function Part(props: { lang: Lang; title: string; of: { origin: string; version: string }; head: readonly Text[]; rows: readonly (readonly ComponentChildren[])[] }): JSX.Element {
  return (
    <>
      <h2>{props.title}</h2>
      <Source lang={props.lang} of={props.of} />
      <table>
        <thead><tr>{props.head.map((text) => <th scope="col">{say(text, props.lang)}</th>)}</tr></thead>
        <tbody>{props.rows.map((row) => <tr>{row.map((cell) => <td>{cell}</td>)}</tr>)}</tbody>
      </table>
    </>
  )
}
