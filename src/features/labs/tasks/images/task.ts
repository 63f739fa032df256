import { imageCost } from '../../../../engine/image-cost.ts'
import type { NetworkStep } from '../../../../engine/image-steps.ts'
import type { PhotoData } from '../../../../engine/images.ts'
import { photosAt, type Photos } from '../../../../engine/photos.ts'
import { random, shuffled } from '../../../../engine/random.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { percentText } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import type { One, Task } from '../../task.ts'
import { rowsMatch } from '../tables.ts'
import type { ImageFamily, ImageLabContent } from './file.ts'
import type { ImageSettings } from './kind.ts'
import { imageView } from './view.ts'
import { IMAGES } from './words.ts'

export type ImageLab = ImageLabContent & Loaded<PhotoData, Photos>

/** A lab that says what a photo shows. */
export const imageTask: Task<ImageLabContent, ImageLab, ImageFamily> = {
  settings: ({ data }): ImageSettings => ({ share: data.share, halve: data.halve }),
  compare: (file, report) => {
    if (file.pass.right > file.data.hidden.rows) report('lab.yaml', 'pass.right: there are fewer hidden photos')
  },
  matches: ({ data, open, hidden }, report) => {
    for (const [expected, photos] of [[data.public, open.photos], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, photos.labels.length, report)
      const { rows, columns } = data.size
      if (photos.rows !== rows || photos.columns !== columns) report(expected.file, `its photos are ${photos.rows} by ${photos.columns}, but lab.yaml says ${rows} by ${columns}`)
      if (photos.classes !== data.classes.length) report(expected.file, `has ${photos.classes} classes, but lab.yaml names ${data.classes.length}`)
    }
    const kept = open.photos.labels.length - open.photos.learnable
    if (kept !== data.practice) report(data.public.file, `keeps ${kept} photos for practice, but lab.yaml says ${data.practice}`)
  },
  wrongSteps: () => null,
  cost: ({ data }, { steps }) => {
    const { learnt, practice } = partsOf(data)
    return imageCost(steps, { ...data.size, classes: data.classes.length, halve: data.halve }, learnt, practice + data.hidden.rows)
  },
  dearest: ({ blocks: { softmax, network } }) => [
    ...(softmax ? [[{ block: 'softmax', epochs: softmax.epochs.most, rate: 1, penalty: 0, batch: softmax.batch.least } as const]] : []),
    ...(network ? [[largest(network)]] : []),
  ],
  draw: (family, one) => (family.method === 'network' ? networkOf(family, one) : [...lookedAt(family, one), tableMethod(family, one)]),
  rotated: recut,
  shares: ({ data }, t) => {
    const { learnt, practice } = partsOf(data)
    return t(IMAGES.shares, { rows: data.public.rows, own: learnt, rest: practice, hidden: data.hidden.rows })
  },
  figure: (_, value) => percentText(value),
  ceiling: () => null,
  view: imageView,
}

/** All photos together, public and of both hidden sets, cut anew. */
function recut(lab: ImageLab, i: number): ImageLab {
  const sets = [lab.open.photos, lab.hidden.data, ...(lab.second ? [lab.second.data] : [])]
  const count = sets.reduce((sum, { labels }) => sum + labels.length, 0)
  const images = new Uint8Array(sets.flatMap((set) => Array.from(set.images)))
  const all: Photos = { ...lab.open.photos, learnable: count, images, labels: Int32Array.from(sets.flatMap((set) => Array.from(set.labels))) }
  const order = shuffled(count, random(String(i), 'rotation'))
  let from = 0
  const cut = (set: Photos): Photos => photosAt(all, order.subarray(from, from += set.labels.length))
  const open = { ...lab.open, photos: cut(lab.open.photos) }
  const hidden = { ...lab.hidden, data: cut(lab.hidden.data) }
  return { ...lab, open, hidden, second: lab.second && { ...lab.second, data: cut(lab.second.data) } }
}

/** How many photos one learns from and practises on. */
function partsOf({ public: { rows }, practice, share }: ImageLabContent['data']): { learnt: number; practice: number } {
  const learnt = Math.round((rows - practice) * share)
  return { learnt, practice: practice > 0 ? practice : rows - learnt }
}

type Family<M extends ImageFamily['method']> = Extract<ImageFamily, { method: M }>

/** A network of the largest sizes; the smallest groups take the most steps. */
function largest({ window, filters, second, epochs, batch }: NonNullable<ImageLabContent['blocks']['network']>): NetworkStep {
  return { block: 'network', window: window.most === 5 ? 5 : 3, filters: filters.most, second: second.most, epochs: epochs.most, rate: 0.001, penalty: 0, batch: batch.least }
}

function networkOf(family: Family<'network'>, one: One): Step[] {
  const way = one(family.flips)
  const shift = one(family.shift)
  const flips: Step[] = way === 'none' && shift === 0 ? [] : [{ block: 'flips', across: way === 'across' || way === 'both', down: way === 'down' || way === 'both', shift }]
  return [...flips, {
    block: 'network', window: one(family.window), filters: one(family.filters), second: one(family.second),
    epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch),
  }]
}

function lookedAt(family: Family<'centroid' | 'softmax'>, one: One): Step[] {
  const statistics = one(family.statistics)
  const by = one(family.scale)
  return [...(statistics ? [{ block: 'statistics' } as const] : []), ...(by === 'none' ? [] : [{ block: 'scale', by } as const])]
}

function tableMethod(family: Family<'centroid' | 'softmax'>, one: One): Step {
  if (family.method === 'centroid') return { block: 'centroid' }
  return { block: 'softmax', epochs: one(family.epochs), rate: one(family.rate), penalty: one(family.penalty), batch: one(family.batch) }
}
