import { z } from 'zod'
import { isMethod, type Step } from '../../engine/recipe.ts'
import type { Lab } from './lab.ts'
import { Steps, inOrder } from './lab-steps.ts'

/** What a phone, to which the schema library does not go, needs in order to check a recipe that somebody else sent. */
export interface Shapes {
  /** JSON Schema of each step that is open, by its block: from the schema that the server checks by. */
  readonly shapes: Readonly<Record<string, object>>
  /** Which blocks in which order are a recipe here: "scale ridge". */
  readonly orders: readonly string[]
}

const known = new WeakMap<object, Shapes>()

/** The shapes of a lab's open blocks and every order of them that is a recipe. */
export function shapesOf({ task, blocks }: Pick<Lab, 'task' | 'blocks'>): Shapes {
  const before = known.get(blocks)
  if (before) return before
  const open = Object.entries(blocks).filter(([, what]) => what !== undefined && what !== false && !(Array.isArray(what) && what.length === 0)).map(([block]) => block)
  const shapes = Object.fromEntries(open.flatMap((block) => (STEP_SHAPES[block] ? [[block, STEP_SHAPES[block]]] : [])))
  const made = { shapes, orders: ordersOf(task, Object.keys(shapes)) }
  known.set(blocks, made)
  return made
}

/** Every step's shape by its block; bounds that any number has are left out. */
const STEP_SHAPES: Readonly<Record<string, object>> = Object.fromEntries(Steps.element.options.map((option) => {
  const { $schema: _, ...shape } = z.toJSONSchema(option, { io: 'input' })
  const block = [...option.shape.block.values][0]!
  return [block, shape]
}))

function ordersOf(task: Lab['task'], blocks: readonly string[]): string[] {
  // Only the names decide about the order.
  const steps = blocks.map((block) => ({ block }) as Step)
  const [methods, preparing] = [steps.filter(isMethod), steps.filter((s) => !isMethod(s))]
  const found: string[] = []
  const visit = (before: readonly Step[]): void => {
    for (const method of methods) if (inOrder(task, [...before, method])) found.push([...before, method].map((s) => s.block).join(' '))
    for (const step of preparing) if (!before.includes(step)) visit([...before, step])
  }
  visit([])
  return found
}
