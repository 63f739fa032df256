import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compactKeys } from '../../src/features/credentials/compact-sign.ts'
import { checkSignature, openCompact } from '../../src/features/credentials/compact.ts'
import { papersOf, type Papers } from '../../src/features/credentials/credentials.ts'
import { knownIssuers } from '../../src/features/credentials/issuer-keys.ts'
import { register } from '../../src/features/credentials/register.ts'
import { verifyCredential } from '../../src/features/credentials/verify.ts'
import { ROOT } from '../../src/lib/root.ts'
import type { Figure } from '../main.ts'
import type { Started } from '../started.ts'

const CHECKED = 200
/** An employer waits ten seconds at most (issue 7); the server's part of it is small. */
const MOST_MS = 1_000

/** A certificate checked in this process, its file and its serial over HTTP, its QR as a phone does, and the status list; medians and 95th percentiles. */
export async function benchVerifying({ house, port }: Started): Promise<Figure[]> {
  const rows = await house.db.selectFrom('credential').select(['credential', 'serial']).limit(CHECKED).execute()
  const all: (Papers & { serial: string })[] = []
  for (const { credential, serial } of rows) {
    const papers = await papersOf(house, house.db, credential)
    if (papers) all.push({ ...papers, serial })
  }
  const keys = compactKeys(await knownIssuers(house, house.db))
  const at = `http://localhost:${port}`
  const ask = async (path: string, init?: RequestInit): Promise<string> => (await fetch(at + path, init)).text()
  const good = (ok: boolean, what: string): void => { if (!ok) throw new Error(`${what} did not pass`) }
  const figures = [
    await timed('a certificate checked, every check', all, async ({ credential }) => good((await verifyCredential(credential, register(house))).valid, 'a certificate')),
    await timed('the signature of a QR', all, async ({ qr }) => {
      const opened = openCompact(qr.split('#')[1] ?? '')
      good(opened !== null && await checkSignature(opened, keys) === 'holds', 'a QR')
    }),
    // With five before them no more than one address may send at once (credentials/check-turns.ts).
    await timed('its file sent to /v and the page that answers', all.slice(0, 15), async ({ credential }) => good(/VÁLIDO/.test(await ask('/v', { method: 'POST', body: new URLSearchParams({ text: JSON.stringify(credential) }) })), 'a file')),
    await timed('its serial asked and the page that answers', all, async ({ serial }) => good(/VÁLIDO/.test(await ask(`/v/${serial}`)), 'a serial')),
    await timed('the signed status list', all, async () => good(/encodedList/.test(await ask('/v/status/revocation/1')), 'the status list')),
  ]
  return [...figures, ...await logProofs()]
}

async function timed<T>(item: string, all: readonly T[], check: (one: T) => Promise<void>): Promise<Figure> {
  for (const one of all.slice(0, 5)) await check(one)
  const took: number[] = []
  for (const one of all) {
    const began = performance.now()
    await check(one)
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const [median, late] = [took[Math.floor(took.length / 2)] ?? 0, took[Math.floor(took.length * 0.95)] ?? 0]
  return { item, figure: `${median.toFixed(1)} ms, 95 %: ${late.toFixed(1)} ms`, target: `95 % <= ${MOST_MS} ms`, met: late <= MOST_MS }
}

/** Proofs of the log at a million and ten million entries, where that bench is there. */
async function logProofs(): Promise<Figure[]> {
  const path = join(ROOT, 'bench/trust/log-proofs.ts')
  if (!existsSync(path)) return []
  const { benchLogProofs } = await import(path) as { benchLogProofs: () => Promise<Figure[]> }
  return benchLogProofs()
}
