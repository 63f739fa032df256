import { costsOf, learningPolicy, meanCost, readInstances, type Instances, type PolicyData, type PolicyModel, type World } from '../../../../engine/policies.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import type { Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'
import { programOf } from './program.ts'

export interface PolicySettings {
  readonly world: World
  readonly share: number
}

/** Weeks of a port or days of a line; the answer to each is what it costs under the policy. */
export const policyKind: Kind<PolicySettings, PolicyData, Instances, PolicyModel> = {
  metric: () => 'cost',
  readPublic: (bytes, { share }) => ({ instances: readInstances(textOf(bytes)), hash: hex(sha256(bytes)), share }),
  readHidden: (bytes) => readInstances(textOf(bytes)),
  sizeOf: ({ list }) => list.length,
  *train(recipe, data) {
    // It runs in a virtual machine of its own: in her browser's worker, or in the sandbox.
    if (programOf(recipe.steps) !== null) throw new Error('a program is not trained by the engine')
    const outcome = yield* learningPolicy(recipe, data)
    return outcome.kind === 'diverged' ? null : outcome
  },
  answers: (model, hidden) => costsOf(model, hidden),
  value: (answers, _, places) => meanCost(answers, places),
}
