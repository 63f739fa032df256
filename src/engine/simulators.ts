import { hiddenPort, hiddenRail } from './policies.ts'
import { hiddenCloths } from './cloth-files.ts'
import { utf8 } from './sha256.ts'
import { hiddenClaims } from './sim-claims.ts'
import { hiddenClientesSegmentos } from './sim-clients.ts'
import { coffeeCsv, coffeeLots } from './sim-coffee.ts'
import { hiddenMinaBomba } from './sim-pumps.ts'
import { hiddenMessages } from './sim-message-files.ts'
import { csvOf, onlyColumns } from './sim-rows.ts'
import { HIDDEN_SHOPS, simulateShops } from './sim-shop.ts'
import { HIDDEN_SOLAR, simulateSolar } from './sim-solar.ts'

/** The columns of the lab energia-solar: the day of the year waits for its version 2. */
export const SOLAR_LAB_COLUMNS = ['hour', 'clear_sky', 'cloud', 'temperature', 'unwashed', 'yesterday']

/** The hidden file of each simulated lab, by the lab's id, from a seed: as its kind reads it. */
const HIDDEN: Readonly<Record<string, (seed: string) => string | Uint8Array>> = {
  // Enough shops, and enough springs, that one draw is about as hard as another: the line is one for all sections.
  'bodega-demanda': (seed) => csvOf(simulateShops(seed, { ...HIDDEN_SHOPS, shops: 48 }), 'units'),
  'textil-defectos': hiddenCloths,
  'cafe-taza': (seed) => coffeeCsv(coffeeLots(seed, 800)),
  'prensa-afirmaciones': hiddenClaims,
  'energia-solar': (seed) => {
    const draws = [1, 2, 3, 4].map((i) => {
      const rows = simulateSolar(`${seed} ${i}`, HIDDEN_SOLAR)
      return csvOf({ ...rows, columns: SOLAR_LAB_COLUMNS, values: onlyColumns(rows, SOLAR_LAB_COLUMNS) }, 'power')
    })
    // One line of names, then the rows of all.
    return draws.map((csv, i) => (i === 0 ? csv : csv.slice(csv.indexOf('\n') + 1))).join('')
  },
  'clientes-segmentos': hiddenClientesSegmentos,
  'mina-bomba': hiddenMinaBomba,
  'puerto-atraque': hiddenPort,
  'tren-intervalos': hiddenRail,
  'estado-mensajes': hiddenMessages,
}

/** Both hidden files of a simulated lab from one seed: the first gives the score that is shown, the second decides. An Error for any other lab. */
export function hiddenFiles(lab: string, seed: string): [Uint8Array, Uint8Array] {
  const simulate = HIDDEN[lab]
  if (!simulate) throw new Error(`no simulator makes the hidden data of "${lab}"`)
  const file = (part: string): Uint8Array => {
    const made = simulate(`${seed} ${part}`)
    return typeof made === 'string' ? utf8(made) : made
  }
  return [file('A'), file('B')]
}

export function isSimulated(lab: string): boolean {
  return lab in HIDDEN
}
