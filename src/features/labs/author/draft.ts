import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { isMap, isPair, isSeq, parseDocument, visit, type Document } from 'yaml'
import type { z } from 'zod'
import { fill, type Text } from '../../../lib/text.ts'
import type { Lab } from '../lab.ts'
import { LabFile } from '../lab-file.ts'
import { readLabs } from '../load.ts'
import { PART } from './guide.ts'
import { sealLab } from './new-lab.ts'

/** A lab that is being written: what is wrong with it, and the lab as far as it can be shown. */
export interface LabDraft {
  readonly mistakes: readonly Text[]
  readonly lab: Lab | null
}

const SAYS = {
  noFile: { es: 'Falta el archivo lab.yaml.', en: 'The file lab.yaml is missing.' },
  yaml: { es: 'lab.yaml no se puede leer: {why}', en: 'lab.yaml cannot be read: {why}' },
  unwritten: { es: 'Falta escribir {part}.', en: 'Not written yet: {part}.' },
  missing: { es: 'Falta {part}.', en: 'Missing: {part}.' },
  unknown: { es: 'En {part} hay algo que no se conoce: {keys}.', en: 'In {part} there is something unknown: {keys}.' },
  other: { es: '{part}: {why}', en: '{part}: {why}' },
} as const

/** Reads the folder of a lab, texts and hashes that are missing made up so that the page can be shown already. */
export function readDraft(folder: string): LabDraft {
  const path = join(folder, 'lab.yaml')
  if (!existsSync(path)) return { mistakes: [SAYS.noFile], lab: null }
  const text = readFileSync(path, 'utf8')
  const document = parseDocument(text)
  if (document.errors.length > 0) return { mistakes: document.errors.map((e) => fill(SAYS.yaml, { why: e.message.split('\n')[0] ?? '' })), lab: null }
  const checked = LabFile.safeParse(document.toJS())
  const mistakes = checked.success ? [] : onceInBoth(checked.error.issues, document).map((issue) => inWords(issue, document))
  const whole = checked.success ? loaded(folder, text, false) : null
  const shown = whole?.lab ? whole : loaded(folder, madeUp(document), true)
  const more = whole ? whole.mistakes : shown.mistakes
  return { mistakes: [...mistakes, ...more.map((why) => ({ es: why, en: why }))], lab: shown.lab }
}

/** The same file as the server reads it, in a folder of its own. */
function loaded(folder: string, yaml: string, sealed: boolean): { lab: Lab | null; mistakes: string[] } {
  const id = basename(resolve(folder))
  const root = mkdtempSync(join(tmpdir(), 'yachay-draft-'))
  try {
    cpSync(folder, join(root, 'labs', id), { recursive: true })
    writeFileSync(join(root, 'labs', id, 'lab.yaml'), yaml)
    if (sealed) sealLab(join(root, 'labs', id))
    return { lab: readLabs(root).get(id) ?? null, mistakes: [] }
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n- ').slice(1) : []
    // What the made-up texts still lack is told by the file itself.
    return { lab: null, mistakes: sealed ? lines.filter((l) => !/lab\.yaml: [\w.]+: (Too small|Invalid|must be 64)/.test(l)) : lines }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** The file with what is not written replaced by its own name. */
function madeUp(document: Document): string {
  const copy = document.clone()
  visit(copy, {
    Map: (_, map, path) => {
      for (const lang of ['es', 'en']) if (map.get(lang) === '') map.set(lang, `✎ ${nameOf(keysOf([...path, map]), lang === 'es' ? 'es' : 'en')}`)
    },
  })
  if (copy.getIn(['data', 'licence']) === '') copy.setIn(['data', 'licence'], '✎')
  if (copy.getIn(['data', 'url']) === '') copy.setIn(['data', 'url'], 'https://example.org/')
  return copy.toString()
}

/** The keys above a node, of what visit() says lies above it. */
function keysOf(path: readonly unknown[]): string[] {
  return path.flatMap((node, i) => {
    const above = path[i - 1]
    if (isSeq(above)) return [String(above.items.indexOf(node))]
    return isPair(node) ? [String(node.key)] : []
  })
}

/** A text that is missing in both languages is one thing to do. */
function onceInBoth(issues: readonly z.core.$ZodIssue[], document: Document): z.core.$ZodIssue[] {
  const empty = (path: readonly PropertyKey[]): boolean => document.getIn(path.map((k) => (typeof k === 'number' ? k : String(k)))) === ''
  return issues.flatMap((issue) => {
    const above = issue.path.slice(0, -1)
    if (!['es', 'en'].includes(String(issue.path.at(-1))) || !empty([...above, 'es']) || !empty([...above, 'en'])) return [issue]
    return issue.path.at(-1) === 'es' ? [{ ...issue, path: above }] : []
  })
}

function inWords(issue: z.core.$ZodIssue, document: Document): Text {
  const keys = issue.path.map(String)
  const part = { es: nameOf(keys, 'es'), en: nameOf(keys, 'en') }
  const found = document.getIn(issue.path.map((k) => (typeof k === 'number' ? k : String(k))))
  const value = isMap(found) && found.get('es') === '' ? '' : found
  const put = (sentence: Text, values: Record<string, string> = {}): Text => {
    const both = { es: fill(sentence, { part: part.es, ...values }).es, en: fill(sentence, { part: part.en, ...values }).en }
    return { es: both.es[0]!.toUpperCase() + both.es.slice(1), en: both.en[0]!.toUpperCase() + both.en.slice(1) }
  }
  if (value === '' && keys.length > 0 || issue.path.includes('rows') && value === 0) return put(SAYS.unwritten)
  if (value === undefined && issue.code === 'invalid_type') return put(SAYS.missing)
  if (issue.code === 'unrecognized_keys') return put(SAYS.unknown, { keys: issue.keys.join(', ') })
  return put(SAYS.other, { why: issue.message })
}

/** "la pista 2, en español (hints.1.es)". */
function nameOf(keys: readonly string[], lang: 'es' | 'en'): string {
  if (keys.length === 0) return lang === 'es' ? 'el archivo' : 'the file'
  const parts: string[] = []
  for (const key of keys) {
    if (/^\d+$/.test(key)) parts.push(`${parts.pop() ?? ''} ${Number(key) + 1}`.trim())
    else parts.push((PART[keys.slice(0, keys.indexOf(key) + 1).join('.')] ?? PART[key])?.[lang] ?? `«${key}»`)
  }
  return `${parts.filter((p, i) => i > 0 || p !== PART['data']![lang] || keys.length === 1).join(', ')} (${keys.join('.')})`
}
