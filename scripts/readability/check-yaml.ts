import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit, type Node, type YAMLMap } from 'yaml'
import type { Lang } from '../../src/lib/text.ts'
import { blocksOf } from './blocks.ts'
import { checkBlock, type Finding } from './check-text.ts'
import { countWords } from './sentences.ts'

/** Keys whose values are names, codes or addresses, not sentences of ours. */
const NOT_READ = new Set(['id', 'unit', 'kind', 'module', 'url', 'licence', 'reviewer', 'date', 'sources', 'competencies', 'units', 'quiz', 'product'])
/** Shortest explanation, in words: "Sí." explains nothing. */
const LEAST_WHY = 3

/** Sentences of every text in a YAML file and an explanation for each option. `lang` is the language of what stands outside an { es, en } pair. */
export function checkYaml(text: string, lang: Lang | null, above = 0): Finding[] {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const lineOf = (node: Node): number => counter.linePos(node.range?.[0] ?? 0).line + above
  if (document.errors.length > 0) return document.errors.map((error) => ({ line: counter.linePos(error.pos[0]).line + above, message: error.message }))
  const found: Finding[] = []
  const read = (node: unknown, spoken: Lang | null): void => {
    if (isSeq(node)) for (const item of node.items) read(item, spoken)
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (!NOT_READ.has(name)) read(value, name === 'es' || name === 'en' ? name : spoken)
      }
    }
    if (isScalar(node) && typeof node.value === 'string' && spoken) found.push(...checkScalar(node.value, node.type?.startsWith('BLOCK') === true, lineOf(node), spoken))
  }
  read(document.contents, lang)
  visit(document, { Map: (_key, node) => { found.push(...checkQuestion(node, lineOf)) } })
  return found
}

/** A text on several lines is Markdown (a product's task); on one line it is one block. */
function checkScalar(value: string, block: boolean, line: number, lang: Lang): Finding[] {
  const blocks = block ? blocksOf(value, line) : blocksOf(value).map((b) => ({ ...b, line }))
  return blocks.flatMap((b) => checkBlock(b, lang)).map((f) => (block ? f : { ...f, line }))
}

/** A question says why: for each option and pair, for each wrong value that people reach, else for its answer. */
function checkQuestion(node: YAMLMap, lineOf: (node: Node) => number): Finding[] {
  const kind = node.get('kind')
  if (typeof kind !== 'string') return []
  const parts = (key: string): YAMLMap[] => {
    const list = node.get(key)
    return isSeq(list) ? list.items.filter((item) => isMap(item)) : []
  }
  const each = [...parts('options'), ...parts('pairs'), ...parts('slips')]
  const whole = kind === 'single' || kind === 'multiple' || kind === 'match' ? [] : [node]
  return [...each, ...whole].flatMap((map) => (['es', 'en'] as const).flatMap((lang) => {
    const why = map.getIn(['why', lang])
    if (typeof why === 'string' && countWords(why) >= LEAST_WHY) return []
    const what = map === node ? `question "${String(node.get('id'))}"` : `an option of question "${String(node.get('id'))}"`
    return [{ line: lineOf(map), message: `${what} has no explanation (why) in ${lang}` }]
  }))
}
