/**
 * Small shops (bodegas) on the coast of Peru: how many bottles of soft drink each sells a day. Simulated for teaching; no figure is
 * anybody's real sale. Shapes come from the trade's common knowledge, sizes are invented, the calendar is Peru's.
 *
 * Expected units of shop s on day t:
 *   m = level × trend × weekday × payday × holiday × heat × price × local
 *   level     90 e^(0.22 z), within 50 … 150 units a day                          (z, z': standard normal, here and below)
 *   trend     1 + g t / 365, g = 0.08 z within ±0.25
 *   weekday   profile of a shop among homes, or (every third shop) among offices, each day times 1 + 0.03 z
 *   payday    1.18, 1.14, 1.08 on the 15th and on the last of the month, and on the two days after each; else 1
 *   holiday   1.25 on a public holiday, 1.45 on the great ones (28 and 29 July, 25 December, 1 January), 1.12 on the eve; else 1
 *   heat      e^(h (T - 20)), h = 0.035 + 0.008 z within 0.015 … 0.055 per °C
 *   price     (p / 3)^-1.5: 3.00 soles; one week in eight, Monday to Sunday, 2.60
 *   local     e^a, a(t) = 0.95 a(t - 1) + 0.06 √(1 - 0.95²) z: a street that is dug up, a rival who closes
 *   T         19.5 + 4 cos(2π (day of year - 45) / 365) + w °C, w(t) = 0.7 w(t - 1) + 0.8 z. Like Lima's: warm in February, cool in
 *             August. Tomorrow's forecast is taken to be right.
 * Units sold = m + √(m + (0.08 m)²) z', whole, not below 0: noise that grows with the mean. No shop ever runs out, so that what is sold is
 * what was asked for.
 * Public holidays: Legislative Decree 713, article 6, with the laws that added to it, as they stood in 2024 and 2025.
 */
import { cos, exp, log } from './math.ts'
import { normal } from './normal.ts'
import { random } from './random.ts'
import { rounded, startRows, within, type SimulatedRows } from './sim-rows.ts'

export interface ShopSizes {
  readonly shops: number
  /** Number of the first shop. */
  readonly first: number
  /** Rows of the days from … to - 1. Day 0 is Saturday 27 April 2024, day 400 is Sunday 1 June 2025. from >= 28, to <= 460. */
  readonly from: number
  readonly to: number
}

/** What a learner gets: 12 shops × 372 days. */
export const PUBLIC_SHOPS: ShopSizes = { shops: 12, first: 1, from: 28, to: 400 }
/** The 60 days after: of the same shops with the same seed, of twelve others with another seed. */
export const HIDDEN_SHOPS: ShopSizes = { shops: 12, first: 1, from: 400, to: 460 }

/** Days that a row looks back. */
const BACK = 28
const LAST = 460

/** Columns that a learner lets the model see or not, together. Monday is the day on which no weekday's column is 1. */
export const SHOP_GROUPS = {
  yesterday: ['yesterday'],
  week_ago: ['week_ago'],
  means: ['mean_7', 'mean_28'],
  same_weekday: ['mean_weekday_4'],
  weekday: ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  payday: ['payday', 'payday_week_ago'],
  holiday: ['holiday', 'eve', 'great_day', 'holiday_week_ago'],
  weather: ['temperature', 'warmer'],
  price: ['price', 'price_week_ago'],
  shop: ['shop'],
} as const

export const SHOP_COLUMNS: readonly string[] = Object.values(SHOP_GROUPS).flat()

