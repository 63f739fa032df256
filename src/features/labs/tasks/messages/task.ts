import { messageCost, type MessageData, type MessageSettings } from '../../../../engine/messages.ts'
import { messageStepsOf, type OwnLabel } from '../../../../engine/recipe.ts'
import { percentText } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { Task } from '../../task.ts'
import { rowsMatch } from '../tables.ts'
import type { MessageFamily, MessageLabContent } from './file.ts'
import type { Hidden } from './kind.ts'
import { drawn, referenceSteps } from './simulated.ts'
import { messageView } from './view.ts'
import { SHARES } from './words.ts'

export type MessageLab = MessageLabContent & Loaded<MessageData, Hidden>

/** A lab where the learner labels messages. */
export const messageTask: Task<MessageLabContent, MessageLab, MessageFamily> = {
  settings: ({ data }): MessageSettings => ({
    classes: data.classes.length, share: data.share, own: data.own, keywords: data.classes.map(({ keywords }) => keywords), otherwise: data.otherwise,
  }),
  compare: (file, report) => {
    if (file.data.otherwise >= file.data.classes.length) report('lab.yaml', 'data.otherwise: there is no such class')
    const { given, checked, pool } = file.data.parts
    if (given + checked + pool !== file.data.public.rows) report('lab.yaml', 'data.parts: do not add up to data.public.rows')
    if (file.data.own > pool) report('lab.yaml', 'data.own: the pool has fewer messages')
    const counts = [file.reference_labels, ...[...file.simulated.right, ...file.simulated.wrong].flatMap((family) => family.labels)]
    if (Math.max(...counts) > file.data.own) report('lab.yaml', 'labels: nobody has so many messages of her own, see data.own')
  },
  matches: ({ data, open, hidden }, report) => {
    const { given, checked, pool } = data.parts
    for (const [name, rows, found] of [['given', given, open.given.texts], ['checked', checked, open.checked.texts], ['pool', pool, open.pool]] as const) {
      rowsMatch({ file: `${data.public.file}, ${name}`, rows }, found.length, report)
    }
    rowsMatch(data.hidden, hidden.data.texts.length, report)
  },
  wrongSteps: ({ data }, steps) => (inPool(messageStepsOf(steps).labels, data.own, data.classes.length) ? null : 'steps.labels'),
  cost: ({ data }, recipe) => {
    const learnt = Math.ceil(data.parts.given * data.share)
    // What it learnt from is asked too: the page tells how well it fits.
    return messageCost(recipe, learnt, learnt + data.own + data.parts.checked + data.hidden.rows, data.classes.length)
  },
  dearest: ({ data, blocks: { words } }) => [[
    { block: 'labels', given: Array.from({ length: data.own }, (_, row): OwnLabel => [row, 0]) },
    { block: 'words', bits: words.bits.most, epochs: words.epochs.most, rate: 1, penalty: 0, weight: words.weight.most },
  ]],
  draw: drawn,
  reference: referenceSteps,
  shares: ({ data }, t) => t(SHARES, { given: data.parts.given, learnt: Math.round(data.parts.given * data.share), checked: data.parts.checked, own: data.own, hidden: data.hidden.rows }),
  figure: (_, value) => percentText(value),
  ceiling: ({ data, sentences }) => (data.ceiling === null ? null : { value: data.ceiling, sentence: sentences.ceiling }),
  view: messageView,
}

/** Labels of messages and classes that there are, ascending, each once: one choice has one writing and one digest. */
function inPool(labels: readonly OwnLabel[], own: number, classes: number): boolean {
  return labels.every(([row, label], i) => row > (i === 0 ? -1 : labels[i - 1]![0]) && row < own && label < classes)
}
