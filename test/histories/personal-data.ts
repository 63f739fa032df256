import { sql } from 'kysely'
import { BORN, GRADE_COMMENT, LINE, PRODUCT_TEXT } from './acts.ts'
import type { Place } from './place.ts'

/**
 * Looks through the raw text of every statement for what its people typed: words of five letters or more of their names, of staff's
 * names, of the product, the tutor's comment and the line of business; document numbers, phones, birth dates. `found` should be empty.
 */
export async function personalDataIn({ house, applicants }: Place): Promise<{ statements: number; found: string[] }> {
  const { rows } = await sql<{ raw: string }>`select raw from statement`.execute(house.db)
  const record = rows.map((r) => plain(r.raw)).join('\n')
  const staff = await house.db.selectFrom('staff').select('name').execute()
  const names = [...applicants, ...staff].map((who) => who.name)
  const words = new Set([...names, PRODUCT_TEXT, GRADE_COMMENT, LINE].flatMap((text) => plain(text).match(/[a-zñ]{5,}/g) ?? []))
  const numbers = applicants.flatMap((who) => [who.claim.number, who.phoneNumber, `51${who.phoneNumber}`])
  const dates = [BORN, BORN.split('/').toReversed().join('-')]
  return {
    statements: rows.length,
    found: [...[...words].filter((word) => record.includes(word)), ...[...numbers, ...dates].filter((n) => outsideHashes(n).test(record))],
  }
}

/** In a hash or a uuid any digits may stand. */
const outsideHashes = (digits: string): RegExp => new RegExp(`(?<![0-9a-f])${digits}(?![0-9a-f])`)

/** Lower case without accents; ñ stays. */
const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/(?!\u0303)[\u0300-\u036f]/g, '').normalize('NFC')
