import { policyCost } from '../../../../engine/policy-cost.ts'
import { policyStepsOf, PORT_SIGHT, RAIL_SIGHT, type PolicyMethod } from '../../../../engine/policy-steps.ts'
import type { Instances, PolicyData, World } from '../../../../engine/policies.ts'
import type { Step } from '../../../../engine/recipe.ts'
import { say } from '../../../../lib/text.ts'
import { measured } from '../../figures.ts'
import type { Loaded } from '../../lab.ts'
import { formSentence, sandboxForm } from '../../sandbox/form.ts'
import type { One, Report, Task } from '../../task.ts'
import { ownRowsText, rowsMatch } from '../tables.ts'
import type { PolicyFamily, PolicyLabContent } from './file.ts'
import { gradePolicy } from './grade.ts'
import type { PolicySettings } from './kind.ts'
import { programOf } from './program.ts'
import { policyView } from './view.ts'

export type PolicyLab = PolicyLabContent & Loaded<PolicyData, Instances>

/** The methods that act in one world only. */
const OF: Readonly<Record<World, readonly string[]>> = { port: ['first-come', 'priority'], rail: ['no-hold', 'hold'] }

/** A lab in a simulated world. */
export const policyTask: Task<PolicyLabContent, PolicyLab, PolicyFamily> = {
  settings: ({ data }): PolicySettings => ({ world: data.world, share: data.share }),
  compare: ({ data: { world }, blocks, baseline, program, simulated }, report) => {
    if (Boolean(blocks.program) !== Boolean(program)) report('lab.yaml', 'program: what stands in the editor goes with blocks.program')
    // A program is graded beside it by the server itself.
    if (blocks.program && baseline.some(({ block }) => block === 'search' || block === 'q-learning' || block === 'program')) report('lab.yaml', 'baseline: beside programs it may not train')
    for (const other of OF[world === 'port' ? 'rail' : 'port']) {
      const open = Object.entries(blocks).find(([name]) => name === other)?.[1]
      if (open !== undefined && open !== false) report('lab.yaml', `blocks.${other}: there is no such method in the world "${world}"`)
    }
    for (const family of [...simulated.right, ...simulated.wrong]) familyStands(world, family, report)
  },
  matches: ({ data, open, hidden }, report) => {
    for (const [expected, { world, list }] of [[data.public, open.instances], [data.hidden, hidden.data]] as const) {
      rowsMatch(expected, list.length, report)
      if (world !== data.world) report(expected.file, `is of the world "${world}", but lab.yaml says "${data.world}"`)
    }
  },
  /** What a search looks at is of this world, in its order, each once: one choice has one writing and one digest. */
  wrongSteps: ({ data }, steps) => {
    const { features, method } = policyStepsOf(steps)
    if (features !== null && method?.block !== 'search') return 'steps.features'
    return inSight(data.world, features ?? []) ? null : 'steps.features'
  },
  cost: ({ data }, recipe) => {
    const own = Math.ceil(data.public.rows * data.share)
    return policyCost(recipe.steps, data.world, own, data.public.rows - own + data.hidden.rows)
  },
  dearest: ({ blocks: { search, 'q-learning': acts } }) => [
    ...(search ? [[{ block: 'search', rounds: search.rounds.most, population: search.population.most, worlds: search.worlds.most } as const]] : []),
    ...(acts ? [[{ block: 'q-learning', episodes: acts.episodes.most, rate: acts.rate.most, discount: acts.discount.most, explore: acts.explore.most } as const]] : []),
  ],
  draw: (family, one) => {
    const method = methodOf(family, one)
    return family.method === 'search' && family.features ? [{ block: 'features', names: one(family.features) }, method] : [method]
  },
  shares: ({ data }, t) => ownRowsText(data, t),
  figure: ({ data }, value, lang) => measured(value, say(data.unit, lang), lang),
  ceiling: () => null,
  // 8 KB of source, of which JSON may write each character as two; and the frame.
  mostBytes: 17_408,
  grade: (lab, recipe, _, seed) => (programOf(recipe.steps) === null ? null : gradePolicy(lab, recipe, seed)),
  check: async function* (lab, learners) {
    const { checkPolicy } = await import('./check.ts')
    yield* checkPolicy(lab, learners)
  },
  // Everything but a program is graded without the sandbox.
  closed: async (steps) => {
    if (!Array.isArray(steps) || !steps.some((step: unknown) => typeof step === 'object' && step !== null && 'block' in step && step.block === 'program')) return null
    const form = await sandboxForm()
    return form.kind === 'refused' ? formSentence(form) : null
  },
  view: policyView,
}

function inSight(world: World, names: readonly string[]): boolean {
  const sight = world === 'port' ? PORT_SIGHT : RAIL_SIGHT
  const places = names.map((name) => sight.indexOf(name))
  return places.every((place, i) => place > (i === 0 ? -1 : places[i - 1]!))
}

function familyStands(world: World, family: PolicyFamily, report: Report): void {
  if (OF[world === 'port' ? 'rail' : 'port'].includes(family.method)) report('lab.yaml', `simulated: "${family.name}" acts in another world`)
  if (family.method !== 'search') return
  for (const names of family.features ?? []) if (!inSight(world, names)) report('lab.yaml', `simulated: "${family.name}" looks at ${names.join(', ')}, which is not of this world or not in its order`)
}

function methodOf(family: PolicyFamily, one: One): PolicyMethod & Step {
  if (family.method === 'first-come') return { block: 'first-come' }
  if (family.method === 'no-hold') return { block: 'no-hold' }
  if (family.method === 'priority') return { block: 'priority', first: 0, heaviest: 0, shortest: 0, weight_time: 0, snug: 0, tide: 0, suited: 0, ...one(family.weights) }
  if (family.method === 'hold') return { block: 'hold', planned: one(family.planned), share: one(family.share), most: one(family.most), lean: one(family.lean) }
  if (family.method === 'search') return { block: 'search', rounds: one(family.rounds), population: one(family.population), worlds: one(family.worlds) }
  return { block: 'q-learning', episodes: one(family.episodes), rate: one(family.rate), discount: one(family.discount), explore: one(family.explore) }
}
