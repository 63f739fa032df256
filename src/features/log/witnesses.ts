import type { House } from '../../feature.ts'
import { callOut, OutboundError } from '../../lib/outbound.ts'
import type { WitnessSettings } from '../../lib/witness-settings.ts'
import { cosignedAt } from '../../lib/tlog/checkpoint.ts'
import { parseNote } from '../../lib/tlog/note.ts'
import { consistencyProof } from '../../lib/tlog/proofs.ts'
import { newestHead, treeOf, type Head } from './checkpoints.ts'

const LIMITS = { timeoutMs: 15_000, mostBytes: 16_384 }

/** Begins what is kept of a witness that saw another log than the one it is shown. */
const DISAGREES = 'another log: '

/** The witnesses that answered last that what they were shown does not continue what they saw. */
export async function disagreeing(house: House, tenant: string): Promise<string[]> {
  const rows = await house.db.selectFrom('log_witness').select(['witness', 'said']).where('tenant', '=', tenant).orderBy('witness').execute()
  return rows.filter((row) => row.said.startsWith(DISAGREES)).map((row) => row.witness)
}

/** Asks every witness that has not cosigned the newest head; one that is away is asked again at the next turn. */
export async function askWitnesses(house: House, tenant: string): Promise<void> {
  const head = await newestHead(house.db, tenant)
  if (!head) return
  const have = await house.db.selectFrom('log_cosignature').select('witness').where('tenant', '=', tenant).where('size', '=', head.size).execute()
  const missing = (house.config.witnesses ?? []).filter(({ key }) => !have.some((row) => row.witness === key.name))
  await Promise.all(missing.map((witness) => ask(house, tenant, head, witness)))
}

/** C2SP tlog-witness: from the size that the witness cosigned last; when it knows another one it says so, and is asked once more. */
async function ask(house: House, tenant: string, head: Head, witness: WitnessSettings): Promise<void> {
  const last = await house.db.selectFrom('log_cosignature').select('size').where('tenant', '=', tenant).where('witness', '=', witness.key.name).orderBy('size', 'desc').limit(1).executeTakeFirst()
  try {
    let answer = await send(house, tenant, head, witness, last?.size ?? 0)
    const known = answer.status === 409 && answer.headers.get('content-type') === 'text/x.tlog.size' ? Number((await answer.text()).trim()) : null
    if (known !== null && Number.isSafeInteger(known) && known >= 0 && known <= head.size) answer = await send(house, tenant, head, witness, known)
    else if (known !== null) return await said(house, tenant, witness, `${DISAGREES}it knows ${known} entries`)
    const line = await answer.text()
    const note = answer.status === 200 ? parseNote(head.note + line) : null
    const at = note && cosignedAt(note, witness.key)
    if (!at) return await said(house, tenant, witness, answer.status === 200 ? 'a signature that does not hold' : `${answer.status === 409 || answer.status === 422 ? DISAGREES : ''}status ${answer.status}: ${line.slice(0, 200).trim()}`)
    await house.db.insertInto('log_cosignature').values({ tenant, size: head.size, witness: witness.key.name, line, at }).onConflict((oc) => oc.doNothing()).execute()
    await said(house, tenant, witness, 'cosigned')
  } catch (error) {
    // A witness that is away is no trouble of ours; anything else is.
    if (!(error instanceof OutboundError)) throw error
    await said(house, tenant, witness, error.reason)
  }
}

async function send(house: House, tenant: string, head: Head, { url }: WitnessSettings, old: number): Promise<Response> {
  const proof = await consistencyProof(treeOf(house.db, tenant, head.size), old, head.size)
  const body = `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${head.note}`
  // Who runs the server named this address: it may be in the institution's own network.
  return callOut(`${url}/add-checkpoint`, { method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' }, body }, { ...LIMITS, relays: [new URL(url).origin] })
}

async function said(house: House, tenant: string, { key }: WitnessSettings, words: string): Promise<void> {
  const row = { asked: house.clock(), said: words }
  await house.db.insertInto('log_witness').values({ tenant, witness: key.name, ...row }).onConflict((oc) => oc.columns(['tenant', 'witness']).doUpdateSet(row)).execute()
}
