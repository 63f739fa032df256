import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { hex, sha256 } from '../../engine/sha256.ts'
import type { Step } from '../../engine/recipe.ts'
import { readNumbers, type NumberTable } from '../../engine/numbers.ts'
import { joined, readSeries, type Plan, type Series } from '../../engine/series.ts'
import { readTable, type Table } from '../../engine/table.ts'
import { outOfBounds } from './bounds.ts'
import { LabFile, type ClassLabContent, type LabFileContent, type NumberLabContent, type SeriesLabContent } from './lab-file.ts'
import { inOrder } from './lab-steps.ts'

/** A lab that says classes, as the server knows it. `hidden` never leaves it. */
export interface ClassLab extends ClassLabContent {
  /** The public file as it ships, and the table in it. */
  readonly csv: string
  readonly table: Table
  readonly hidden: { readonly csv: string; readonly table: Table }
}

/** A lab on a series. `hidden` never leaves the server: the months after the public ones, `series` holds both. */
export interface SeriesLab extends SeriesLabContent {
  readonly csv: string
  readonly series: Series
  readonly plan: Plan
  readonly hidden: { readonly csv: string; readonly series: Series; readonly months: Int32Array }
}

/** A lab whose target is a number. `hidden` never leaves the server. */
export interface NumberLab extends NumberLabContent {
  readonly csv: string
  readonly table: NumberTable
  readonly hidden: { readonly csv: string; readonly table: NumberTable }
}

export type Lab = ClassLab | SeriesLab | NumberLab

type Report = (file: string, message: string) => void

