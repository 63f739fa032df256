import { answerClaims, learningClaims, valueOfClaims, type ClaimData, type ClaimModel } from '../../../../engine/claims.ts'
import { readClaims, readHiddenClaims, type Claim } from '../../../../engine/claims-file.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface ClaimSettings {
  readonly own: number
  readonly practice: number
}

export const claimKind: Kind<ClaimSettings, ClaimData, readonly Claim[], ClaimModel> = {
  metric: () => 'macro-f1',
  readPublic: (bytes, { own, practice }) => ({ file: readClaims(textOf(bytes)), hash: hex(sha256(bytes)), own, practice }),
  readHidden: (bytes, _, { file }) => readHiddenClaims(textOf(bytes), file),
  sizeOf: (hidden) => hidden.length,
  *train(recipe, data) {
    const outcome = yield* learningClaims(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt, practice: outcome.practice, digest: outcome.digest }
  },
  answers: (model, hidden, { file }) => answerClaims(model, hidden, file),
  value: (answers, hidden, places) => valueOfClaims(answers, hidden, places),
}
