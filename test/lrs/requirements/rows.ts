import type { XapiVersion } from '../../../src/record/xapi/request.ts'
import type { Requirement } from './requirement.ts'

const BOTH: readonly XapiVersion[] = ['1.0.3', '2.0.0']

/** Requirements of the public list (by number) that one test shows; `why` where none does. */
export function rows(test: string | null, says: Readonly<Record<number, string>>, versions = BOTH, why?: string): Requirement[] {
  return Object.entries(says).map(([number, text]) => ({
    id: `XAPI-${number.padStart(5, '0')}`, versions, says: text, test, ...(why === undefined ? {} : { why }),
  }))
}

/** What 2.0 has otherwise: by clause and a word, what it asks and the test that shows it. */
export function twoRows(of: Readonly<Record<string, readonly [says: string, test: string]>>): Requirement[] {
  return Object.entries(of).map(([clause, [says, test]]) => ({ id: `2.0 ${clause}`, versions: ['2.0.0'], says, test }))
}
