import { say, type Lang } from '../../lib/text.ts'
import { renderMarkdown, type Rendered } from './markdown.ts'
import type { Course } from './versions.ts'
import { LESSON } from './words.ts'

/** Rendered once a version, unit and language; a process holds a few versions, so nothing is thrown away. */
const cache = new WeakMap<Course, Map<string, Rendered>>()

/** A unit's text as HTML: the same for everybody. */
export function lessonHtml(course: Course, unit: Course['units'][number], lang: Lang): Rendered {
  return once(course, `${unit.id}.${lang}`, () => renderMarkdown(unit[lang].body, (path) => pictureAddress(course, path), say(LESSON.table, lang)))
}

/** What the product asks for, as HTML. */
export function productTaskHtml(course: Course, lang: Lang): string {
  return once(course, `product.${lang}`, () => renderMarkdown(course.product.task[lang], () => null, say(LESSON.table, lang))).html
}

function once(course: Course, key: string, render: () => Rendered): Rendered {
  const known = cache.get(course) ?? new Map<string, Rendered>()
  cache.set(course, known)
  const html = known.get(key) ?? render()
  known.set(key, html)
  return html
}

function pictureAddress(course: Course, path: string): string | null {
  const hash = course.images[path]
  return hash ? `/content/${hash}` : null
}
