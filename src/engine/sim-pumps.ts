import { exp, log } from './math.ts'
import { normal } from './normal.ts'
import { random, type Random } from './random.ts'

/**
 * Simulated pumps of mines between 3,200 and 4,800 m for the lab mina-bomba. Nothing here was measured at a real pump: the shapes
 * are trade knowledge, the numbers invented for teaching. Hours t count from the last overhaul.
 *
 * - Health (the interval from potential to functional failure: Moubray, Reliability-centred Maintenance): a defect starts at hour
 *   D, Weibull of shape 2.5 and scale 1,850 h (clear water) or 1,450 h (slurry), and grows: severity s(t) = 0.05 e^(g (t - D)),
 *   0 before. It doubles every 45 h, lognormal with deviation 0.25 over defects, so g = ln 2 / that.
 * - Failure: within the hour with chance 1 - e^(-0.03 s³). Then the pump is overhauled and begins anew at t = 0.
 * - Load (no unit, mean 0, deviation 1): l(t) = 0.97 l(t - 1) + 0.243 normal, half its memory gone in 23 h. It is nobody's fault
 *   and moves all three sensors.
 * - Vibration (mm/s RMS, the measure of ISO 10816-7 for such pumps) = L (1 + 0.08 l + 0.12 normal) + 3 s + a jolt. L is the
 *   pump's own level: 2.2 (clear water) or 3 (slurry) times a lognormal of deviation 0.3, so that what is usual for one pump
 *   is an alarm for another. Jolt: in 3 of 100 hours an exponential of mean 2 mm/s (cavitation, start-ups).
 * - Temperature of the bearing (°C) = 48 - 0.0065 (altitude - 4,000 m) + 5 sin(2π t / 24) + own level of deviation 4 + 1.5 l
 *   + 6 s + 1.5 normal; 6.5 °C per km is the lapse rate of the International Standard Atmosphere.
 * - Pressure (bar) = 9 + own level of deviation 1 + 0.4 l - 0.5 s + 0.2 normal: a worn impeller gives less.
 */
export interface Pumps {
  /** Names of the measures, in order. */
  readonly columns: readonly string[]
  /** rows × columns, row after row, rounded as the table has them. */
  readonly values: Float64Array
  /** Per row 1 when the pump fails within the next 48 h, else 0. */
  readonly labels: Int32Array
  /** Per row the number of its pump, from 0: for a split by pump, no measure to learn from. */
  readonly pump: Int32Array
  /**
   * Per row the true chance of failing within 48 h, given severity and growth, which only the simulator knows: no score from
   * the columns ranks better than this one does on average. Before the defect 0 (what starts now does not fail so soon).
   */
  readonly chance: Float64Array
}

export interface PumpSizes {
  readonly pumps: number
  /** Rows of each pump, one every 12 h that it has run for 72 h or more since its readings began. */
  readonly rows: number
}

/**
 * `vibration_now` the last hour, `vibration_24h` and `vibration_72h` means (mm/s), `slope_72h` of a straight line through the 72
 * hours (mm/s per day), `temperature` (°C) and `pressure` (bar) means of 24 h, `hours` since the overhaul, `type` 0 for clear
 * water and 1 for slurry, `altitude` (m).
 */
export const PUMP_COLUMNS: readonly string[] = [
  'vibration_now', 'vibration_24h', 'vibration_72h', 'slope_72h', 'temperature', 'pressure', 'hours', 'type', 'altitude',
]

const EVERY = 12
const WINDOW = 72
const AHEAD = 48
/** Clear water, slurry. */
const ONSET_SCALE = [1850, 1450] as const
const LEVEL = [2.2, 3] as const
const FIRST_SEVERITY = 0.05
const HAZARD = 0.03
/** Sine of the hours of a day, from midnight: one table, so that no angle grows. */
const QUARTER = [0, 0.25881904510252074, 0.5, 0.7071067811865476, 0.8660254037844386, 0.9659258262890683, 1]

/** What stays with a pump. */
interface Build {
  readonly type: number
  /** m */
  readonly altitude: number
  /** mm/s */
  readonly vibration: number
  /** °C and bar that it stands above the others. */
  readonly warmth: number
  readonly pressure: number
}

/** Hourly readings from hour `from` after an overhaul until the failure, at hour from + their number. */
interface Life {
  readonly from: number
  readonly vibration: number[]
  readonly temperature: number[]
  readonly pressure: number[]
  readonly severity: number[]
  /** Growth of the defect per hour. */
  readonly growth: number
}

/** The rows of `sizes.pumps` pumps, pump after pump, in order of time. Other seeds give other pumps: a hidden set is another seed. */
export function pumps(seed: string, sizes: PumpSizes): Pumps {
  const rows = sizes.pumps * sizes.rows
  const all = {
    columns: PUMP_COLUMNS, values: new Float64Array(rows * PUMP_COLUMNS.length), labels: new Int32Array(rows), pump: new Int32Array(rows), chance: new Float64Array(rows),
  }
  for (let p = 0; p < sizes.pumps; p += 1) {
    // A stream for each pump: the first forty are the same among forty and among eighty.
    const source = random(seed, 'pump ' + String(p))
    const build = built(source)
    let row = p * sizes.rows
    const end = row + sizes.rows
    all.pump.fill(p, row, end)
    // Nobody's records begin at an overhaul.
    for (let from = source.below(1000); row < end; from = 0) row = addRows(all, row, end, build, live(build, from, source))
  }
  return all
}

