/**
 * A photovoltaic plant near Arequipa (16.4° S, 2,300 m): kilowatts hour by hour, in daylight. Simulated for teaching; no figure is a
 * plant's. Panels lie flat, 120 kW of them, behind an inverter of 100 kW; hours are solar time (the sun is highest at 12).
 *
 *   declination  δ = 23.45° sin(2π (284 + day of year) / 365)                              Cooper 1969, Solar Energy 12, 333
 *   sun's height sin e = sin φ sin δ + cos φ cos δ cos(15° (hour + 0.5 - 12)), φ = -16.4°   spherical geometry, at mid-hour
 *   clear sky    G0 = 1.06 × 1098 sin e exp(-0.059 / sin e) W/m²                            Haurwitz 1945, J. Meteorology 2, 154;
 *                                                                                           1.06 for the thin air is invented
 *   clouds       G = G0 (1 - 0.75 c^3.4), c = part of the sky covered                       Kasten and Czeplak 1980, Solar Energy 24, 177
 *   panel        Tp = T + G (45 - 20) / 800 °C                                              nominal operating cell temperature of 45 °C
 *   power        P = min(100, 0.96 × 120 × G / 1000 × (1 - 0.004 (Tp - 25)) × (1 - 0.0025 d)) kW: 0.4 % less for each degree
 *                above 25, 0.25 % less for each of the d days since the panels were washed   usual sizes of the trade
 *
 * Weather (shape: dry most of the year, afternoon clouds from December to March; sizes invented, cloudier than Arequipa is, so that there is
 * something to foretell; z standard normal):
 *   wet          w = max(0, cos(2π (day of year - 35) / 365))
 *   day's cover  0.32 + 0.3 w + 0.3 x, x(t) = 0.6 x(t - 1) + 0.8 z
 *   forecast     f = day's cover + 0.02 (hour - 12) w + 0.1 z, within 0 … 1, two decimals
 *   what came    c = f + u + v, within 0 … 1; u = 0.07 z for the day, v = 0.09 z for the hour
 *   air          T = 15 + 2 cos(2π (day of year - 15) / 365) + 6 (1 - 0.4 f) cos(2π (hour - 14) / 24) + y °C, y(t) = 0.7 y(t - 1) + z;
 *                its forecast is taken to be right
 *   washing      every 45 days, and by rain the night after a day of cover above 0.6, with chance 1/4
 * P falls as c grows, and the error of the forecast is as often up as down. So P at the forecast cover is the median of P, and no
 * forecast made from the forecast cover has a smaller mean absolute error in the long run: that is `best`.
 */
import { cos, exp, log, sin } from './math.ts'
import { normal } from './normal.ts'
import { random, type Random } from './random.ts'
import { rounded, startRows, within, type SimulatedRows } from './sim-rows.ts'

export interface SolarDays {
  /** Rows of the days from … to - 1; day 0 is 1 July. from >= 1, for there must be a yesterday. */
  readonly from: number
  readonly to: number
}

/** What a learner gets: 240 days, 2 July to 26 February. */
export const PUBLIC_SOLAR: SolarDays = { from: 1, to: 241 }
/** The 120 days after, 27 February to 26 June: the end of the rains, and autumn. */
export const HIDDEN_SOLAR: SolarDays = { from: 241, to: 361 }

/** Columns that a learner lets the model see or not, together. */
export const SOLAR_GROUPS = {
  clock: ['hour', 'day_of_year'],
  wave: ['hour_sin', 'hour_cos'],
  sun: ['clear_sky'],
  cloud: ['cloud'],
  air: ['temperature'],
  dust: ['unwashed'],
  yesterday: ['yesterday'],
} as const

export const SOLAR_COLUMNS: readonly string[] = Object.values(SOLAR_GROUPS).flat()

const TURN = 6.283185307179586
const LATITUDE = (-16.4 * TURN) / 360
/** Below 5° the sun gives next to nothing: no row. */
const LOWEST = 0.08715574274765817
const HOURS = 24
const FIRST = 182

/** Sine of the sun's height over the horizon at the middle of an hour (0 … 23, solar time). `ofYear`: 1 … 365. */
export function sunHeight(ofYear: number, hour: number): number {
  const declination = ((23.45 * TURN) / 360) * sin((TURN * (284 + ofYear)) / 365)
  return sin(LATITUDE) * sin(declination) + cos(LATITUDE) * cos(declination) * cos((TURN * (hour + 0.5 - 12)) / 24)
}

