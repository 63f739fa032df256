import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import type { z } from 'zod'
import { LANGS, type Lang } from '../../lib/text.ts'
import { CourseFile, ProductFile, QuizFile, UnitFront, type CourseContent, type Unit, type UnitFrontContent } from './course-file.ts'
import { checkMarkdown } from './markdown.ts'
import type { UnitQuestion } from './question-file.ts'
import { readAudio, readLines, readQuestions, wholeQuiz, type At } from './unit-files.ts'
import { readYaml, type Report } from './yaml-lines.ts'

/** A picture larger than this would eat the lesson's budget on a prepaid phone. */
const MOST_PICTURE_BYTES = 80 * 1024

export interface Picture {
  readonly hash: string
  readonly type: string
  readonly bytes: Buffer
}

export interface CourseRead {
  /** The folder's name. */
  readonly id: string
  /** Absent when a file is broken. */
  readonly course?: { readonly content: CourseContent; readonly hash: string; readonly pictures: readonly Picture[] }
  /** `courses/base/quiz.yaml:12: …`, all of them. */
  readonly mistakes: readonly string[]
}

/** Reads every folder of courses/; a broken one does not keep the others from being read. */
export function readCourses(contentDir: string): CourseRead[] {
  const root = join(contentDir, 'courses')
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort().map((id) => readCourse(root, id))
}

/** SHA-256 of the content in RFC 8785 form: layout and comments of the files do not matter. */
export function courseHash(content: CourseContent): string {
  return createHash('sha256').update(canonicalize(content) ?? '').digest('hex')
}

/** Reads one course; every mistake of every file, each with its line. */
function readCourse(root: string, id: string): CourseRead {
  const mistakes: string[] = []
  const at = (file: string): Report => (line, message) => { mistakes.push(`courses/${id}/${file}:${line}: ${message}`) }
  const folder = join(root, id)
  const file = load(folder, 'course.yaml', CourseFile, at)
  const quizFile = load(folder, 'quiz.yaml', QuizFile, at)
  const product = load(folder, 'product.yaml', ProductFile, at)
  if (file && file.id !== id) at('course.yaml')(1, `id is "${file.id}", but the folder is "${id}"`)
  const pictures = new Map<string, Picture>()
  const found = unitsIn(folder)
  for (const unit of found) if (file && !file.units.includes(unit)) at('course.yaml')(1, `unit "${unit}" has files, but is not in the list of units`)
  const known = file?.units ?? found
  for (const unit of new Set(known.filter((unit, i) => known.indexOf(unit) !== i))) at('course.yaml')(1, `unit "${unit}" stands twice`)
  const questions = new Map([...new Set(known)].flatMap((unit) => {
    const own = readQuestions(folder, unit, at)
    return own ? [[unit, own] as const] : []
  }))
  const quiz = wholeQuiz(folder, { quiz: quizFile, units: questions }, known, at)
  const units = known.map((unit) => readUnit(folder, unit, at, pictures, questions.get(unit)?.practice ?? []))
  const whole = units.filter((u) => u !== null)
  if (mistakes.length > 0 || !file || !quiz || !product || whole.length < units.length) return { id, mistakes }
  const { units: _ids, quiz: _quiz, product: _product, ...head } = file
  const images = Object.fromEntries([...pictures].map(([path, p]) => [path, p.hash]))
  const content: CourseContent = { ...head, units: whole, quiz, product, images }
  return { id, mistakes, course: { content, hash: courseHash(content), pictures: [...pictures.values()] } }
}

/** The units that have a file of any kind: also those of a course whose course.yaml cannot be read are checked. */
function unitsIn(folder: string): string[] {
  return [...new Set(readdirSync(folder).flatMap((file) => /^([a-z0-9-]+)\.(?:(?:es|en)\.(?:md|audio\.txt)|questions\.yaml)$/.exec(file)?.[1] ?? []))].sort()
}

function load<T extends z.ZodType>(folder: string, file: string, schema: T, at: At): z.infer<T> | null {
  const text = readText(folder, file, at)
  return text === null ? null : readYaml(text, schema, at(file))
}

function readText(folder: string, file: string, at: At): string | null {
  const text = readLines(folder, file)
  if (text === null) at(file)(1, 'is missing')
  return text
}

function readUnit(folder: string, id: string, at: At, pictures: Map<string, Picture>, practice: readonly UnitQuestion[]): Unit | null {
  const audio = readAudio(folder, id, at)
  const read = Object.fromEntries(LANGS.map((lang) => [lang, readUnitText(folder, id, lang, at, pictures)])) as Record<Lang, UnitRead | null>
  const { es, en } = read
  if (!es || !en) return null
  const report = at(`${id}.en.md`)
  const shared = (front: UnitFrontContent) => {
    const { title: _t, sources: _s, practice: _p, ...rest } = front
    return rest
  }
  for (const [key, value] of Object.entries(shared(es.front))) {
    if (canonicalize(value) !== canonicalize(Object.entries(shared(en.front)).find(([k]) => k === key)?.[1])) report(1, `${key} differs from ${id}.es.md`)
  }
  if (es.sections !== en.sections) report(1, `has ${en.sections} sections (##), ${id}.es.md has ${es.sections}: a reader who changes language would lose the place`)
  if (es.front.practice.length !== en.front.practice.length) report(1, `practice has ${en.front.practice.length} questions, ${id}.es.md has ${es.front.practice.length}`)
  // What there is none of stays absent: courses written before it existed keep their hash.
  return {
    ...shared(es.front), es: textOf(es, audio.es), en: textOf(en, audio.en),
    ...(practice.length > 0 ? { practice: [...practice] } : {}),
  }
}

interface UnitRead {
  readonly front: UnitFrontContent
  readonly body: string
  readonly sections: number
}

const textOf = ({ front, body }: UnitRead, audio: string | undefined): Unit['es'] =>
  ({ title: front.title, body, sources: front.sources, practice: front.practice, ...(audio ? { audio } : {}) })

function readUnitText(folder: string, id: string, lang: Lang, at: At, pictures: Map<string, Picture>): UnitRead | null {
  const file = `${id}.${lang}.md`
  const text = readText(folder, file, at)
  if (text === null) return null
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text)
  if (!parts) {
    at(file)(1, 'must begin with front matter between two lines of ---')
    return null
  }
  const [, yaml = '', body = ''] = parts
  const front = readYaml(yaml, UnitFront, at(file), 1)
  if (front && front.id !== id) at(file)(2, `id is "${front.id}", but the file's name says "${id}"`)
  const above = text.slice(0, text.length - body.length).split('\n').length - 1
  if (!body.trim()) at(file)(above, 'has no text')
  for (const path of checkMarkdown(body, at(file), above)) readPicture(folder, path, at(file), pictures)
  return front && { front, body: body.trim() + '\n', sections: body.match(/^## /gm)?.length ?? 0 }
}

function readPicture(folder: string, path: string, report: Report, pictures: Map<string, Picture>): void {
  if (pictures.has(path)) return
  const full = join(folder, path)
  if (!existsSync(full)) return report(1, `picture "${path}" is not in the course's folder`)
  if (statSync(full).size > MOST_PICTURE_BYTES) return report(1, `picture "${path}" is larger than ${MOST_PICTURE_BYTES / 1024} KB`)
  const bytes = readFileSync(full)
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  pictures.set(path, { hash: createHash('sha256').update(bytes).digest('hex'), type: `image/${ending === 'jpg' ? 'jpeg' : ending}`, bytes })
}
