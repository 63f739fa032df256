import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROOT } from '../../src/lib/root.ts'
import type { Lang } from '../../src/lib/text.ts'

const List = z.array(z.strictObject({ words: z.array(z.string().min(1)).min(1), say: z.string().min(1) }))
const LISTS = z.strictObject({ es: List, en: List }).parse(parse(readFileSync(join(ROOT, 'scripts/readability/words.yaml'), 'utf8')))

const fold = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const INSTEAD: Record<Lang, ReadonlyMap<string, string>> = { es: byWord(LISTS.es), en: byWord(LISTS.en) }

function byWord(list: z.infer<typeof List>): ReadonlyMap<string, string> {
  return new Map(list.flatMap((entry) => entry.words.map((word) => [fold(word), entry.say] as const)))
}

/** What is wrong with the words of a text: those of words.yaml. */
export function wordFaults(text: string, lang: Lang): string[] {
  const found = text.replace(/https?:\/\/\S+/g, ' ').match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []
  return [...new Set(found.filter((word) => INSTEAD[lang].has(fold(word))))].map((word) => `"${word}": say ${INSTEAD[lang].get(fold(word))}`)
}

/** Orders that only usted is given; at the beginning of a sentence none of them can be anything else. */
const ORDERS = 'Haga|Elija|Escriba|Ingrese|Seleccione|Revise|Pulse|Abra|Guarde|Envíe|Pregunte|Diga|Piense|Compare|Marque|Anote|Calcule|Recuerde|Verifique|Compruebe|Tenga|Vaya|Ponga|Pida|Lea|Mire|Complete|Responda|Busque|Evite|Corrija'
const FORMAL = [/(?<!\p{L})usted(?!\p{L})/iu, new RegExp(`^[¿¡]*(?:${ORDERS})(?!\\p{L})`, 'u')]

/** Where a Spanish sentence says usted to the reader. What stands in quotation marks is said to somebody else. */
export function formalFault(sentence: string): string | null {
  const own = sentence.replace(/«[^»]*»?|“[^”]*”?|"[^"]*"?/gu, ' ').trim()
  const found = FORMAL.map((pattern) => pattern.exec(own)?.[0]).find((word) => word !== undefined)
  return found === undefined ? null : `"${found}": speak to the reader as tú`
}