/** Reads every folder of `labs/`; an Error lists all mistakes of all files at once. No folder, no labs. */
export function readLabs(contentDir: string): Map<string, Lab> {
  const root = join(contentDir, 'labs')
  const mistakes: string[] = []
  const names = existsSync(root) ? readdirSync(root, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort() : []
  const labs = names.flatMap((name) => readLab(root, name, (file, message) => mistakes.push(`labs/${name}/${file}: ${message}`)) ?? [])
  if (mistakes.length > 0) throw new Error(`The lab files have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  return new Map(labs.map((lab) => [lab.id, lab]))
}

function readLab(root: string, name: string, report: Report): Lab | null {
  const folder = join(root, name)
  const file = readLabFile(folder, report)
  if (!file) return null
  if (file.id !== name) report('lab.yaml', `id is "${file.id}", but the folder is "${name}"`)
  compare(file, report)
  const open = readBytes(folder, file, 'public', report)
  const hidden = readBytes(folder, file, 'hidden', report)
  if (open === null || hidden === null) return null
  if (file.task === 'numbers') return readNumberLab(file, open, hidden, report)
  return file.task === 'classes' ? readClassLab(file, open, hidden, report) : readSeriesLab(file, open, hidden, report)
}

function readLabFile(folder: string, report: Report): LabFileContent | null {
  const path = join(folder, 'lab.yaml')
  if (!existsSync(path)) {
    report('lab.yaml', 'is missing')
    return null
  }
  const document = parseDocument(readFileSync(path, 'utf8'))
  for (const error of document.errors) report('lab.yaml', error.message.split('\n')[0] ?? 'is not YAML')
  if (document.errors.length > 0) return null
  const checked = LabFile.safeParse(document.toJS())
  if (checked.success) return checked.data
  for (const issue of checked.error.issues) report('lab.yaml', `${issue.path.join('.') || '(whole file)'}: ${issue.message}`)
  return null
}

/** What only several fields together can get wrong. */
function compare(file: LabFileContent, report: Report): void {
  if (file.task === 'classes') compareClasses(file, report)
  else if (file.task === 'numbers') compareNumbers(file, report)
  else compareSeries(file, report)
  if (file.data.hidden.file.indexOf('/') < 0) report('lab.yaml', 'data.hidden.file: must lie in a folder of its own, apart from what ships')
  if (file.data.public.file.indexOf('/') >= 0) report('lab.yaml', 'data.public.file: must lie beside lab.yaml')
  if (file.predict.answer >= file.predict.options.length) report('lab.yaml', 'predict.answer: there is no such option')
  const recipes: Record<string, readonly Step[]> = { starter: file.starter, baseline: file.baseline, reference: file.reference }
  for (const [name, steps] of Object.entries(recipes)) {
    const beyond = outOfBounds(file.blocks, steps)
    if (beyond) report('lab.yaml', `${name}: ${beyond.block}${beyond.knob ? `.${beyond.knob.name}` : ''} is not allowed by blocks`)
    else if (!inOrder(file.task, steps)) report('lab.yaml', `${name}: is no recipe for the task ${file.task}`)
  }
}

function compareClasses(file: ClassLabContent, report: Report): void {
  const columns = Object.keys(file.data.columns)
  for (const [axis, column] of Object.entries(file.data.plot)) if (!columns.includes(column)) report('lab.yaml', `data.plot.${axis}: there is no column "${column}"`)
  if (file.pass.right > file.data.hidden.rows) report('lab.yaml', 'pass.right: there are fewer hidden rows')
}

function compareNumbers(file: NumberLabContent, report: Report): void {
  const { columns, plot, target, together, hidden } = file.data
  const names = Object.keys(columns)
  const simulated = [...file.simulated.right, ...file.simulated.wrong].flatMap((f) => ('columns' in f ? f.columns?.flat() ?? [] : []))
  const named: Record<string, readonly string[]> = { 'data.plot.x': [plot.x], 'blocks.same': file.blocks.same ?? [], 'simulated.columns': simulated }
  for (const [where, list] of Object.entries(named)) for (const name of list) if (!names.includes(name)) report('lab.yaml', `${where}: there is no column "${name}"`)
  if (names.includes(target.column)) report('lab.yaml', `data.target.column: "${target.column}" is one of data.columns`)
  if (together > hidden.rows) report('lab.yaml', 'data.together: there are fewer hidden rows')
}

function compareSeries(file: SeriesLabContent, report: Report): void {
  const { practice, years, together, hidden } = file.data
  if (practice >= years) report('lab.yaml', 'data.practice: no year is left to learn from')
  if (together > hidden.rows) report('lab.yaml', 'data.together: there are fewer hidden months')
}

function readBytes(folder: string, file: LabFileContent, which: 'public' | 'hidden', report: Report): string | null {
  const expected = file.data[which]
  const path = join(folder, expected.file)
  if (!existsSync(path)) {
    report(expected.file, 'is missing')
    return null
  }
  const bytes = readFileSync(path)
  const digest = hex(sha256(bytes))
  if (digest !== expected.sha256) report(expected.file, `has SHA-256 ${digest}, but lab.yaml names ${expected.sha256}; changed data is a new version of the lab`)
  return bytes.toString('utf8')
}

/** What `read` finds in a data file, or null with its complaint: the engine's sentences name the line. */
function readOr<T>(file: string, read: () => T, report: Report): T | null {
  try {
    return read()
  } catch (error) {
    report(file, error instanceof Error ? error.message : String(error))
    return null
  }
}

function readClassLab(file: ClassLabContent, csv: string, hiddenCsv: string, report: Report): ClassLab | null {
  const table = (which: 'public' | 'hidden', text: string): Table | null => {
    const expected = file.data[which]
    const read = readOr(expected.file, () => readTable(text, file.data.classes.length), report)
    if (!read) return null
    rowsMatch(expected, read.labels.length, report)
    const names = Object.keys(file.data.columns)
    if (read.columns.join() !== names.join()) report(expected.file, `its columns are ${read.columns.join()}, but lab.yaml names ${names.join()}`)
    return read
  }
  const open = table('public', csv)
  const hidden = table('hidden', hiddenCsv)
  return open && hidden ? { ...file, csv, table: open, hidden: { csv: hiddenCsv, table: hidden } } : null
}

function readNumberLab(file: NumberLabContent, csv: string, hiddenCsv: string, report: Report): NumberLab | null {
  const table = (which: 'public' | 'hidden', text: string): NumberTable | null => {
    const expected = file.data[which]
    const read = readOr(expected.file, () => readNumbers(text), report)
    if (!read) return null
    rowsMatch(expected, read.targets.length, report)
    const names = [...Object.keys(file.data.columns), file.data.target.column].join()
    const found = [...read.columns, read.target].join()
    if (found !== names) report(expected.file, `its columns are ${found}, but lab.yaml names ${names}`)
    return read
  }
  const open = table('public', csv)
  const hidden = table('hidden', hiddenCsv)
  return open && hidden ? { ...file, csv, table: open, hidden: { csv: hiddenCsv, table: hidden } } : null
}

function readSeriesLab(file: SeriesLabContent, csv: string, hiddenCsv: string, report: Report): SeriesLab | null {
  const { data, blocks } = file
  const series = readOr(data.public.file, () => readSeries(csv), report)
  const hidden = series && readOr(data.hidden.file, () => joined(series, readSeries(hiddenCsv)), report)
  if (!series || !hidden) return null
  const n = series.values.length
  rowsMatch(data.public, n, report)
  rowsMatch(data.hidden, hidden.values.length - n, report)
  const [year, month] = data.start.split('-').map(Number)
  const plan = { horizon: data.horizon, start: 12 * year! + month! - 1 - series.first, years: data.years, practice: data.practice }
  if (plan.start < plan.horizon + Math.max(...blocks.lags)) report('lab.yaml', 'data.start: the first target has no value for the largest of blocks.lags')
  if (plan.start + 12 * plan.years > n) report('lab.yaml', 'data.years: the public series ends before')
  const months = Int32Array.from({ length: hidden.values.length - n }, (_, i) => n + i)
  return { ...file, csv, series, plan, hidden: { csv: hiddenCsv, series: hidden, months } }
}

function rowsMatch(expected: { file: string; rows: number }, rows: number, report: Report): void {
  if (rows !== expected.rows) report(expected.file, `has ${rows} rows, but lab.yaml says ${expected.rows}`)
}
