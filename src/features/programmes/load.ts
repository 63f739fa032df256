import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Text } from '../../lib/text.ts'
import { CallFile, repeated, type Call } from './call-file.ts'
import { ProgrammeFile, type ProgrammeFileContent } from './programme-file.ts'
import { RuleFile, ruleHash, type Rule } from './rule.ts'

export interface LoadedRule {
  readonly rule: Rule
  readonly version: string
  /** SHA-256 of the file's bytes: what two owners sign. */
  readonly hash: string
  /** The file itself: it goes into the record with each signature. */
  readonly yaml: string
  /** The rule in words, Markdown. */
  readonly text: Text
}

export interface Programme extends ProgrammeFileContent {
  /** Oldest version first; at least one. */
  readonly rules: readonly LoadedRule[]
  readonly calls: readonly Call[]
}

/** Collects what is wrong, each with its file, so that an author sees everything in one go. */
type Report = (file: string, message: string) => void

/** Reads every folder of `programmes/`; an Error lists all mistakes of all files at once. */
export function readProgrammes(contentDir: string): Map<string, Programme> {
  const root = join(contentDir, 'programmes')
  const mistakes: string[] = []
  const report: Report = (file, message) => mistakes.push(`programmes/${file}: ${message}`)
  const names = existsSync(root) ? readdirSync(root, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort() : []
  if (names.length === 0) mistakes.push('programmes/: no programme there')
  const programmes = names.flatMap((name) => readProgramme(root, name, report) ?? [])
  if (mistakes.length > 0) throw new Error(`The programme files have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  return new Map(programmes.map((p) => [p.id, p]))
}

function readProgramme(root: string, name: string, report: Report): Programme | null {
  const folder = join(root, name)
  const content = readYaml(folder, 'programme.yaml', name, ProgrammeFile, report)
  const rules = listed(folder, /^rule-v\d+\.yaml$/).flatMap((file) => readRule(folder, file, name, report) ?? [])
    .sort((a, b) => Number(a.version.slice(1)) - Number(b.version.slice(1)))
  const calls = listed(join(folder, 'calls'), /\.yaml$/).flatMap((file) => readCall(folder, file, name, report) ?? [])
  if (rules.length === 0) report(`${name}/`, 'no readable rule file (rule-v1.yaml, …)')
  if (!content) return null
  if (content.id !== name) report(`${name}/programme.yaml`, `id is "${content.id}", but the folder is "${name}"`)
  compare({ ...content, rules, calls }, name, report)
  return { ...content, rules, calls }
}

function readRule(folder: string, file: string, name: string, report: Report): LoadedRule | null {
  const rule = readYaml(folder, file, name, RuleFile, report)
  if (!rule) return null
  if (file !== `rule-${rule.version}.yaml`) report(`${name}/${file}`, `version is "${rule.version}", but the file's name says otherwise`)
  if (rule.programme !== name) report(`${name}/${file}`, `programme is "${rule.programme}", but the folder is "${name}"`)
  if (rule.validity.until !== null && rule.validity.until < rule.validity.from) report(`${name}/${file}`, 'validity.until: before validity.from')
  if (rule.version === 'v1' && rule.from !== undefined) report(`${name}/${file}`, 'from: the first version judges everybody; only a later one begins with a day')
  const yaml = readFileSync(join(folder, file), 'utf8')
  const text = { es: readText(folder, rule.text.es, name, file, report), en: readText(folder, rule.text.en, name, file, report) }
  return { rule, version: rule.version, hash: ruleHash(yaml), yaml, text }
}

function readText(folder: string, { file, sha256 }: Rule['text']['es'], name: string, ruleFile: string, report: Report): string {
  if (!existsSync(join(folder, file))) {
    report(`${name}/${ruleFile}`, `text: there is no ${file}`)
    return ''
  }
  const text = readFileSync(join(folder, file), 'utf8')
  const found = createHash('sha256').update(text, 'utf8').digest('hex')
  if (found !== sha256) {
    report(`${name}/${file}`, `has SHA-256 ${found}, but ${ruleFile} names ${sha256}; a signed rule's text does not change, a proposal's hash does`)
  }
  return text
}

function readCall(folder: string, file: string, name: string, report: Report): Call | null {
  const call = readYaml(folder, `calls/${file}`, name, CallFile, report)
  if (call && file !== `${call.id}.yaml`) report(`${name}/calls/${file}`, `id is "${call.id}", but the file's name says otherwise`)
  return call
}

/** What only several files together can get wrong. */
function compare(programme: Programme, name: string, report: Report): void {
  repeated(programme.groups.map((g) => g.id)).forEach((id) => report(`${name}/programme.yaml`, `groups: "${id}" stands twice`))
  if (programme.labs !== 'all') repeated(programme.labs).forEach((id) => report(`${name}/programme.yaml`, `labs: "${id}" stands twice`))
  const reports = new Set(programme.agreement.reports.map((r) => r.id))
  const cited = programme.agreement.points.flatMap((p) => p.accounts.flatMap((a) => a.reports))
  const copied = programme.agreement.reports.flatMap((r) => r.after ?? [])
  for (const id of new Set([...cited, ...copied])) if (!reports.has(id)) report(`${name}/programme.yaml`, `agreement: there is no report ${id}`)
  repeated(programme.calls.flatMap((c) => c.sections.map((s) => s.id)))
    .forEach((id) => report(`${name}/calls`, `section "${id}" stands twice; sections of all calls share one list`))
  for (const call of programme.calls) {
    const file = `${name}/calls/${call.id}.yaml`
    if (!programme.courses.includes(call.course)) report(file, `course: the programme has no course "${call.course}"`)
    for (const quota of call.selection.quotas ?? []) {
      if ('group' in quota && !programme.groups.some((g) => g.id === quota.group)) report(file, `selection.quotas: the programme has no group "${quota.group}"`)
    }
    for (const group of call.requirements.groups ?? []) {
      if (!programme.groups.some((g) => g.id === group)) report(file, `requirements.groups: the programme has no group "${group}"`)
    }
  }
}

function listed(folder: string, pattern: RegExp): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((f) => pattern.test(f)).sort() : []
}

function readYaml<T extends z.ZodType>(folder: string, file: string, name: string, schema: T, report: Report): z.infer<T> | null {
  const path = join(folder, file)
  if (!existsSync(path)) {
    report(`${name}/${file}`, 'is missing')
    return null
  }
  const document = parseDocument(readFileSync(path, 'utf8'))
  if (document.errors.length > 0) {
    for (const error of document.errors) report(`${name}/${file}`, error.message.split('\n')[0] ?? 'is not YAML')
    return null
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  for (const issue of checked.error.issues) report(`${name}/${file}`, `${issue.path.join('.') || '(whole file)'}: ${issue.message}`)
  return null
}
