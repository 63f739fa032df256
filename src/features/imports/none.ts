import { plainKey } from '../people/index.ts'

const NONE = /^(no|no tiene|sin|sin ruc|sin celular|sin correo|ninguno|ninguna|s n|n a|n d|nd|no aplica|no cuenta|0+)$/i

/** How people write into a cell that there is none. */
export function isNone(typed: string): boolean {
  return NONE.test(plainKey(typed).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()) || /^[-–.\s]*$/.test(typed)
}
