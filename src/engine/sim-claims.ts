import { verdictOf } from './claim-evidence.ts'
import { VERDICTS, type Claim } from './claims-file.ts'
import { csvCell } from './csv.ts'
import { random, type Random } from './random.ts'
import { ACCORD } from './sim-claims-accord.ts'
import { REPORTS, type Matter, type Said, type Value } from './sim-claims-table.ts'
import { VISIT } from './sim-claims-visit.ts'

/*
 * Sentences about one agreement as a text generator writes them: fluent, some true, some changed, mixed or made up. A program
 * wrote them for teaching, from a published table of what five reports say (sim-claims-table.ts); no newspaper did.
 *
 * A sentence has one part, or two joined by a comma (TWO_PARTS). First its verdict is drawn (SHARES), then parts by their weights,
 * of different matters, until their verdict by the rule of claim-evidence.ts is that one; then the form of each, each as likely, and
 * an opening that sounds official: for what nobody says or a report contradicts more often (SURE), because a generator is surest
 * where nothing holds it back. Shares and weights are invented; weights are largest where counting copies misleads. No sentence comes twice.
 */

/** In 100: confirmed, one source, contradicted, nobody. */
const SHARES = [25, 27, 26, 22] as const
const TWO_PARTS = 0.5
/** Chance of an official opening, by verdict. */
const SURE = [0.15, 0.2, 0.45, 0.6] as const
/** Chance that a sentence is kept whose one source stands alone in some part. */
const LONELY = 0.02

export const POOL = 240
export const CHECKED = 160
export const HIDDEN = 600

const OPENINGS: readonly Said[] = [
  { es: 'Según cifras oficiales, ', en: 'By official figures, ' }, { es: 'Como se confirmó, ', en: 'As was confirmed, ' },
  { es: 'Fuentes del programa aseguran que ', en: 'Sources of the programme assure that ' }, { es: 'Es un hecho que ', en: 'It is a fact that ' },
  { es: 'De acuerdo con el documento firmado, ', en: 'According to the signed document, ' },
]
const MATTERS: readonly Matter[] = [...ACCORD, ...VISIT]

interface Part { readonly matter: Matter; readonly value: Value }

const PARTS: readonly Part[] = MATTERS.flatMap((matter) => matter.values.map((value) => ({ matter, value })))
const WEIGHT = PARTS.reduce((sum, { value }) => sum + value.weight, 0)

/** `count` claims with their verdicts; the same seed always gives the same, and fewer are the first of more. Texts in `taken` do not come again, and are added to it. */
export function simulateClaims(seed: string, count: number, taken: Set<string> = new Set()): Claim[] {
  const source = random(seed, 'claims')
  const claims: Claim[] = []
  while (claims.length < count) {
    const wanted = drawVerdict(source)
    const sure = source.unit() < SURE[wanted]!
    let claim = write(drawParts(source), sure, source)
    while (claim.verdict !== wanted || taken.has(claim.text.es) || (lonely(claim) && source.unit() >= LONELY)) {
      claim = write(drawParts(source), sure, source)
    }
    taken.add(claim.text.es)
    claims.push(claim)
  }
  return claims
}

function lonely({ verdict, stances, matters }: Claim): boolean {
  return verdict === 1 && matters.some((_, part) => stances.filter((letters) => letters.charAt(part) === 's').length === 1)
}

function drawVerdict(source: Random): number {
  let left = source.below(100)
  for (let k = 0; k < SHARES.length; k += 1) {
    left -= SHARES[k]!
    if (left < 0) return k
  }
  return SHARES.length - 1
}

function drawParts(source: Random): Part[] {
  const first = drawPart(source)
  if (source.unit() >= TWO_PARTS) return [first]
  let second = drawPart(source)
  while (second.matter.id === first.matter.id) second = drawPart(source)
  return [first, second]
}

function drawPart(source: Random): Part {
  let left = source.below(WEIGHT)
  for (const part of PARTS) {
    left -= part.value.weight
    if (left < 0) return part
  }
  return PARTS[PARTS.length - 1]!
}

function write(parts: readonly Part[], sure: boolean, source: Random): Claim {
  const forms = parts.map(({ value }) => value.forms[source.below(value.forms.length)]!)
  const opening = sure ? OPENINGS[source.below(OPENINGS.length)]! : { es: '', en: '' }
  const text = {
    es: sentence(opening.es + forms.map((f) => f.es).join(forms.some((f) => f.es.includes(', y ')) ? '; además, ' : ', y ')),
    en: sentence(opening.en + forms.map((f) => f.en).join(forms.some((f) => f.en.includes(', and ')) ? '; besides, ' : ', and ')),
  }
  const stances = REPORTS.map((_, r) => parts.map(({ value }) => value.stance.charAt(r)).join(''))
  const figures = parts.map(({ value }) => value.figure)
  const figure = figures.includes(-1) ? -1 : figures.includes(1) ? 1 : 0
  const claim = { text, matters: parts.map(({ matter }) => matter.id), stances, figure, sure: sure ? 1 : 0, verdict: -1 }
  return { ...claim, verdict: verdictOf(claim, REPORTS) }
}

function lineOf(cells: readonly (string | number)[]): string {
  return cells.map((cell) => csvCell(String(cell))).join(',')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + '.'
}

/** The public file (claims-file.ts): reports, matters, the pool without verdicts, the checked claims with theirs. */
export function publicClaims(seed: string): string {
  const claims = simulateClaims(seed, POOL + CHECKED)
  const pair = (said: Said | null): string[] => (said === null ? ['', ''] : [said.es, said.en])
  return [
    '[reports]', ...REPORTS.map(({ id, name, after }) => lineOf([id, after ?? '', name.es, name.en])),
    '[matters]', ...MATTERS.map(({ id, name, cells }) => lineOf([id, name.es, name.en, ...cells.flatMap(pair)])),
    '[claims]', ...claims.map((claim, i) => claimLine(claim, i >= POOL)), '',
  ].join('\n')
}

/** The hidden file: other claims, drawn from a secret seed. */
export function hiddenClaims(seed: string): string {
  return ['[claims]', ...simulateClaims(seed, HIDDEN).map((claim) => claimLine(claim, true)), ''].join('\n')
}

function claimLine({ text, matters, stances, figure, sure, verdict }: Claim, told: boolean): string {
  return lineOf([text.es, text.en, matters.join('+'), ...stances, figure, sure, told ? VERDICTS[verdict]! : ''])
}
