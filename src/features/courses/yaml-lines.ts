import { LineCounter, isNode, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'

/** Collects what is wrong in one file, each with its line (from 1). */
export type Report = (line: number, message: string) => void

/** Reads YAML by a schema and reports every mistake with its line; null when there was one. `above`: lines before the text in its file. */
export function readYaml<T extends z.ZodType>(text: string, schema: T, report: Report, above = 0): z.infer<T> | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  if (document.errors.length > 0) {
    for (const error of document.errors) report(counter.linePos(error.pos[0]).line + above, error.message)
    return null
  }
  const checked = schema.safeParse(document.toJS())
  if (checked.success) return checked.data
  for (const issue of checked.error.issues) {
    const place = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
    report(lineOf(document, counter, place) + above, `${issue.path.join('.') || 'the whole file'}: ${issue.message}`)
  }
  return null
}

/** The line of the place a path names, or of the nearest part of it that exists. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
  }
  return 1
}
