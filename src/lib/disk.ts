import { statfsSync } from 'node:fs'
import { Problem } from './problem.ts'

/** Room that must stay free, in bytes: the embedded PostgreSQL ends when its write-ahead log (4 MB pieces) finds no room. */
const RESERVE = 12 * 2 ** 20
/** How long an answer is believed, in ms. */
const FRESH = 500

let last = { dataDir: '', at: -Infinity, full: false }

/** Before a write: a Problem 507 while the disk of DATA_DIR is nearly full. Ends by itself when there is room again. */
export function refuseWhenFull(dataDir: string): void {
  const at = performance.now()
  if (last.dataDir !== dataDir || at - last.at > FRESH) {
    const { bavail, bsize } = statfsSync(dataDir)
    last = { dataDir, at, full: bavail * bsize < RESERVE }
  }
  if (last.full) throw diskFull()
}

export function diskFull(): Problem {
  return new Problem(507, 'disk-full', {
    es: 'El servidor se quedó sin espacio y no pudo guardar. No se perdió nada de lo anterior; tu trabajo sigue en esta página. Inténtalo más tarde.',
    en: 'The server ran out of room and could not save. Nothing from before was lost; your work is still on this page. Try again later.',
  })
}
