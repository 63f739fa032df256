import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import { agent } from '../../record/statement.ts'
import { auditEvidence } from '../../../scripts/audit/evidence.ts'
import { commitmentTo, commitmentToVeiled, entrySalt, entrySecret, openedBy, veiled, type Opening } from './commitment.ts'

const her = crypto.randomUUID()
const act = (pos: number): Opening => ({
  tenant: 'piloto', pos, id: crypto.randomUUID(), stored: '2026-03-01T15:00:00.000Z', happened: '2026-03-01T15:00:00.000Z', actor: her, verb: 'https://w3id.org/yachay/verbs/issued',
  object: 'https://w3id.org/yachay/credentials/x', registration: null, authority: 'command', statement: { actor: agent(her), verb: { id: 'https://w3id.org/yachay/verbs/issued' }, object: { id: 'https://w3id.org/yachay/credentials/x' } },
})

/** As the log of 2026-11-23 did it, written down anew: entries of then stay what they are for ever. */
function ofBefore(opening: Opening, salt: Buffer): Buffer {
  const secret = createHmac('sha256', salt).update(`yachay/act/v1 ${opening.pos}`).digest()
  return createHash('sha256').update('yachay/act/v1\n').update(secret).update(canonicalize(opening) ?? '').digest()
}

test('an entry is opened by the form it was made with; another act, salt or position opens none', () => {
  const salt = randomBytes(32)
  const [one, other] = [act(7), act(8)]
  const secret = entrySecret(salt, 7)
  assert.deepEqual(openedBy(one, salt, commitmentTo(one, secret)), { form: 2, secret })
  assert.equal(openedBy(one, salt, ofBefore(one, salt))?.form, 1)
  for (const wrong of [commitmentTo(other, secret), ofBefore(other, salt), ofBefore(one, randomBytes(32)), randomBytes(32)]) assert.equal(openedBy(one, salt, wrong), null)
})

test('a veiled act with its salt is the same entry, and her id is not in it', () => {
  const secret = entrySecret(randomBytes(32), 7)
  const shown = veiled(act(7), secret)
  assert.ok(!JSON.stringify(shown).includes(her))
  const one = act(9)
  assert.deepEqual(commitmentToVeiled(veiled(one, secret), entrySalt(secret)), commitmentTo(one, secret))
})

test('evidence of a log that began before acts were veiled fits, entry by entry; an act of then that was changed is named', () => {
  const salt = randomBytes(32)
  const acts = [act(1), act(2), act(3)]
  const entries = [ofBefore(acts[0]!, salt), ofBefore(acts[1]!, salt), commitmentTo(acts[2]!, entrySecret(salt, 3))]
  const lines = acts.map((one, n) => {
    const opened = openedBy(one, salt, entries[n]!)
    return { n, act: one, salt: opened?.secret.toString('base64') ?? null, ...(opened?.form === 1 ? { form: 1 } : {}) }
  })
  const look = (some: readonly object[]): string[] => {
    const said: string[] = []
    auditEvidence(some.map((line) => JSON.stringify(line)).join('\n'), entries, (good, line) => { said.push(`${good ? 'ok' : 'NO'} ${line}`); return good })
    return said
  }
  assert.ok(look(lines).every((line) => line.startsWith('ok')))
  const changed = lines.map((line) => (line.n === 1 ? { ...line, act: { ...line.act, happened: '2026-02-01T15:00:00.000Z' } } : line))
  assert.match(look(changed).join('\n'), /NO entry 1 does not fit: its act \(issued, position 2\)/)
})
