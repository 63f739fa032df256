import type { Figure } from './main.ts'
import { imports } from './office/imports.ts'
import { pages } from './office/pages.ts'
import type { Started } from './started.ts'

/**
 * The programme office: tables in (alone: npm run bench -- tables), and its pages at the size of a country (issue 6), on
 * installations of their own.
 */
export async function office(server: Started): Promise<Figure[]> {
  return [...await imports(server), ...await pages()]
}