function built(source: Random): Build {
  const type = source.below(2)
  return {
    type, altitude: 10 * (320 + source.below(161)), vibration: LEVEL[type]! * exp(0.3 * normal(source)), warmth: 4 * normal(source), pressure: 9 + normal(source),
  }
}

/** Runs a pump from hour `from` after its overhaul, where it has no defect yet, until it fails. */
function live(build: Build, from: number, source: Random): Life {
  const onset = onsetAfter(from, ONSET_SCALE[build.type]!, source)
  const growth = 0.6931471805599453 / (45 * exp(0.25 * normal(source)))
  const life: Life = { from, vibration: [], temperature: [], pressure: [], severity: [], growth }
  const ambient = 48 - 0.0065 * (build.altitude - 4000) + build.warmth
  let load = normal(source)
  for (let hour = from; ; hour += 1) {
    const severity = hour < onset ? 0 : FIRST_SEVERITY * exp(growth * (hour - onset))
    const jolt = source.unit() < 0.03 ? -2 * log(1 - source.unit()) : 0
    // Strong noise must not turn a speed negative.
    life.vibration.push(Math.max(0.1, build.vibration * (1 + 0.08 * load + 0.12 * normal(source))) + 3 * severity + jolt)
    life.temperature.push(ambient + 5 * daySine(hour) + 1.5 * load + 6 * severity + 1.5 * normal(source))
    life.pressure.push(build.pressure + 0.4 * load - 0.5 * severity + 0.2 * normal(source))
    life.severity.push(severity)
    if (source.unit() < 1 - exp(-HAZARD * severity * severity * severity)) return life
    load = 0.97 * load + 0.243 * normal(source)
  }
}

/** Weibull of shape 2.5 by inversion, drawn again until it lies after `from`. */
function onsetAfter(from: number, scale: number, source: Random): number {
  for (;;) {
    const onset = scale * exp(log(-log(1 - source.unit())) / 2.5)
    if (onset > from) return onset
  }
}

function daySine(hour: number): number {
  const h = hour % 24
  const k = h % 12
  const size = QUARTER[k <= 6 ? k : 12 - k]!
  return h < 12 ? size : -size
}

/** Writes the rows of one life from place `row`, at most up to `end`; returns the next place. */
function addRows(all: Pumps, row: number, end: number, build: Build, life: Life): number {
  const hours = life.severity.length
  let at = row
  for (let last = WINDOW - 1; last < hours && at < end; last += EVERY) {
    const cells = [
      rounded(life.vibration[last]!, 100), rounded(meanOf(life.vibration, last, 24), 100), rounded(meanOf(life.vibration, last, WINDOW), 100),
      rounded(slopeOf(life.vibration, last), 100), rounded(meanOf(life.temperature, last, 24), 10), rounded(meanOf(life.pressure, last, 24), 100),
      life.from + last + 1, build.type, build.altitude,
    ]
    all.values.set(cells, at * PUMP_COLUMNS.length)
    all.labels[at] = hours - last <= AHEAD ? 1 : 0
    all.chance[at] = chanceOf(life.severity[last]!, life.growth)
    at += 1
  }
  return at
}

/** 1 - e^(-Σ hazard) over the draws of this hour and the 47 after it: exact while the defect exists. */
function chanceOf(severity: number, growth: number): number {
  const factor = exp(3 * growth)
  let hazard = HAZARD * severity * severity * severity
  let sum = 0
  for (let k = 0; k < AHEAD; k += 1) {
    sum += hazard
    hazard *= factor
  }
  return 1 - exp(-sum)
}

/** Mean of the `many` readings that end with `last`. */
function meanOf(readings: readonly number[], last: number, many: number): number {
  let sum = 0
  for (let i = last - many + 1; i <= last; i += 1) sum += readings[i]!
  return sum / many
}

/** Least-squares slope over the last 72 hours, per day. */
function slopeOf(readings: readonly number[], last: number): number {
  const middle = (WINDOW - 1) / 2
  let sum = 0
  let squares = 0
  for (let i = 0; i < WINDOW; i += 1) {
    sum += (i - middle) * readings[last - WINDOW + 1 + i]!
    squares += (i - middle) * (i - middle)
  }
  return (24 * sum) / squares
}

function rounded(value: number, per: number): number {
  return Math.floor(value * per + 0.5) / per
}

/** The lab's table as CSV: the pump's number first, then the measures, `fails` last. */
export function pumpsCsv({ values, labels, pump }: Pumps): string {
  const width = PUMP_COLUMNS.length
  let text = `pump,${PUMP_COLUMNS.join(',')},fails\n`
  for (let r = 0; r < labels.length; r += 1) {
    text += `${pump[r]!}`
    for (let c = 0; c < width; c += 1) text += `,${values[r * width + c]!}`
    text += `,${labels[r]!}\n`
  }
  return text
}

/** The public file of the lab: 40 pumps × 188 rows. */
export function publicMinaBomba(): string {
  return pumpsCsv(pumps('mina-bomba public 1', { pumps: 40, rows: 188 }))
}

/** A hidden file of the lab: 80 other pumps × 188 rows. */
export function hiddenMinaBomba(seed: string): string {
  return pumpsCsv(pumps(seed, { pumps: 80, rows: 188 }))
}