/** A day of the calendar. */
interface Day {
  /** 0 is Monday. */
  readonly weekday: number
  /** 0 on a payday, 1 and 2 on the days after, else -1. */
  readonly sincePayday: number
  readonly holiday: boolean
  readonly eve: boolean
  readonly great: boolean
  readonly celsius: number
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Month × 100 + day; 417 and 418 are Holy Thursday and Good Friday of 2025. */
const HOLIDAYS = new Set([101, 417, 418, 501, 607, 629, 723, 728, 729, 806, 830, 1008, 1101, 1208, 1209, 1225])
const GREAT = new Set([101, 728, 729, 1225])
const TURN = 6.283185307179586

/** The days 0 … LAST, with the weather of this seed. */
function calendar(seed: string): Day[] {
  const source = random(seed, 'weather')
  const dates: { key: number; ofYear: number; last: boolean }[] = []
  let month = 4
  let day = 27
  let ofYear = 117
  while (dates.length <= LAST + 1) {
    const last = day === MONTHS[month - 1]
    dates.push({ key: month * 100 + day, ofYear, last })
    ofYear = last && month === 12 ? 1 : ofYear + 1
    month = last ? (month % 12) + 1 : month
    day = last ? 1 : day + 1
  }
  const pays = (at: number) => at >= 0 && (dates[at]!.key % 100 === 15 || dates[at]!.last)
  let drift = 0
  return dates.slice(0, -1).map((date, t) => {
    drift = 0.7 * drift + 0.8 * normal(source)
    return {
      weekday: (t + 5) % 7,
      sincePayday: [0, 1, 2].findIndex((before) => pays(t - before)),
      holiday: HOLIDAYS.has(date.key), eve: HOLIDAYS.has(dates[t + 1]!.key), great: GREAT.has(date.key),
      celsius: rounded(19.5 + 4 * cos((TURN * (date.ofYear - 45)) / 365) + drift, 10),
    }
  })
}

/** What a shop sold, what was to be expected, and its price in soles, day after day. */
interface Sales {
  readonly units: Float64Array
  readonly expected: Float64Array
  readonly price: Float64Array
}

/** Parts of a mean day, Monday first. */
const HOMES = [0.92, 0.9, 0.92, 0.96, 1.06, 1.18, 1.14]
const OFFICES = [1.08, 1.06, 1.08, 1.06, 1.16, 0.86, 0.66]
const PAYDAY = [1.18, 1.14, 1.08]

/** All days of one shop; drawn day after day, so that later days never change earlier ones. */
function salesOf(seed: string, shop: number, days: readonly Day[]): Sales {
  const source = random(seed, `shop ${shop}`)
  const level = within(90 * exp(0.22 * normal(source)), 50, 150)
  const growth = within(0.08 * normal(source), -0.25, 0.25)
  const heat = within(0.035 + 0.008 * normal(source), 0.015, 0.055)
  const profile = (shop % 3 === 0 ? OFFICES : HOMES).map((part) => part * (1 + 0.03 * normal(source)))
  const sales = { units: new Float64Array(days.length), expected: new Float64Array(days.length), price: new Float64Array(days.length) }
  let local = 0.06 * normal(source)
  let price = 3
  days.forEach((day, t) => {
    if (day.weekday === 0) price = source.below(8) === 0 ? 2.6 : 3
    local = 0.95 * local + 0.06 * Math.sqrt(1 - 0.95 * 0.95) * normal(source)
    const usual = level * (1 + (growth * t) / 365) * profile[day.weekday]!
    const m = usual * ofCalendar(day) * exp(heat * (day.celsius - 20) - 1.5 * log(price / 3) + local)
    sales.expected[t] = m
    sales.price[t] = price
    sales.units[t] = Math.max(0, rounded(m + Math.sqrt(m + 0.0064 * m * m) * normal(source), 1))
  })
  return sales
}

function ofCalendar(day: Day): number {
  const payday = day.sincePayday < 0 ? 1 : PAYDAY[day.sincePayday]!
  const holiday = day.great ? 1.45 : day.holiday ? 1.25 : day.eve ? 1.12 : 1
  return payday * holiday
}

/**
 * Rows of what a shopkeeper knows in the evening, to order for tomorrow; the target is what tomorrow asks for. Day after day,
 * and within a day shop after shop. `best`: the expected units m, with what no one knows (the local term, the shop's own habits).
 * `seed` decides shops and weather. Throws an Error when the days are not in the calendar.
 */
export function simulateShops(seed: string, sizes: ShopSizes): SimulatedRows {
  if (sizes.from < BACK || sizes.to > LAST) throw new Error(`days ${BACK} to ${LAST} only`)
  const days = calendar(seed)
  const shops = Array.from({ length: sizes.shops }, (_, k) => salesOf(seed, sizes.first + k, days))
  const rows = startRows(SHOP_COLUMNS)
  for (let t = sizes.from; t < sizes.to; t += 1) {
    shops.forEach((sales, k) => {
      rows.add(t, rowOf(days, sales, t, sizes.first + k), sales.units[t]!, sales.expected[t]!)
    })
  }
  return rows.finish()
}

/** In the order of SHOP_COLUMNS. */
function rowOf(days: readonly Day[], { units, price }: Sales, t: number, shop: number): number[] {
  const day = days[t]!
  const before = days[t - 7]!
  const flag = (on: boolean) => (on ? 1 : 0)
  const lately = mean(7, (i) => days[t - i]!.celsius)
  return [
    units[t - 1]!, units[t - 7]!, rounded(mean(7, (i) => units[t - i]!), 10), rounded(mean(28, (i) => units[t - i]!), 10),
    rounded(mean(4, (i) => units[t - 7 * i]!), 10),
    ...[1, 2, 3, 4, 5, 6].map((weekday) => flag(day.weekday === weekday)),
    flag(day.sincePayday >= 0), flag(before.sincePayday >= 0),
    flag(day.holiday), flag(day.eve), flag(day.great), flag(before.holiday),
    day.celsius, rounded(day.celsius - lately, 10), price[t]!, price[t - 7]!, shop,
  ]
}

/** Mean of f(1) … f(n). */
function mean(n: number, f: (i: number) => number): number {
  let sum = 0
  for (let i = 1; i <= n; i += 1) sum += f(i)
  return sum / n
}
