import { readRecords } from './csv.ts'

/** A text in each language of the page. */
export interface InBoth { readonly es: string; readonly en: string }

/** A press report; `after`: the id of the one that it copies, null: it is a source of its own. */
export interface ReportOf { readonly id: string; readonly name: InBoth; readonly after: string | null }

/** What the reports say of a matter, in their order; null: nothing. */
export interface MatterOf { readonly id: string; readonly name: InBoth; readonly cells: readonly (InBoth | null)[] }

/** A sentence that a program wrote. */
export interface Claim {
  readonly text: InBoth
  /** Ids of the matters of its parts. */
  readonly matters: readonly string[]
  /** One per report, a letter per part: s says it, o says otherwise, n says nothing of it. */
  readonly stances: readonly string[]
  /** 1: its figures stand in a report, -1: one stands in none, 0: it has none. */
  readonly figure: number
  /** 1: it sounds official. */
  readonly sure: number
  /** Place in VERDICTS; -1: not told. */
  readonly verdict: number
}

/** In the order of the classes. */
export const VERDICTS = ['confirmed', 'one-source', 'contradicted', 'nobody'] as const

export interface ClaimsFile {
  readonly reports: readonly ReportOf[]
  readonly matters: readonly MatterOf[]
  /** First the pool, whose verdicts are not told; then the checked ones. */
  readonly claims: readonly Claim[]
  /** How many stand in the pool. */
  readonly pool: number
}

/**
 * Reads three tables, each after a line with its name in brackets: `[reports]` id, after, name in Spanish, in English; `[matters]` id, name in
 * Spanish, in English, then per report what it says in Spanish, in English (both empty: nothing); `[claims]` Spanish, English, matters
 * joined by +, a cell of stances per report, figure, sure, verdict (empty: not told). An Error names the line.
 */
export function readClaims(text: string): ClaimsFile {
  const reports = table(text, 'reports').map(reportIn)
  const matters = table(text, 'matters').map((record) => matterIn(record, reports.length))
  const claims = table(text, 'claims').map((record) => claimIn(record, reports.length, matters))
  return { reports, matters, claims, pool: poolOf(claims) }
}

/** Reads the hidden claims: a `[claims]` table whose verdicts are all told, of the public reports and matters. */
export function readHiddenClaims(text: string, open: ClaimsFile): readonly Claim[] {
  return table(text, 'claims').map((record) => {
    const claim = claimIn(record, open.reports.length, open.matters)
    if (claim.verdict < 0) throw new Error(`line ${record.line}: no verdict`)
    return claim
  })
}

interface Line { readonly line: number; readonly cells: readonly string[] }

/** The records between the line `[name]` and the next such line. */
function table(text: string, name: string): Line[] {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line.trim() === `[${name}]`) + 1
  if (from === 0) throw new Error(`no line [${name}]`)
  let to = from
  while (to < lines.length && !/^\[\w+\]\s*$/.test(lines[to]!)) to += 1
  return readRecords(lines.slice(from, to).join('\n').trim()).map(({ line, cells }) => ({ line: line + from, cells }))
}

function reportIn({ cells, line }: Line): ReportOf {
  const [id, after, es, en] = cells
  if (cells.length !== 4) throw new Error(`line ${line} has ${cells.length} cells, not 4`)
  return { id: id!, name: { es: es!, en: en! }, after: after === '' ? null : after! }
}

function matterIn({ cells, line }: Line, reports: number): MatterOf {
  if (cells.length !== 3 + 2 * reports) throw new Error(`line ${line} has ${cells.length} cells, not ${3 + 2 * reports}`)
  const said: (InBoth | null)[] = []
  for (let r = 0; r < reports; r += 1) {
    const [es, en] = [cells[3 + 2 * r]!, cells[4 + 2 * r]!]
    if ((es === '') !== (en === '')) throw new Error(`line ${line}: report ${r + 1} speaks one language only`)
    said.push(es === '' ? null : { es, en })
  }
  return { id: cells[0]!, name: { es: cells[1]!, en: cells[2]! }, cells: said }
}

function claimIn({ cells, line }: Line, reports: number, known: readonly MatterOf[]): Claim {
  if (cells.length !== 6 + reports) throw new Error(`line ${line} has ${cells.length} cells, not ${6 + reports}`)
  const matters = cells[2]!.split('+')
  for (const id of matters) if (!known.some((m) => m.id === id)) throw new Error(`line ${line}: no matter "${id}"`)
  const stances = cells.slice(3, 3 + reports)
  for (const letters of stances) if (letters.length !== matters.length || !/^[son]+$/.test(letters)) throw new Error(`line ${line}: "${letters}" is no stance`)
  const [figure, sure, verdict] = cells.slice(3 + reports)
  const place = verdict === '' ? -1 : VERDICTS.findIndex((name) => name === verdict)
  if (verdict !== '' && place < 0) throw new Error(`line ${line}: no verdict "${verdict}"`)
  if (!/^(-1|0|1)$/.test(figure!) || !/^[01]$/.test(sure!)) throw new Error(`line ${line}: figure or sure out of range`)
  return { text: { es: cells[0]!, en: cells[1]! }, matters, stances, figure: Number(figure), sure: Number(sure), verdict: place }
}

function poolOf(claims: readonly Claim[]): number {
  let pool = 0
  while (pool < claims.length && claims[pool]!.verdict < 0) pool += 1
  for (let i = pool; i < claims.length; i += 1) if (claims[i]!.verdict < 0) throw new Error(`claim ${i + 1}: the pool must come first`)
  return pool
}
