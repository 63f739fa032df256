import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { hex, sha256 } from '../../engine/sha256.ts'
import type { Step } from '../../engine/recipe.ts'
import { readTable, type Table } from '../../engine/table.ts'
import { outOfBounds } from './bounds.ts'
import { LabFile, type LabFileContent } from './lab-file.ts'

/** A lab as the server knows it. `hidden` never leaves it. */
export interface Lab extends LabFileContent {
  /** The public file as it ships, and the table in it. */
  readonly csv: string
  readonly table: Table
  readonly hidden: { readonly csv: string; readonly table: Table }
}

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
  const open = readData(folder, file, 'public', report)
  const hidden = readData(folder, file, 'hidden', report)
  return open && hidden ? { ...file, csv: open.csv, table: open.table, hidden } : null
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
  const columns = Object.keys(file.data.columns)
  for (const [axis, column] of Object.entries(file.data.plot)) if (!columns.includes(column)) report('lab.yaml', `data.plot.${axis}: there is no column "${column}"`)
  if (file.data.hidden.file.indexOf('/') < 0) report('lab.yaml', 'data.hidden.file: must lie in a folder of its own, apart from what ships')
  if (file.data.public.file.indexOf('/') >= 0) report('lab.yaml', 'data.public.file: must lie beside lab.yaml')
  if (file.pass.right > file.data.hidden.rows) report('lab.yaml', 'pass.right: there are fewer hidden rows')
  if (file.predict.answer >= file.predict.options.length) report('lab.yaml', 'predict.answer: there is no such option')
  const recipes: Record<string, readonly Step[]> = { starter: file.starter, baseline: file.baseline, reference: file.reference }
  for (const [name, steps] of Object.entries(recipes)) {
    const beyond = outOfBounds(file.blocks, steps)
    if (beyond) report('lab.yaml', `${name}: ${beyond.block}${beyond.knob ? `.${beyond.knob.name}` : ''} is not allowed by blocks`)
  }
}

function readData(folder: string, file: LabFileContent, which: 'public' | 'hidden', report: Report): { csv: string; table: Table } | null {
  const expected = file.data[which]
  const path = join(folder, expected.file)
  if (!existsSync(path)) {
    report(expected.file, 'is missing')
    return null
  }
  const bytes = readFileSync(path)
  const digest = hex(sha256(bytes))
  if (digest !== expected.sha256) report(expected.file, `has SHA-256 ${digest}, but lab.yaml names ${expected.sha256}; changed data is a new version of the lab`)
  const csv = bytes.toString('utf8')
  try {
    const table = readTable(csv, file.data.classes.length)
    if (table.labels.length !== expected.rows) report(expected.file, `has ${table.labels.length} rows, but lab.yaml says ${expected.rows}`)
    const names = Object.keys(file.data.columns)
    if (table.columns.join() !== names.join()) report(expected.file, `its columns are ${table.columns.join()}, but lab.yaml names ${names.join()}`)
    return { csv, table }
  } catch (error) {
    // readTable's sentences name the line.
    report(expected.file, error instanceof Error ? error.message : String(error))
    return null
  }
}
