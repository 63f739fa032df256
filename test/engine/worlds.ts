import { pumps } from '../../src/engine/sim-pumps.ts'
import { clients } from '../../src/engine/sim-clients.ts'
import { simulateCloths } from '../../src/engine/sim-cloth.ts'
import { coffeeLots } from '../../src/engine/sim-coffee.ts'
import { simulateShops } from '../../src/engine/sim-shop.ts'
import { simulateSolar } from '../../src/engine/sim-solar.ts'
import { simulateMessages } from '../../src/engine/sim-messages.ts'
import { utf8 } from '../../src/engine/sha256.ts'
import { learnPort, portCost, portWeeks } from '../../src/engine/world-port.ts'
import { learnRail, railCost, railDays } from '../../src/engine/world-rail.ts'
import { digestOf, finish } from './blocks.ts'

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
    port: digestOf([weeks.map((week) => portCost(week, port))]), rail: digestOf([days.map((day) => railCost(day, rail).cost)]),
    pumps: digestOf([motor.values, motor.labels, motor.chance]), clients: digestOf([customers.values, customers.groups]),
    shops: digestOf([shops.values, shops.targets, shops.best]), solar: digestOf([sun.values, sun.targets, sun.best]),
    coffee: digestOf([lots.scores, lots.exact]), cloths: digestOf([cloths.images, cloths.labels]),
    messages: digestOf([utf8(JSON.stringify(messages))]),
  }
}
