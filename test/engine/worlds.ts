import { hiddenPort, hiddenRail, readInstances, trainPolicy, type PolicyData } from '../../src/engine/policies.ts'
import type { PolicyStep } from '../../src/engine/policy-steps.ts'
import { pumps } from '../../src/engine/sim-pumps.ts'
import { clients } from '../../src/engine/sim-clients.ts'
import { simulateCloths } from '../../src/engine/sim-cloth.ts'
import { coffeeLots } from '../../src/engine/sim-coffee.ts'
import { simulateShops } from '../../src/engine/sim-shop.ts'
import { simulateSolar } from '../../src/engine/sim-solar.ts'
import { decidingWords, sureness } from '../../src/engine/message-words.ts'
import { trainMessages } from '../../src/engine/messages.ts'
import { simulateMessages, type Messages } from '../../src/engine/sim-messages.ts'
import { utf8 } from '../../src/engine/sha256.ts'
import { learnPort, portCost, portWeeks } from '../../src/engine/world-port.ts'
import { learnRail, railCost, railDays } from '../../src/engine/world-rail.ts'
import { digestOf, finish } from './blocks.ts'

/** The digest of a recipe that tries policies, as it is handed in. */
function tried(instances: PolicyData['instances'], step: PolicyStep): string {
  const outcome = trainPolicy({ lab: 'worlds', version: 1, engine: 'worlds', seed: 'a', steps: [step] }, { instances, hash: 'worlds', share: 0.5 })
  return outcome.kind === 'diverged' ? outcome.kind : outcome.digest
}

/** The digest of a recipe with own labels, what decided each message, and how sure the model is. */
function labelled({ texts, offices, received }: Messages): string {
  const read = (from: number, to: number, labels: Int32Array) => ({ texts: texts.slice(from, to), labels: labels.slice(from, to) })
  const settings = { classes: 6, share: 0.8, own: 20, keywords: [['agua']], otherwise: 0 }
  const data = { settings, given: read(0, 120, received), checked: read(120, 150, offices), pool: texts.slice(150), hash: 'worlds' }
  const step = { block: 'words', bits: 12, epochs: 3, rate: 0.2, penalty: 0.001, weight: 5 } as const
  const outcome = trainMessages({ lab: 'worlds', version: 1, engine: 'worlds', seed: 'a', steps: [{ block: 'labels', given: [[3, 1], [7, 4]] }, step] }, data)
  if (outcome.kind === 'diverged') return outcome.kind
  const points = data.checked.texts.map((text) => decidingWords(outcome.model, text).words.map((word) => word.points))
  return `${outcome.digest} ${digestOf([...points, sureness(outcome.model, data.pool)!])}`
}

/** What the simulated worlds come to, as digests by name: a hidden set made again from its seed must be the same on every machine. */
export function worldDigests(): Record<string, string> {
  const weeks = portWeeks('worlds', 4)
  const days = railDays('worlds', 2)
  const knobs = { rounds: 2, candidates: 6, elite: 2, worlds: 2, pace: 0.7 }
  const port = finish(learnPort({ rule: 'search', seed: 'a', knobs }, weeks))
  const rail = finish(learnRail({ rule: 'search', seed: 'a', knobs }, days))
  const motor = pumps('worlds', { pumps: 6, rows: 60 })
  const customers = clients('worlds', 200)
  const shops = simulateShops('worlds', { shops: 3, first: 1, from: 28, to: 120 })
  const sun = simulateSolar('worlds', { from: 1, to: 60 })
  const lots = coffeeLots('worlds', 200)
  const cloths = simulateCloths('worlds', 6, 'anywhere')
  const messages = simulateMessages('worlds', 200, 'now')
  return {
    'policies, port': tried(readInstances(hiddenPort('worlds').split('\n', 9).join('\n')), { block: 'search', rounds: 2, population: 6, worlds: 3 }),
    'policies, rail': tried(readInstances(hiddenRail('worlds').split('\n', 5).join('\n')), { block: 'q-learning', episodes: 3, rate: 0.3, discount: 0.5, explore: 0.2 }),
    port: digestOf([weeks.map((week) => portCost(week, port))]), rail: digestOf([days.map((day) => railCost(day, rail).cost)]),
    pumps: digestOf([motor.values, motor.labels, motor.chance]), clients: digestOf([customers.values, customers.groups]),
    shops: digestOf([shops.values, shops.targets, shops.best]), solar: digestOf([sun.values, sun.targets, sun.best]),
    coffee: digestOf([lots.scores, lots.exact]), cloths: digestOf([cloths.images, cloths.labels]),
    messages: digestOf([utf8(JSON.stringify(messages))]), 'messages, own labels': labelled(messages),
  }
}
