import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../src/lib/root.ts'
import { cases } from '../validation/cases.ts'
import { communication } from './communication.ts'
import { dataRequirements } from './data.ts'
import { documents } from './documents.ts'
import type { Requirement } from './requirement.ts'

const order = (id: string): string => (id.startsWith('XAPI-') ? `1 ${id}` : `2 ${id}`)

/** Every requirement there is a row for, in the order of its id. */
export const table: readonly Requirement[] = [...dataRequirements, ...communication, ...documents]
  .sort((a, b) => order(a.id).localeCompare(order(b.id), 'en', { numeric: true }))

/** The numbers of the public list (adlnet/xapi-lrs-conformance-requirements): 1 to 336. It has no 136. */
export const PUBLIC: readonly string[] = Array.from({ length: 336 }, (_, i) => i + 1).filter((n) => n !== 136).map((n) => `XAPI-${String(n).padStart(5, '0')}`)

const FOLDERS = ['test/lrs', 'src/record', 'src/features/clients']
/** A test by its name, as we write one: at the beginning of a line, the name a plain text. */
const NAME = /^\s*(?:test|both|each|only)\(\s*(?:'[\d.]+',\s*)?(?:'((?:[^'\\]|\\.)*)'|`([^`$]*)`)/gm

/** The names of every test of the record, and of every case of its validation. */
export function testNames(): Set<string> {
  const names = new Set(cases.map((c) => c.name))
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((f) => /\.test\.tsx?$/.test(f))) {
      for (const [, plain, template] of readFileSync(join(ROOT, folder, file), 'utf8').matchAll(NAME)) names.add((plain ?? template ?? '').replace(/\\(.)/g, '$1'))
    }
  }
  return names
}

export interface Count { readonly covered: number; readonly all: number }

export function count(rows: readonly Requirement[]): Count {
  return { covered: rows.filter((r) => r.test !== null).length, all: rows.length }
}

/** `335 of 340` for each version, and which are open. */
export function figure(): string {
  return (['1.0.3', '2.0.0'] as const).map((version) => {
    const { covered, all } = count(table.filter((r) => r.versions.includes(version)))
    return `${version}: ${covered} of ${all}`
  }).join('; ')
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** docs/xapi-requirements.md. */
export function asMarkdown(): string {
  const open = table.filter((r) => r.test === null)
  return [
    '# xAPI, requirement by requirement', '',
    'Made by `node scripts/run.mjs scripts/requirements.ts` from test/lrs/requirements; a test keeps it up to date. Numbers are those of the',
    'public list adlnet/xapi-lrs-conformance-requirements (xAPI 1.0.3; it has no XAPI-00136), `2.0 …` are clauses of IEEE 9274.1.1 where it says',
    'something else. What each asks is in our own words; the last column is the name of the test, or of the case in test/lrs/validation.', '',
    `Shown by a test: ${figure()}.`, '',
    '## Not shown', '', '| id | versions | asks | why not |', '|---|---|---|---|',
    ...open.map((r) => `| ${r.id} | ${r.versions.join(', ')} | ${cell(r.says)} | ${cell(r.why ?? '')} |`), '',
    '## All', '', '| id | versions | asks | test |', '|---|---|---|---|',
    ...table.map((r) => `| ${r.id} | ${r.versions.join(', ')} | ${cell(r.says)} | ${r.test === null ? '—' : cell(r.test)} |`), '',
  ].join('\n')
}
