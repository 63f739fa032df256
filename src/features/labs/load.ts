import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Step } from '../../engine/recipe.ts'
import { hex, sha256 } from '../../engine/sha256.ts'
import { hiddenFiles, isSimulated } from '../../engine/simulators.ts'
import { outOfBounds } from './bounds.ts'
import { kindOf } from './kinds.ts'
import type { HiddenSet, Lab } from './lab.ts'
import { LabFile, type LabFileContent } from './lab-file.ts'
import { inOrder } from './lab-steps.ts'
import type { Report } from './task.ts'
import { taskOf } from './tasks.ts'

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
  const bytes = readBytes(folder, file.data.public, report)
  const open = bytes && readOr(file.data.public.file, () => kindOf(file.task).readPublic(bytes, taskOf(file).settings(file)), report)
  if (!bytes || !open) return null
  if (file.data.hidden.file === 'simulated') return simulatedLab(file, bytes, open, report)
  const sets = (hiddenBytes(folder, file, report) ?? []).map((set) => readHidden(file, open, set, report))
  const [hidden, second = null] = sets
  if (!hidden) return null
  const lab: Lab = { ...file, bytes, open, hidden, second }
  taskOf(lab).matches(lab, report)
  if (second) taskOf(lab).matches({ ...lab, hidden: second }, report)
  return lab
}

/**
 * Its hidden sets are those of the check, which a server never needs and which take seconds to make: they are made, and held against the file, when
 * somebody first looks at them. The public rows are held against it at once where a hidden file looks like a public one.
 */
function simulatedLab(file: LabFileContent, bytes: Buffer<ArrayBuffer>, open: unknown, report: Report): Lab | null {
  if (!isSimulated(file.id)) {
    report('lab.yaml', `data.hidden: src/engine/simulators.ts makes no hidden data for "${file.id}"`)
    return null
  }
  const alike = readHidden(file, open, bytes, () => undefined)
  if (alike) taskOf(file).matches({ ...file, bytes, open, hidden: alike, second: null }, (name, message) => { if (name !== 'simulated') report(name, message) })
  let made: HiddenSet<unknown>[] | null = null
  const both = (): HiddenSet<unknown>[] => made ??= hiddenFiles(file.id, checkSeed(1)).map((set) => {
    const hidden = readHidden(file, open, Buffer.from(set), refuse)!
    taskOf(file).matches({ ...file, bytes, open, hidden, second: null }, refuse)
    return hidden
  })
  return { ...file, bytes, open, get hidden() { return both()[0]! }, get second() { return both()[1]! } }
}

function refuse(name: string, message: string): never {
  throw new Error(`${name}: ${message}`)
}

function readHidden(file: LabFileContent, open: unknown, bytes: Buffer<ArrayBuffer>, report: Report): HiddenSet<unknown> | null {
  const data = readOr(file.data.hidden.file, () => kindOf(file.task).readHidden(bytes, taskOf(file).settings(file), open), report)
  return data === null ? null : { bytes, data }
}

/** The seed of the check's hidden sets number `i`: no cohort has it, 128 bits are drawn for each. */
export const checkSeed = (i: number): string => `hidden set ${i} of the check`

/** One or two hidden files; null when one is missing or is not the one that lab.yaml names. */
function hiddenBytes(folder: string, { data: { hidden } }: LabFileContent, report: Report): Buffer<ArrayBuffer>[] | null {
  const { file, sha256: expected, second } = hidden
  if (expected === undefined) return null
  const files = [readBytes(folder, { file, sha256: expected }, report), ...(second ? [readBytes(folder, second, report)] : [])]
  return files.every((f) => f !== null) ? files : null
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
  taskOf(file).compare(file, report)
  const { hidden } = file.data
  if (hidden.file !== 'simulated' && [hidden, ...(hidden.second ? [hidden.second] : [])].some(({ file: name }) => name.indexOf('/') < 0)) report('lab.yaml', 'data.hidden.file: must lie in a folder of its own, apart from what ships')
  if (file.data.public.file.indexOf('/') >= 0) report('lab.yaml', 'data.public.file: must lie beside lab.yaml')
  if (file.data.together > file.data.hidden.rows) report('lab.yaml', 'data.together: there are fewer hidden rows')
  if (file.predict.answer >= file.predict.options.length) report('lab.yaml', 'predict.answer: there is no such option')
  const recipes: Record<string, readonly Step[]> = { starter: file.starter, baseline: file.baseline, reference: file.reference }
  for (const [name, steps] of Object.entries(recipes)) {
    const beyond = outOfBounds(file.blocks, steps)
    if (beyond) report('lab.yaml', `${name}: ${beyond.block}${beyond.knob ? `.${beyond.knob.name}` : ''} is not allowed by blocks`)
    else if (!inOrder(file.task, steps)) report('lab.yaml', `${name}: is no recipe for the task ${file.task}`)
  }
}

function readBytes(folder: string, expected: { file: string; sha256: string }, report: Report): Buffer<ArrayBuffer> | null {
  const path = join(folder, expected.file)
  if (!existsSync(path)) {
    report(expected.file, 'is missing')
    return null
  }
  const bytes = Buffer.from(readFileSync(path))
  const digest = hex(sha256(bytes))
  if (digest !== expected.sha256) report(expected.file, `has SHA-256 ${digest}, but lab.yaml names ${expected.sha256}; changed data is a new version of the lab`)
  return bytes
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
