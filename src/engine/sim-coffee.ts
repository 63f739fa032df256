import { normal } from './normal.ts'
import { random, type Random } from './random.ts'

/** Lots of coffee with their cupping scores. Simulated: none of these lots exists. */
export interface CoffeeLots {
  /** rows × COFFEE_COLUMNS.length, row after row, rounded as a cooperative writes them down. */
  readonly values: Float64Array
  /** Points of the cupping table, in quarters. */
  readonly scores: Float64Array
  /** Points before the tasters' noise and the rounding: known only to a simulator. Its error is the least that anybody can reach. */
  readonly exact: Float64Array
}

/**
 * metres above the sea; 1 if the variety is Geisha, else 0; 1 if it is Catimor, else 0 (neither: Typica, Caturra or Bourbon);
 * percent of ripe cherries picked; hours of fermentation; days of drying; percent of moisture of the dry bean; defective beans in a sample of 350 g.
 */
export const COFFEE_COLUMNS = ['altitude_m', 'geisha', 'catimor', 'ripe_percent', 'fermentation_hours', 'drying_days', 'moisture_percent', 'defects'] as const

/** Standard deviation, in points, of a panel of tasters around what the lot is worth. */
export const PANEL_NOISE = 0.8

/**
 * `rows` lots of small growers of the high jungle. Invented for teaching in the shape of what the trade says: score rises with
 * altitude up to a limit, a Geisha shows only high up, fermentation must stop in time (later where it is cold), and drying,
 * moisture and defects have limits beyond which points are lost at once. Not fitted to any real data.
 *   altitude = uniform 900 … 2000, to 10 m; Geisha with chance 0.25, Catimor 0.3; ripe = 60 + 40 × the larger of two uniforms;
 *   fermentation = uniform 8 … 42 h; drying = uniform 6 … 24 d; moisture = 11.4 + 1.1 × normal, within 8 … 15; defects = 26 × uniform²
 *   score = pointsOf(lot) + 0.8 × normal, to quarters (as the tasting sheet of the Specialty Coffee Association adds up)
 */
export function coffeeLots(seed: string, rows: number): CoffeeLots {
  const source = random(seed, 'lots of coffee')
  const width = COFFEE_COLUMNS.length
  const values = new Float64Array(rows * width)
  const scores = new Float64Array(rows)
  const exact = new Float64Array(rows)
  for (let r = 0; r < rows; r += 1) {
    const lot = values.subarray(r * width, (r + 1) * width)
    lot.set(drawLot(source))
    exact[r] = pointsOf(lot)
    scores[r] = to(0.25, exact[r]! + PANEL_NOISE * normal(source))
  }
  return { values, scores, exact }
}

function drawLot(source: Random): number[] {
  const altitude = to(10, 900 + 1100 * source.unit())
  const kind = source.unit()
  const ripe = to(1, 60 + 40 * Math.max(source.unit(), source.unit()))
  const fermentation = to(1, 8 + 34 * source.unit())
  const drying = to(1, 6 + 18 * source.unit())
  // In tenths, and one division: the number that "11.4" reads back to.
  const moisture = Math.floor(10 * Math.min(15, Math.max(8, 11.4 + 1.1 * normal(source))) + 0.5) / 10
  const luck = source.unit()
  return [altitude, kind < 0.25 ? 1 : 0, kind >= 0.7 ? 1 : 0, ripe, fermentation, drying, moisture, to(1, 26 * luck * luck)]
}

/** To the nearest multiple of `step`, a whole number or a quarter. */
function to(step: number, value: number): number {
  return Math.floor(value / step + 0.5) * step
}

/**
 * Points of a lot, without noise, in the order of COFFEE_COLUMNS:
 *   80 + 0.3 per 100 m above 900 m, up to 1700 m
 *   + 3 for a Geisha at 1500 m or above, 0 below; - 0.8 for a Catimor; + 0.04 per percent of ripe cherries above 80
 *   - 2.2 - 0.05 per hour, when it ferments longer than 20 h below 1400 m, than 30 h from 1400 m on; - 0.8 when less than 12 h
 *   - 1.5 when dried in less than 9 days (cracked beans); - 0.8 in more than 18
 *   - 2.2 above 12.5 % of moisture (mould); - 1.0 below 10 % (faded)
 *   - 1.8 from 9 defects on (no longer specialty), and 0.04 for each
 */
export function pointsOf(lot: ArrayLike<number>): number {
  const [altitude, geisha, catimor, ripe, fermentation, drying, moisture, defects] = [lot[0]!, lot[1]!, lot[2]!, lot[3]!, lot[4]!, lot[5]!, lot[6]!, lot[7]!]
  const limit = altitude < 1400 ? 20 : 30
  let points = 80 + (0.3 * Math.min(800, altitude - 900)) / 100 + 0.04 * Math.max(0, ripe - 80) - 0.04 * defects
  if (geisha === 1 && altitude >= 1500) points += 3
  if (catimor === 1) points -= 0.8
  if (fermentation > limit) points -= 2.2 + 0.05 * (fermentation - limit)
  else if (fermentation < 12) points -= 0.8
  if (drying < 9) points -= 1.5
  else if (drying > 18) points -= 0.8
  if (moisture > 12.5) points -= 2.2
  else if (moisture < 10) points -= 1
  return defects >= 9 ? points - 1.8 : points
}

/** The lots as CSV, the score last, named `points`. */
export function coffeeCsv({ values, scores }: CoffeeLots): string {
  const width = COFFEE_COLUMNS.length
  let text = `${COFFEE_COLUMNS.join(',')},points\n`
  for (let r = 0; r < scores.length; r += 1) {
    for (let c = 0; c < width; c += 1) text += `${values[r * width + c]!},`
    text += `${scores[r]!}\n`
  }
  return text
}
