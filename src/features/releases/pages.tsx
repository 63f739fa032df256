import type { JSX } from 'preact'
import { monthName } from '../../lib/month.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { decimal, share, whole } from '../../web/charts/figure.tsx'
import { TileMap } from '../../web/charts/map.tsx'
import { shownDistrict, titled, ubigeo } from '../people/index.ts'
import { STEP_NAMES, STEPS, type Definition } from '../figures/index.ts'
import type { Programme } from '../programmes/index.ts'
import { HIDDEN } from './cells-file.ts'
import { REASONS, type Reason } from './difference.ts'
import type { Files } from './files.ts'
import { nameOf, type Release } from './release.ts'
import { NOT_SAID } from './tables.ts'
import { REASON_NAMES, WORDS } from './words.ts'

export interface Cell { readonly table: string; readonly row: string; readonly persons: string; readonly women: string }

/** The lines of a published file of ours: codes and numbers, nothing quoted but words that nobody reads here. */
export function readCsv(text: string): string[][] {
  return text.trim().split('\r\n').slice(1).map((line) => line.split(','))
}

export function readCells(text: string): Cell[] {
  return readCsv(text).map(([table = '', , , row = '', persons = '', women = '']) => ({ table, row, persons, women }))
}

export function titleOf(release: Pick<Release, 'month' | 'revision'>, lang: Lang): string {
  const cut = say(WORDS.cutOf, lang, { month: monthName(release.month, lang) })
  return release.revision > 1 ? `${cut}, ${say(WORDS.correction, lang, { n: release.revision - 1 })}` : cut
}

const day = (at: Date, lang: Lang): string => new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en', { timeZone: 'America/Lima', dateStyle: 'long' }).format(at)
const shown = (text: string, lang: Lang): string => (text === HIDDEN ? say(WORDS.hidden, lang) : text === '' ? '–' : whole(Number(text), lang))

export interface ReleaseView {
  /** Address of the cuts that it is one of. */
  readonly list: string
  readonly programme: Programme
  readonly release: Release & { readonly files: Files }
  /** A later published release of the same month. */
  readonly later: Release | null
  readonly definitions: readonly Definition[]
  /** 23:59 in Lima on the last day of its month. */
  readonly cut: Date
  readonly entityName: (entity: string) => string
  readonly lang: Lang
}

export function ReleasePage({ list, programme, release, later, definitions, cut, entityName, lang }: ReleaseView): JSX.Element {
  const base = `/p/${programme.id}/releases`
  const cells = readCells(release.files['cells.csv'] ?? '')
  const levels = readCsv(release.files['figures.csv'] ?? '').filter(([id]) => /^n[0-3]$/.test(id ?? '')).map(([, n = '']) => n)
  const days = release.published ? Math.max(0, Math.ceil((release.published.getTime() - cut.getTime()) / 86_400_000)) : 0
  return (
    <>
      <p><a href={list}>{say(WORDS.back, lang)}</a></p>
      <h1>{titleOf(release, lang)}</h1>
      {later && <p class="card">{say(WORDS.replaced, lang, { link: '' })} <a href={`${base}/${nameOf(later)}`}>{titleOf(later, lang)}</a></p>}
      {release.revision > 1 && <p class="card">{say(WORDS.isCorrection, lang)}</p>}
      <p class="number"><span class="big">{shown(levels[3] ?? '', lang)}</span> {say(WORDS.persons, lang).toLowerCase()}</p>
      {release.published && <p class="quiet-text">{say(WORDS.position, lang, { pos: whole(release.pos, lang), rule: release.rule.slice(0, 12), day: day(release.published, lang), days: whole(days, lang) })}</p>}
      <Changes release={release} lang={lang} />
      <h2>{say(WORDS.levels, lang)}</h2>
      <Simple head={[say(WORDS.level, lang), say(WORDS.people, lang)]} rows={[WORDS.n0, WORDS.n1, WORDS.n2, WORDS.n3].map((name, i) => [say(name, lang), shown(levels[i] ?? '', lang)])} />
      <Findings release={release} lang={lang} />
      <Departments cells={cells} lang={lang} />
      <Others programme={programme} cells={cells} lang={lang} />
      <ByEntity release={release} name={entityName} lang={lang} />
      <FigureLines release={release} definitions={definitions} lang={lang} />
      {release.published && <FileList base={`${base}/${nameOf(release)}`} release={release} lang={lang} />}
    </>
  )
}

/** How many findings of the audit the cut tells of; those before there were any tell nothing. */
function Findings({ release, lang }: { release: Release & { readonly files: Files }; lang: Lang }): JSX.Element | null {
  const found = new Map(readCsv(release.files['figures.csv'] ?? '').map(([id, n]) => [id, n]))
  const [open, late, closed] = ['open', 'late', 'closed'].map((which) => found.get(`k23-findings-${which}`))
  if (open === undefined) return null
  return (
    <>
      <h2>{say(WORDS.findings, lang)}</h2>
      <p>{say(WORDS.findingsCounted, lang, { open: shown(open, lang), late: shown(late ?? '', lang), closed: shown(closed ?? '', lang) })}</p>
    </>
  )
}

