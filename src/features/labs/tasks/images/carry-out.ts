import { practicePhotos, type PhotoData, type PhotoModel } from '../../../../engine/images.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { imageKind } from './kind.ts'

export interface Done extends AnyDone {
  /** Accuracy on what it learnt from. */
  readonly learnt: number
  /** For each practice photo, in the order of desk.practice, the class the model said. */
  readonly said: readonly number[]
  /** Accuracy of the lab's starting point on the same practice photos. */
  readonly baseline: number
  /** What it learnt: her own photos are answered on the page, so that they leave it not even for the worker. */
  readonly model: PhotoModel
}

export const carryOutImages: CarryOut = (order) => carryingOut(imageKind, order, shown)

function shown({ order, data, hers, start }: Both<PhotoData, PhotoModel>): Omit<Done, keyof AnyDone> {
  return { learnt: hers.learnt, said: Array.from(practicePhotos(hers.model, data, order.recipe.seed).said), baseline: start?.practice ?? 0, model: hers.model }
}
