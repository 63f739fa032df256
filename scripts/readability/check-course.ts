import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS, type Lang } from '../../src/lib/text.ts'
import { checkAudio, checkBody, sections, type Finding } from './check-text.ts'
import { checkYaml } from './check-yaml.ts'

export interface CourseReadability {
  /** Units and other files of the course, each with whether nothing was found in it. */
  readonly parts: readonly { readonly name: string; readonly faults: readonly string[] }[]
}

const UNIT_FILE = /^([a-z0-9-]+)\.(?:(?:es|en)\.(?:md|audio\.txt)|questions\.yaml)$/

/** Reads one course's folder; `shown` is how its path stands before each fault. Courses, finished or being written, need nothing but their files. */
export function checkCourse(folder: string, shown = folder): CourseReadability {
  const files = readdirSync(folder).sort()
  const units = [...new Set(files.flatMap((file) => UNIT_FILE.exec(file)?.[1] ?? []))]
  const others = files.filter((file) => file.endsWith('.yaml') && !UNIT_FILE.test(file))
  const read = (file: string): string | null => (files.includes(file) ? readFileSync(join(folder, file), 'utf8').replace(/\r\n?/g, '\n') : null)
  const told = (file: string, found: readonly Finding[]): string[] => found.toSorted((a, b) => a.line - b.line).map((f) => `${join(shown, file)}:${f.line}: ${f.message}`)
  return {
    parts: [
      ...units.map((unit) => ({ name: unit, faults: checkUnit(unit, read).flatMap(({ file, found }) => told(file, found)) })),
      ...others.map((file) => ({ name: file, faults: told(file, checkYaml(read(file) ?? '', null)) })),
    ],
  }
}

type InFile = { readonly file: string; readonly found: readonly Finding[] }

function checkUnit(unit: string, read: (file: string) => string | null): InFile[] {
  const texts = LANGS.map((lang) => ({ lang, file: `${unit}.${lang}.md`, text: read(`${unit}.${lang}.md`) }))
  const spoken = LANGS.map((lang) => ({ lang, file: `${unit}.${lang}.audio.txt`, text: read(`${unit}.${lang}.audio.txt`) }))
  const questions = read(`${unit}.questions.yaml`)
  const counts = texts.map(({ text }) => (text === null ? null : sections(text).length))
  const uneven = counts.every((n) => n !== null) && new Set(counts).size > 1
  return [
    ...texts.map(({ lang, file, text }) => ({ file, found: text === null ? missing() : checkUnitText(text, lang) })),
    ...(uneven ? [{ file: `${unit}.en.md`, found: [{ line: 1, message: `has ${counts[1]} sections (##), ${unit}.es.md has ${counts[0]}` }] }] : []),
    ...spoken.filter(({ text }) => text !== null || spoken.some((other) => other.text !== null))
      .map(({ lang, file, text }) => ({ file, found: text === null ? missing() : checkAudio(text, lang) })),
    ...(questions === null ? [] : [{ file: `${unit}.questions.yaml`, found: checkYaml(questions, null) }]),
  ]
}

function checkUnitText(text: string, lang: Lang): Finding[] {
  const [whole = '', front = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? []
  if (whole === '') return [{ line: 1, message: 'must begin with front matter between two lines of ---' }]
  return [...checkYaml(front, lang, 1), ...checkBody(body, whole.slice(0, whole.length - body.length).split('\n').length - 1, lang)]
}

const missing = (): Finding[] => [{ line: 1, message: 'is missing' }]