function Changes({ release, lang }: { release: Release & { readonly files: Files }; lang: Lang }): JSX.Element {
  const rows = readCsv(release.files['diff.csv'] ?? '').filter(([direction]) => direction)
  const first = (JSON.parse(release.files['release.json'] ?? '{}') as { before?: string | null }).before === null
  const known = (code: string | undefined): Text => REASON_NAMES[REASONS.find((r) => r === code) ?? 'other' satisfies Reason]
  return (
    <>
      <h2>{say(WORDS.difference, lang)}</h2>
      {rows.length === 0 && <p>{say(first ? WORDS.first : WORDS.same, lang)}</p>}
      <ul>{rows.map(([direction, reason, n]) => <li>{say(direction === 'came' ? WORDS.came : WORDS.went, lang, { n: whole(Number(n), lang), reason: say(known(reason), lang) })}</li>)}</ul>
    </>
  )
}

function Simple({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): JSX.Element {
  return (
    <div class="scroll" tabindex={0} role="group" aria-label={head.join(', ')}>
      <table>
        <thead><tr>{head.map((h, i) => <th scope="col" class={i > 0 ? 'count' : undefined}>{h}</th>)}</tr></thead>
        <tbody>{rows.map(([name, ...rest]) => <tr><th scope="row">{name}</th>{rest.map((r) => <td class="count">{r}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

/** ISO 3166-2:PE, the letters on a tile. */
const SHORT: Readonly<Record<string, string>> = Object.fromEntries(
  'AMA ANC APU ARE AYA CAJ CAL CUS HUV HUC ICA JUN LAL LAM LIM LOR MDD MOQ PAS PIU PUN SAM TAC TUM UCA'.split(' ').map((short, i) => [String(i + 1).padStart(2, '0'), short]),
)

function Departments({ cells, lang }: { cells: readonly Cell[]; lang: Lang }): JSX.Element {
  const rows = cells.filter((c) => c.table === 'departments')
  const { departments, districts } = ubigeo()
  if (rows.length === 0) return <><h2>{say(WORDS.map, lang)}</h2><p>{say(WORDS.closed, lang)}</p></>
  const name = (code: string): string => (code === NOT_SAID ? say(WORDS.notSaid, lang) : titled(departments.find((d) => d.code === code)?.name ?? code))
  const tiles = rows.map((r) => ({ code: r.row, short: SHORT[r.row] ?? '', name: name(r.row), value: r.persons === HIDDEN ? null : Number(r.persons) }))
  const open = rows.map((r) => ({ code: r.row, rows: cells.filter((c) => c.table === `districts-${r.row}`) })).filter((d) => d.rows.length > 0)
  const district = (code: string): string => {
    const found = districts.find((d) => (d.inei ?? `RENIEC-${d.reniec}`) === code)
    return found ? shownDistrict(found).split(', ').slice(0, 2).join(', ') : say(WORDS.notSaid, lang)
  }
  return (
    <>
      <TileMap id="departments" title={say(WORDS.map, lang)} tiles={tiles} lang={lang} note={say(WORDS.hiddenNote, lang, { k: 5 })} />
      {open.map((d) => (
        <details>
          <summary>{say(WORDS.districts, lang, { department: name(d.code) })}</summary>
          <Simple head={[say(WORDS.district, lang), say(WORDS.persons, lang), say(WORDS.women, lang)]} rows={d.rows.map((r) => [district(r.row), shown(r.persons, lang), shown(r.women, lang)])} />
        </details>
      ))}
    </>
  )
}

/** Releases of before this division have no such file. */
function ByEntity({ release, name, lang }: { release: Release & { readonly files: Files }; name: (entity: string) => string; lang: Lang }): JSX.Element {
  const rows = readCsv(release.files['entities.csv'] ?? '').map(([entity = '', ...cells]) => [name(entity), ...cells.map((cell) => shown(cell, lang))])
  if (rows.length === 0) return <></>
  return (
    <>
      <h2>{say(WORDS.entities, lang)}</h2>
      <p>{say(WORDS.entitiesNote, lang)}</p>
      <Simple head={[WORDS.entity, WORDS.enrolments, WORDS.counting, WORDS.unique, WORDS.claimed].map((word) => say(word, lang))} rows={rows} />
      <p class="quiet-text">{say(WORDS.hiddenNote, lang, { k: 10 })}</p>
    </>
  )
}

const LANGUAGE_NAMES: Readonly<Record<string, Text>> = {
  es: { es: 'Castellano', en: 'Spanish' }, qu: { es: 'Quechua', en: 'Quechua' }, ay: { es: 'Aimara', en: 'Aymara' }, other: { es: 'Otra', en: 'Another' }, [NOT_SAID]: WORDS.notSaid,
}

const TIE_NAMES: Readonly<Record<string, Text>> = { team: WORDS.tieTeam, relative: WORDS.tieRelative }

function Others({ programme, cells, lang }: { programme: Programme; cells: readonly Cell[]; lang: Lang }): JSX.Element {
  const ages = cells.filter((c) => c.table === 'ages')
  const languages = cells.filter((c) => c.table === 'languages')
  const ties = cells.filter((c) => c.table === 'ties')
  const groups = programme.groups.flatMap((g) => cells.filter((c) => c.table === `group-${g.id}` && c.row === 'in').map((c) => [say(g.title, lang), shown(c.persons, lang)]))
  return (
    <>
      {ages.length > 0 && (
        <>
          <h2>{say(WORDS.ages, lang)}</h2>
          <Simple head={[say(WORDS.age, lang), say(WORDS.persons, lang), say(WORDS.women, lang)]} rows={ages.map((r) => [r.row === NOT_SAID ? say(WORDS.notSaid, lang) : r.row, shown(r.persons, lang), shown(r.women, lang)])} />
        </>
      )}
      {languages.length > 0 && (
        <><h2>{say(WORDS.languages, lang)}</h2><Simple head={[say(WORDS.language, lang), say(WORDS.persons, lang)]} rows={languages.map((r) => [say(LANGUAGE_NAMES[r.row] ?? WORDS.notSaid, lang), shown(r.persons, lang)])} /></>
      )}
      {groups.length > 0 && <><h2>{say(WORDS.groups, lang)}</h2><Simple head={[say(WORDS.group, lang), say(WORDS.persons, lang)]} rows={groups} /></>}
      <h2>{say(WORDS.ties, lang)}</h2>
      {ties.length === 0 && <p>{say(WORDS.tiesClosed, lang)}</p>}
      {ties.length > 0 && <Simple head={[say(WORDS.tie, lang), say(WORDS.persons, lang)]} rows={ties.map((r) => [say(TIE_NAMES[r.row] ?? WORDS.tieNone, lang), shown(r.persons, lang)])} />}
      {ages.length > 0 && <p class="quiet-text">{say(WORDS.hiddenNote, lang, { k: 10 })}</p>}
    </>
  )
}

function FigureLines({ release, definitions, lang }: { release: Release & { readonly files: Files }; definitions: readonly Definition[]; lang: Lang }): JSX.Element {
  const WHY: Readonly<Record<string, Text>> = { 'see-cells': WORDS.seeCells, 'not-computed': WORDS.notComputed, 'nobody-yet': WORDS.nobodyYet, 'too-few': WORDS.tooFew }
  const rows = readCsv(release.files['figures.csv'] ?? '').flatMap(([id = '', numerator = '', denominator = '', part = '', why = '']) => {
    // k3-sent, k3-eligible, …: the steps of one figure; k24-incidents-in-time: what is said beside it.
    const [k = '', step] = id.split(/-(.*)/)
    const definition = definitions.find((d) => d.id === k)
    if (!definition) return []
    const known = STEPS.find((s) => s === step)
    const name = (known && STEP_NAMES[known]) ?? definition.beside.find((b) => b.value === step) ?? definition.title
    const none = WHY[why]
    return [[`${k.toUpperCase()} · ${say(name, lang)}`, none ? say(none, lang) : part ? (definition.shows === 'ratio' && id === k ? decimal : share)(Number(part), lang) : shown(numerator, lang), shown(numerator, lang), shown(denominator, lang)]]
  })
  return <><h2>{say(WORDS.figures, lang)}</h2><Simple head={[say(WORDS.figure, lang), say(WORDS.value, lang), say(WORDS.numerator, lang), say(WORDS.denominator, lang)]} rows={rows} /></>
}

function FileList({ base, release, lang }: { base: string; release: Release; lang: Lang }): JSX.Element {
  return (
    <>
      <h2>{say(WORDS.files, lang)}</h2>
      <p>{say(WORDS.filesNote, lang)}</p>
      <ul class="plain">{Object.entries(release.hashes).map(([name, hash]) => <li><a href={`${base}/${name}`}>{name}</a> <code class="quiet-text">{hash}</code></li>)}</ul>
    </>
  )
}

export function ReleasesPage({ programme, releases, lang }: { programme: Programme; releases: readonly (Release & { readonly files?: Files })[]; lang: Lang }): JSX.Element {
  const base = `/p/${programme.id}`
  return (
    <>
      <h1>{say(WORDS.title, lang)}</h1>
      <p>{say(programme.title, lang)}</p>
      <p>{say(WORDS.intro, lang)}</p>
      {releases.length === 0 && <p class="card">{say(WORDS.none, lang)}</p>}
      <ul class="plain">
        {releases.map((r) => <li><a href={`${base}/releases/${nameOf(r)}`}>{titleOf(r, lang)}</a> {r.published && <span class="quiet-text">{day(r.published, lang)}</span>}</li>)}
      </ul>
      <p><a href={`${base}/releases.atom`}>{say(WORDS.feed, lang)}</a> · <a href={`${base}/catalog.jsonld`}>{say(WORDS.catalogue, lang)}</a></p>
    </>
  )
}
