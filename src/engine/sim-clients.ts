import { exp, log } from './math.ts'
import { normal } from './normal.ts'
import { random } from './random.ts'

/**
 * Simulated clients of a small textile shop in Gamarra, over twelve months, for the lab clientes-segmentos. Nothing here is a real
 * shop's notebook: who buys there is trade knowledge, every number is invented for teaching.
 *
 * Each client belongs to one of five groups, drawn with the group's share. Her five measures are independent within the group:
 *
 * - spend (S/) = e^z, rounded to 10; visits = e^z, rounded, at least 1; days since the last purchase = e^z, rounded, at most 365;
 *   returns and wholesale (% of what she spends) = 100 / (1 + e^-z), rounded,
 *
 * with z = the group's middle + its deviation × normal, on the scale of the exponent. Spend is counted in thousands and its spread
 * grows with itself, so distances in raw units are distances in soles and nothing else: that is the lesson.
 */
export interface Clients {
  /** Names of the measures, in order. */
  readonly columns: readonly string[]
  /** rows × columns, row after row, rounded as the table has them. */
  readonly values: Float64Array
  /** Per row its true group, known to the simulator alone. */
  readonly groups: Int32Array
  /**
   * Per row the likeliest group, given the measures before rounding and every number above (Bayes' rule): the adjusted Rand index of
   * this with `groups` is the ceiling, since some clients of one group look like those of another.
   */
  readonly likeliest: Int32Array
}

export const CLIENT_COLUMNS: readonly string[] = ['spend', 'visits', 'days', 'returns', 'wholesale']

/** In the order of the numbers in `groups`. */
export const CLIENT_GROUPS: readonly string[] = ['province wholesaler', 'sewing workshop', 'online seller', 'neighbour', 'campaign buyer']

interface Group {
  readonly share: number
  /** Middle of each measure in its own unit (S/, visits, days, %, %), and deviation of its z. */
  readonly middle: readonly number[]
  readonly deviation: readonly number[]
}

const GROUPS: readonly Group[] = [
  // Comes by bus every month, fills bales.
  { share: 0.18, middle: [60000, 14, 25, 3, 92], deviation: [0.3, 0.25, 0.4, 0.5, 0.5] },
  // Buys cloth for the week.
  { share: 0.2, middle: [18000, 60, 5, 4, 66], deviation: [0.4, 0.25, 0.5, 0.5, 0.5] },
  // Sells by social networks and brings back what her clients return.
  { share: 0.2, middle: [12000, 36, 8, 17, 35], deviation: [0.4, 0.3, 0.5, 0.3, 0.5] },
  { share: 0.22, middle: [2500, 30, 11, 5, 6], deviation: [0.45, 0.3, 0.5, 0.5, 0.6] },
  // School and Christmas campaigns only.
  { share: 0.2, middle: [1200, 4, 110, 4, 5], deviation: [0.5, 0.35, 0.35, 0.5, 0.6] },
]

/** `rows` clients. Other seeds give other clients of the same groups: a hidden set is another seed. */
export function clients(seed: string, rows: number): Clients {
  const source = random(seed, 'clients')
  const width = CLIENT_COLUMNS.length
  const all = { columns: CLIENT_COLUMNS, values: new Float64Array(rows * width), groups: new Int32Array(rows), likeliest: new Int32Array(rows) }
  const z = new Float64Array(width)
  for (let r = 0; r < rows; r += 1) {
    const group = groupAt(source.unit())
    for (let c = 0; c < width; c += 1) {
      z[c] = middleOf(GROUPS[group]!, c) + GROUPS[group]!.deviation[c]! * normal(source)
      all.values[r * width + c] = shown(z[c]!, c)
    }
    all.groups[r] = group
    all.likeliest[r] = likeliest(z)
  }
  return all
}

/** The group at which the running sum of shares passes `at`. */
function groupAt(at: number): number {
  let sum = 0
  for (let g = 0; g < GROUPS.length; g += 1) {
    sum += GROUPS[g]!.share
    if (at < sum) return g
  }
  return GROUPS.length - 1
}

const PERCENT_FROM = 3

/** The group's middle on the scale of the exponent. */
function middleOf(group: Group, column: number): number {
  const middle = group.middle[column]!
  return column < PERCENT_FROM ? log(middle) : log(middle / (100 - middle))
}

/** The measure as the notebook has it. */
function shown(z: number, column: number): number {
  if (column >= PERCENT_FROM) return Math.floor(100 / (1 + exp(-z)) + 0.5)
  const value = exp(z)
  if (column === 0) return 10 * Math.floor(value / 10 + 0.5)
  return column === 1 ? Math.max(1, Math.floor(value + 0.5)) : Math.min(365, Math.floor(value + 0.5))
}

/** The group with the largest share × density. */
function likeliest(z: Float64Array): number {
  let best = 0
  let most = -Infinity
  for (let g = 0; g < GROUPS.length; g += 1) {
    const group = GROUPS[g]!
    let sum = log(group.share)
    for (let c = 0; c < z.length; c += 1) {
      const away = (z[c]! - middleOf(group, c)) / group.deviation[c]!
      sum -= log(group.deviation[c]!) + (away * away) / 2
    }
    if (sum > most) {
      most = sum
      best = g
    }
  }
  return best
}

/** The public file of the lab: 500 clients, their measures and nothing of their groups. */
export function publicClientesSegmentos(): string {
  const { values } = clients('clientes-segmentos public 1', 500)
  return clientsCsv(values, null)
}

/** A hidden file of the lab: 500 other clients, the true group last. */
export function hiddenClientesSegmentos(seed: string): string {
  const { values, groups } = clients(seed, 500)
  return clientsCsv(values, groups)
}

function clientsCsv(values: Float64Array, groups: Int32Array | null): string {
  const width = CLIENT_COLUMNS.length
  let text = `${CLIENT_COLUMNS.join(',')}${groups === null ? '' : ',group'}\n`
  for (let r = 0; r < values.length / width; r += 1) {
    const row = Array.from(values.subarray(r * width, (r + 1) * width), String)
    text += `${(groups === null ? row : [...row, String(groups[r]!)]).join(',')}\n`
  }
  return text
}
