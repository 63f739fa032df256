import { hiddenPhotos, learningPhotos, rightPhotos, type PhotoData, type PhotoModel } from '../../../../engine/images.ts'
import { readPhotos, type Photos } from '../../../../engine/photos.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'

export interface ImageSettings {
  readonly share: number
  readonly halve: boolean
}

export const imageKind: Kind<ImageSettings, PhotoData, Photos, PhotoModel> = {
  metric: () => 'accuracy',
  readPublic: (bytes, { share, halve }) => ({ photos: readPhotos(bytes), hash: hex(sha256(bytes)), share, halve }),
  readHidden: (bytes) => readPhotos(bytes),
  sizeOf: ({ labels }) => labels.length,
  *train(recipe, data) {
    const outcome = yield* learningPhotos(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt.accuracy, practice: outcome.practice.accuracy, digest: outcome.digest }
  },
  answers: (model, hidden) => hiddenPhotos(model, hidden),
  value: (answers, hidden, places) => rightPhotos(answers, hidden, places),
}