/** W/m² on the flat ground under a clear sky; 0 when the sun is down. `height`: as sunHeight gives it. */
export function clearSky(height: number): number {
  return height > 0 ? 1.06 * 1098 * height * exp(-0.059 / height) : 0
}

/** kW of the plant. `clear` in W/m², `cloud` 0 … 1, `celsius` of the air, `unwashed` in days. */
export function powerOf(clear: number, cloud: number, celsius: number, unwashed: number): number {
  const light = clear * (1 - (cloud > 0 ? 0.75 * exp(3.4 * log(cloud)) : 0))
  const panel = celsius + (light * (45 - 20)) / 800
  return Math.min(100, ((0.96 * 120 * light) / 1000) * (1 - 0.004 * (panel - 25)) * (1 - 0.0025 * unwashed))
}

/** A day's 24 hours, and what holds for the whole of it. */
interface SolarDay {
  readonly ofYear: number
  readonly unwashed: number
  readonly forecast: Float64Array
  readonly celsius: Float64Array
  readonly clear: Float64Array
  /** kW as measured, one decimal. */
  readonly power: Float64Array
}

/** What lasts from day to day. */
interface Weather {
  cover: number
  air: number
  unwashed: number
}

/**
 * Rows of what the plant knows the evening before, hour by hour; the target is the hour's kW. Only hours with the sun at least 5° high.
 * `best`: the median of the kW given all that the row says, see above. `seed` decides the weather. Throws an Error without a yesterday.
 */
export function simulateSolar(seed: string, { from, to }: SolarDays): SimulatedRows {
  if (from < 1) throw new Error('the first day has no yesterday')
  const source = random(seed, 'sky')
  const weather: Weather = { cover: normal(source), air: normal(source), unwashed: 20 }
  const rows = startRows(SOLAR_COLUMNS)
  let before: SolarDay | null = null
  for (let t = 0; t < to; t += 1) {
    const day = dayOf(((FIRST + t - 1) % 365) + 1, weather, source)
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (t < from || before === null || sunHeight(day.ofYear, hour) < LOWEST) continue
      const best = powerOf(day.clear[hour]!, day.forecast[hour]!, day.celsius[hour]!, day.unwashed)
      rows.add(t, rowOf(day, before, hour), day.power[hour]!, best)
    }
    before = day
  }
  return rows.finish()
}

/** Draws one day, hour after hour: later days never change earlier ones. */
function dayOf(ofYear: number, weather: Weather, source: Random): SolarDay {
  weather.cover = 0.6 * weather.cover + 0.8 * normal(source)
  weather.air = 0.7 * weather.air + normal(source)
  const wet = Math.max(0, cos((TURN * (ofYear - 35)) / 365))
  const cover = 0.32 + 0.3 * wet + 0.3 * weather.cover
  const unwashed = weather.unwashed
  // Tonight's rain is known tomorrow: it must not be in what is known tonight.
  const rain = source.below(4) === 0 && cover > 0.6
  weather.unwashed = rain || unwashed >= 44 ? 0 : unwashed + 1
  const off = 0.07 * normal(source)
  const room = () => new Float64Array(HOURS)
  const day = { ofYear, unwashed, forecast: room(), celsius: room(), clear: room(), power: room() }
  const season = 15 + 2 * cos((TURN * (ofYear - 15)) / 365) + weather.air
  for (let hour = 0; hour < HOURS; hour += 1) {
    const forecast = rounded(within(cover + 0.02 * (hour - 12) * wet + 0.1 * normal(source), 0, 1), 100)
    const cloud = within(forecast + off + 0.09 * normal(source), 0, 1)
    day.forecast[hour] = forecast
    day.celsius[hour] = rounded(season + 6 * (1 - 0.4 * forecast) * cos((TURN * (hour - 14)) / 24), 10)
    day.clear[hour] = clearSky(sunHeight(ofYear, hour))
    day.power[hour] = rounded(powerOf(day.clear[hour]!, cloud, day.celsius[hour]!, unwashed), 10)
  }
  return day
}

/** In the order of SOLAR_COLUMNS. */
function rowOf(day: SolarDay, before: SolarDay, hour: number): number[] {
  const angle = (TURN * (hour + 0.5)) / 24
  return [
    hour, day.ofYear, rounded(sin(angle), 10000), rounded(cos(angle), 10000), rounded(day.clear[hour]!, 1),
    day.forecast[hour]!, day.celsius[hour]!, day.unwashed, before.power[hour]!,
  ]
}
