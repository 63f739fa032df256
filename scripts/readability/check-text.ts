import type { Lang } from '../../src/lib/text.ts'
import { blocksOf, type Block } from './blocks.ts'
import { countWords, sentencesOf } from './sentences.ts'
import { formalFault, wordFaults } from './wording.ts'

export interface Finding {
  readonly line: number
  readonly message: string
}

/** Longest sentence, in words. */
export const LONGEST = 20
/** Fewest and most words of a unit's text, and of what is said aloud. */
export const UNIT_WORDS = { least: 700, most: 1300 }
export const AUDIO_WORDS = { least: 240, most: 400 }

/** Length and wording of every sentence of a block. */
export function checkBlock({ text, line, quoted }: Block, lang: Lang): Finding[] {
  return sentencesOf(text).flatMap((sentence) => {
    const messages = wordFaults(sentence.text, lang)
    if (sentence.words > LONGEST) messages.unshift(`${sentence.words} words in a sentence, ${LONGEST} at most: ${start(sentence.text)}`)
    const formal = lang === 'es' && !quoted ? formalFault(sentence.text) : null
    if (formal) messages.push(formal)
    return messages.map((message) => ({ line: line + sentence.line, message }))
  })
}

/** A unit's text: sentences, length, and a task for the learner's own work. */
export function checkBody(body: string, above: number, lang: Lang): Finding[] {
  const blocks = blocksOf(body, above)
  const words = blocks.reduce((sum, block) => sum + countWords(block.text), 0)
  const task = lang === 'es' ? '## Tu tarea' : '## Your task'
  return [
    ...blocks.flatMap((block) => checkBlock(block, lang)),
    ...inRange(words, UNIT_WORDS, above + 1),
    ...(sections(body).some((title) => title.startsWith(task)) ? [] : [{ line: above + 1, message: `has no section "${task}"` }]),
  ]
}

/** The headings of a unit's sections, with their ##. */
export function sections(body: string): string[] {
  return body.match(/^## .*$/gm) ?? []
}

/** What a voice reads: plain sentences; an empty line is a pause. It has no signs or figures that a voice stumbles over. */
export function checkAudio(text: string, lang: Lang): Finding[] {
  const block = { text, line: 1, quoted: false }
  const signs = text.split('\n').flatMap((row, i) => {
    const sign = /\d[\d.,]*|[%=+×÷|*#_<>/\\°@$]/u.exec(row)?.[0]
    return sign === undefined ? [] : [{ line: i + 1, message: `"${sign}": write in words what the voice must say` }]
  })
  return [...checkBlock(block, lang), ...signs, ...inRange(countWords(text), AUDIO_WORDS, 1)]
}

function inRange(words: number, { least, most }: { least: number; most: number }, line: number): Finding[] {
  return words >= least && words <= most ? [] : [{ line, message: `has ${words} words; ${least} to ${most} fit` }]
}

function start(text: string): string {
  const one = text.replace(/\s+/g, ' ')
  return one.length <= 90 ? one : `${one.slice(0, 89)}…`
}
