import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, parseDocument, visit, type Document, type Node } from 'yaml'
import { hex, sha256 } from '../../../engine/sha256.ts'
import { decoded, readCsv } from '../csv.ts'
import type { TaskName } from '../task-name.ts'
import { GUIDE } from './guide.ts'
import { tableFrom, type OwnTable } from './own-table.ts'

/** The lab that stands model for a task; for others the first of the task. */
const MODEL: Partial<Record<TaskName, string>> = { classes: 'uva-vino', numbers: 'cafe-taza', series: 'pesca-mar' }

export interface NewLab {
  readonly id: string
  readonly task: TaskName
  /** The author's own table, for tasks on tables: bytes of a CSV, and which column is asked for (the last when null). */
  readonly csv?: { readonly bytes: Uint8Array; readonly target: string | null }
}

/**
 * Makes `labs/<id>` in `into` from a lab of the same task in `content`: its blocks, bounds and ways to go about it stay, its texts and its
 * data go. What is empty is refused by name until it is written. Answers with sentences of what was left out; an Error says why it cannot be.
 */
export function newLab(content: string, into: string, { id, task, csv }: NewLab): readonly string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new Error(`"${id}": an id has lower case letters, digits and hyphens, such as cacao-humedad`)
  if (csv && !onTable(task)) throw new Error(`--csv works for the tasks numbers and classes; a lab of ${task} brings its own file`)
  const folder = join(into, 'labs', id)
  if (existsSync(folder)) throw new Error(`labs/${id} is there already`)
  const document = bare(modelOf(content, task))
  document.set('id', id)
  document.set('version', 1)
  document.set('trade', 'other')
  document.set('level', 1)
  const table = csv && onTable(task) ? tableFrom(task, csv.bytes, csv.target, id) : null
  if (table) fillIn(document, task, table)
  mkdirSync(join(folder, 'hidden'), { recursive: true })
  if (table) {
    writeFileSync(join(folder, 'public.csv'), table.open)
    writeFileSync(join(folder, 'hidden/rows.csv'), table.hidden)
  }
  writeFileSync(join(folder, 'lab.yaml'), document.toString({ lineWidth: 0, flowCollectionPadding: false }))
  return table?.leftOut ?? []
}

const onTable = (task: TaskName): task is 'numbers' | 'classes' => task === 'numbers' || task === 'classes'

function modelOf(content: string, task: TaskName): Document {
  const named = MODEL[task]
  const ids = readdirSync(join(content, 'labs'), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort()
  for (const id of named ? [named, ...ids] : ids) {
    const path = join(content, 'labs', id, 'lab.yaml')
    const document = existsSync(path) ? parseDocument(readFileSync(path, 'utf8')) : null
    if (document?.get('task') === task) return document
  }
  throw new Error(`no lab of the task ${task} stands model in labs/`)
}

/** The model without its texts, its data and its comments, with the guide's comments instead. */
function bare(document: Document): Document {
  document.commentBefore = ' A new lab. docs/labs/guide.md leads through it; `npm run labs -- preview labs/<id>` shows it while it is written.'
  visit(document, {
    Node: (_, node) => { uncommented(node) },
    Map: (_, map) => {
      if (map.items.length !== 2 || !map.has('es') || !map.has('en')) return undefined
      for (const lang of ['es', 'en']) map.set(lang, document.createNode(''))
      return visit.SKIP
    },
  })
  for (const which of ['public', 'hidden']) {
    document.setIn(['data', which, 'rows'], 0)
    document.setIn(['data', which, 'sha256'], '')
  }
  document.setIn(['data', 'hidden', 'file'], 'hidden/rows.csv')
  document.deleteIn(['data', 'hidden', 'second'])
  for (const name of ['licence', 'url']) document.setIn(['data', name], '')
  document.setIn(['data', 'known'], null)
  if (document.hasIn(['data', 'ceiling'])) document.setIn(['data', 'ceiling'], null)
  for (const [path, says] of Object.entries(GUIDE)) commented(document, path.split('.'), ` ${says}`)
  return document
}

function uncommented(node: Node): void {
  node.commentBefore = null
  node.comment = null
  delete node.spaceBefore
}

/** A comment stands before the key, not before its value. */
function commented(document: Document, path: readonly string[], says: string): void {
  const above = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(above)) return
  for (const { key } of above.items) if (isScalar(key) && key.value === path.at(-1)) key.commentBefore = says
}

/** What the author's own table says by itself. */
function fillIn(document: Document, task: TaskName, table: OwnTable): void {
  const set = (path: string[], value: unknown): void => document.setIn(path, document.createNode(value))
  set(['data', 'public'], { file: 'public.csv', ...stateOf(table.open) })
  set(['data', 'hidden'], { file: 'hidden/rows.csv', ...stateOf(table.hidden) })
  set(['data', 'columns'], Object.fromEntries(table.columns.map((c) => [c.id, { es: c.name, en: '' }])))
  const first = table.columns[0]!.id
  if (task === 'numbers') {
    set(['data', 'target', 'column'], table.target.id)
    set(['data', 'target', 'name'], { es: table.target.name, en: '' })
    set(['data', 'plot'], { x: first })
    return
  }
  set(['data', 'classes'], table.classes.map((name) => ({ es: name, en: '' })))
  set(['data', 'plot'], { x: first, y: table.columns[1]?.id ?? first })
  set(['pass', 'right'], Math.max(1, Math.floor(0.85 * stateOf(table.hidden).rows)))
}

function stateOf(csv: string): { rows: number; sha256: string } {
  return { rows: readCsv(csv, Infinity).rows.length, sha256: hex(sha256(new TextEncoder().encode(csv))) }
}

/** Writes the rows and SHA-256 of a lab's data files into its lab.yaml; comments and all else stay. Answers with what it wrote. */
export function sealLab(folder: string): string[] {
  const path = join(folder, 'lab.yaml')
  const document = parseDocument(readFileSync(path, 'utf8'))
  const told = ['public', 'hidden'].flatMap((which) => {
    const file = document.getIn(['data', which, 'file'])
    if (typeof file !== 'string' || !existsSync(join(folder, file))) return [`${which}: there is no file ${String(file)}`]
    const bytes = readFileSync(join(folder, file))
    const digest = hex(sha256(bytes))
    document.setIn(['data', which, 'sha256'], digest)
    if (!file.endsWith('.csv')) return [`${file}: ${digest.slice(0, 12)}…; write its rows yourself`]
    const { rows } = readCsv(decoded(bytes), Infinity)
    document.setIn(['data', which, 'rows'], rows.length)
    return [`${file}: ${rows.length} rows, ${digest.slice(0, 12)}…`]
  })
  writeFileSync(path, document.toString({ lineWidth: 0, flowCollectionPadding: false }))
  return told
}
