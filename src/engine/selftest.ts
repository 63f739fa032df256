import { exp, log } from './math.ts'
import { random } from './random.ts'
import { hex, sha256, utf8 } from './sha256.ts'
import type { Step } from './recipe.ts'
import { train } from './train.ts'
import type { Table } from './table.ts'
import { ENGINE } from './version.ts'

/**
 * What every conforming machine finds, see selfTest. Changes only together with ENGINE.
 */
export const SELF_TEST = '417d8278421f37e2c9b08ab3581dec39993c36cc0ea7edc3edbfc811dd11e9da'

/**
 * A fingerprint of this machine's arithmetic in a few milliseconds: square root, denormals, exp, log, the random source and
 * one small training of each block. Equal to SELF_TEST, or this machine would compute other bits than the server.
 */
export function selfTest(): string {
  const source = random('self-test', 'numbers')
  const tiny = 5e-324
  const numbers = [Math.sqrt(2), tiny * 3, (tiny * 9) / 4, 2.2250738585072014e-308 / 3, exp(-20.5), exp(0.1), log(10), log(0.7), source.unit(), source.below(1000)]
  const table = smallTable()
  const digests = METHODS.map((steps) => {
    const recipe = { lab: 'self-test', version: 1, engine: ENGINE, seed: 'self-test', steps }
    const outcome = train(recipe, { table, hash: 'none', share: 0.75 })
    return outcome.kind === 'trained' ? outcome.digest : outcome.kind
  })
  return hex(sha256(utf8([...numbers.map(String), ...digests].join(' '))))
}

const METHODS: readonly (readonly Step[])[] = [
  [{ block: 'scale', by: 'standard' }, { block: 'softmax', epochs: 12, rate: 0.5, penalty: 0.01, batch: 5 }],
  [{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 3 }],
]

function smallTable(): Table {
  const source = random('self-test', 'table')
  const labels = new Int32Array(24)
  const values = new Float64Array(24 * 3)
  for (let r = 0; r < 24; r += 1) {
    labels[r] = r % 3
    for (let c = 0; c < 3; c += 1) values[r * 3 + c] = source.unit() * 4 + (c === r % 3 ? 2 : 0)
  }
  return { columns: ['a', 'b', 'c'], classes: 3, values, labels }
}
