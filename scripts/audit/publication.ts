import { commitmentToVeiled, CUT_PUBLISHED } from '../../src/features/log/index.ts'
import { ProofFile } from '../../src/lib/tlog/proof-file.ts'
import { EXT } from '../../src/record/statement.ts'
import { jsonOf, type Cut, type LogSeen, type Step } from './published.ts'
import type { Source } from './source.ts'

/** The day's head is signed once a day; a witness or a machine may be away for one. */
const DAYS_TO_APPEAR = 2

/** The act that published this cut is an entry of the log, and carries the hash of this manifest. */
export async function publicationFits(cut: Cut, source: Source, log: LogSeen, now: Date, seenBefore: boolean, step: Step, say: (line: string) => void): Promise<void> {
  const { name, published } = cut
  const found = ProofFile.safeParse(jsonOf(await source(`proof/cut/${name}`)))
  const [entry, another] = found.success ? found.data.entries : []
  if (!entry) {
    const young = published !== null && now.getTime() - published.getTime() < DAYS_TO_APPEAR * 86_400_000
    if (young && !seenBefore) say(`--  the publication of cut ${name} is not under a signed head yet: look again tomorrow`)
    else step(false, `the log has no entry for the publication of cut ${name}`)
    return
  }
  const why = whyNot(cut, entry, log) ?? (another ? `it was published twice: entries ${entry.index} and ${another.index}` : null)
  step(why === null, why === null ? `the publication of cut ${name} is entry ${entry.index} of the log and carries the hash of this release.json` : `the publication of cut ${name}: ${why}`)
}

function whyNot({ name, hash, manifest }: Cut, { index, act, salt }: ProofFile['entries'][number], log: LogSeen): string | null {
  if (!log.entries[index]?.equals(commitmentToVeiled(act, Buffer.from(salt, 'base64')))) return `entry ${index} is not the act that is shown for it`
  const said = extensionsOf(act)
  if (act.verb !== CUT_PUBLISHED || typeof act.object !== 'string' || !act.object.endsWith(`/releases/${name}`)) return `entry ${index} is another act`
  if (said[`${EXT}hash`] !== hash) return `entry ${index} carries another hash than that of ${name}/release.json: the cut was changed after it was published`
  if (said[`${EXT}cut`] !== manifest.pos) return `entry ${index} names position ${String(said[`${EXT}cut`])}, release.json ${manifest.pos}`
  return index < (manifest.log?.size ?? 0) ? `entry ${index} stands before the cut's own end at ${manifest.log?.size}` : null
}

function extensionsOf(act: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const inside = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined)
  const found = inside(inside(act.statement, 'context'), 'extensions')
  return typeof found === 'object' && found !== null ? found as Record<string, unknown> : {}
}
