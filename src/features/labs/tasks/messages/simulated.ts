import { sureness } from '../../../../engine/message-words.ts'
import { ownMessages, trainMessages } from '../../../../engine/messages.ts'
import type { Random } from '../../../../engine/random.ts'
import { random, shuffled } from '../../../../engine/random.ts'
import type { MessageMethod, OwnLabel, Step } from '../../../../engine/recipe.ts'
import { orderOf } from '../../../../engine/order.ts'
import { messagePool } from '../../../../engine/sim-message-files.ts'
import { recipeOf } from '../../lab.ts'
import type { One } from '../../task.ts'
import type { MessageFamily } from './file.ts'
import type { MessageLab } from './task.ts'

// What people who label would hand in. Only the check knows how the pool should be labelled: a simulator made it.

const pools = new Map<string, Int32Array>()

/** The true class of each message of the learner's own pool. */
function truthOf({ data, open }: MessageLab, seed: string): Int32Array {
  const known = pools.get(data.phrase) ?? messagePool(data.phrase).offices
  pools.set(data.phrase, known)
  return ownMessages(open, seed).pool.map((row) => known[row]!)
}

/** The steps of labels on the messages at `rows`, any order: none gives no step. */
function labelled(rows: Iterable<number>, says: (row: number) => number): Step[] {
  const given = Array.from(Int32Array.from(rows).sort(), (row): OwnLabel => [row, says(row)])
  return given.length === 0 ? [] : [{ block: 'labels', given }]
}

/** The reference: the first messages of her own pool in an order by lot, labelled rightly. */
export function referenceSteps(lab: MessageLab, seed: string): Step[] {
  const truth = truthOf(lab, seed)
  const rows = shuffled(truth.length, random(seed, 'reference reads')).slice(0, lab.reference_labels)
  return [...labelled(rows, (row) => truth[row]!), ...lab.reference]
}

export function drawn(family: MessageFamily, one: One, lab: MessageLab, seed: string, source: Random): Step[] {
  const truth = truthOf(lab, seed)
  const classes = lab.data.classes.length
  const method = methodOf(family, one)
  const count = one(family.labels)
  const order = shuffled(truth.length, source)
  const same = source.below(classes)
  const says = truth.map((label) => {
    if (family.how === 'always-the-same') return same
    return family.how === 'at-random' || source.unit() < family.slips ? source.below(classes) : label
  })
  const first = order.slice(0, family.doubtful ? Math.floor(count / 2) : count)
  const steps = [...labelled(first, (row) => says[row]!), method]
  if (!family.doubtful) return steps
  return [...labelled([...first, ...leastSure(lab, seed, steps, first, count - first.length)], (row) => says[row]!), method]
}

/** Of her own messages those not yet labelled of which the model is least sure. */
function leastSure(lab: MessageLab, seed: string, steps: readonly Step[], labelledRows: Int32Array, count: number): number[] {
  const outcome = trainMessages(recipeOf(lab, seed, steps), lab.open)
  const sure = outcome.kind === 'messages' ? sureness(outcome.model, Array.from(ownMessages(lab.open, seed).pool, (row) => lab.open.pool[row]!)) : null
  return sure === null ? [] : Array.from(orderOf(sure)).filter((row) => !labelledRows.includes(row)).slice(0, count)
}

function methodOf(family: MessageFamily, one: One): MessageMethod {
  if (family.method === 'keywords') return { block: 'keywords' }
  return { block: 'words', bits: one(family.bits), epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), weight: one(family.weight) }
}
