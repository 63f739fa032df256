import { activity, VERB, type Rule } from '../../src/features/programmes/index.ts'
import { personsFrom } from '../../src/features/programmes/persons.ts'
import { versionsOf } from '../../src/features/programmes/rule.ts'
import { readExt, type Stored } from '../../src/record/statement.ts'
import { believed, by, extOf, limaDay, type Facts } from './facts.ts'
import { TENANT } from '../commands/place.ts'

/** The minutes that counted for her when a certificate was issued, worked out from the rule's text alone (4 to 6), by the version named. */
export function minutesThen({ record, rule }: Facts, issued: Stored, version: string): number {
  const before = record.all.filter((s) => s.pos < issued.pos)
  const agents = personsFrom(before).agentsOf(issued.actor ?? '')
  const hers = before.filter((s) => s.actor !== null && agents.has(s.actor))
  const versions = versionsOf(rule)
  const one = versions.find((v) => v.version === version)
  if (!one) throw new Error(`no version ${version}`)
  const windows = windowsOf(hers, one, versions)
  const [from, died] = [Date.parse(`${one.validity.from}T05:00:00Z`), deathOf(hers)]
  const largest = new Map<string, number>()
  for (const s of hers) {
    const unit = s.verb === VERB.completed && s.object.startsWith(activity(TENANT, 'units', `${one.minutes.course}.`).id)
    const attended = one.minutes.attendance && s.verb === VERB.attended && s.authority === 'command' && twoWhereNeeded(s)
    if ((!unit && !attended) || isStruck(hers, s) || believed(s) < from || (died && limaDay(new Date(believed(s))) > died)) continue
    if (!windows.some((w) => w.registration === s.registration && believed(s) >= w.from && believed(s) < w.to)) continue
    const minutes = readExt(s.statement, 'minutes')
    const worth = typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 1 && minutes <= 600 ? minutes : 0
    largest.set(s.object, Math.max(largest.get(s.object) ?? 0, worth))
  }
  return [...largest.values()].reduce((sum, minutes) => sum + minutes, 0)
}

interface Window { readonly registration: string; readonly from: number; readonly to: number }

/** When the enrolments that this version judges were open. */
function windowsOf(hers: readonly Stored[], one: Rule, versions: readonly Rule[]): Window[] {
  const moves = hers.filter((s) => s.authority === 'command' && s.registration && ([VERB.withdrew, VERB.reEntered].includes(s.verb) || (s.verb === VERB.enrolled && !isStruck(hers, s))))
  return [...new Set(moves.map((s) => s.registration ?? ''))].flatMap((registration) => {
    const own = moves.filter((s) => s.registration === registration).sort((a, b) => believed(a) - believed(b) || a.pos - b.pos)
    const begin = Math.min(...own.filter((s) => s.verb === VERB.enrolled).map(believed))
    if (begin === Infinity || versions.find((v) => v.from === undefined || begin >= Date.parse(`${v.from}T05:00:00Z`)) !== one) return []
    return own.flatMap((move, i): Window[] => (move.verb === VERB.withdrew ? [] : [{ registration, from: Math.max(begin, believed(move)), to: own[i + 1] ? believed(own[i + 1]!) : Infinity }]))
  })
}

const isStruck = (hers: readonly Stored[], s: Stored): boolean => hers.some((a) => a.verb === VERB.annulled && a.authority === 'command' && a.object === s.id && a.actor === s.actor)

const twoWhereNeeded = (s: Stored): boolean =>
  by(s) !== '' && ((readExt(s.statement, 'manual') !== true && s.stored.getTime() - believed(s) <= 48 * 3_600_000) || (extOf(s, 'second') !== '' && extOf(s, 'second') !== by(s)))

function deathOf(hers: readonly Stored[]): string | undefined {
  const last = new Map<string, string>()
  for (const s of hers) if (s.verb === VERB.died && s.authority === 'command') last.set(s.actor ?? '', extOf(s, 'date'))
  return [...last.values()].filter((date) => date !== '').sort()[0]
}
