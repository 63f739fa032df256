import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openAuditPlace, T, type AuditPlace } from '../../test/audit-place.ts'
import { anAct, sizeOf } from '../../test/operator-deeds.ts'

let place: AuditPlace

before(async () => { place = await openAuditPlace() })
after(() => place.close())

const at = (pos: number): string => `where tenant = '${T}' and pos = ${pos}`

/** Deeds on the record and its salts: an auditor with the evidence finds each, and is told the number of the first entry. */
const DEEDS: readonly { readonly name: string; readonly verb: string; readonly deed: (pos: number) => string; readonly why: RegExp; readonly next?: true; readonly orBefore?: true }[] = [
  { name: 'more minutes for a unit', verb: 'completed', deed: (p) => `update statement set raw = regexp_replace(raw, 'ext/minutes":\\d+', 'ext/minutes":999') ${at(p)}`, why: /is not the one that was committed to/ },
  { name: 'another mark', verb: 'quiz-scored', deed: (p) => `update statement set raw = regexp_replace(raw, '"raw":\\d+', '"raw":20.5') ${at(p)}`, why: /is not the one/ },
  { name: 'another person', verb: 'completed', deed: (p) => `update statement set actor = (select agent from log_salt where tenant = '${T}' and salt is not null and agent <> '' and agent <> statement.actor limit 1) ${at(p)}`, why: /is not the one/ },
  { name: 'another verb', verb: 'enrolled', deed: (p) => `update statement set verb = 'https://w3id.org/yachay/verbs/withdrew' ${at(p)}`, why: /is not the one/ },
  { name: 'a verb that no rule reads', verb: 'enrolled', deed: (p) => `update statement set verb = 'https://w3id.org/yachay/verbs/looked' ${at(p)}`, why: /is not in the record any more/ },
  { name: 'another object', verb: 'issued', deed: (p) => `update statement set object = object || '-2' ${at(p)}`, why: /is not the one/ },
  { name: 'received earlier', verb: 'completed', deed: (p) => `update statement set stored = stored - interval '40 days' ${at(p)}`, why: /received at|is not the one/ },
  { name: 'received later', verb: 'completed', deed: (p) => `update statement set stored = stored + interval '1 millisecond' ${at(p)}`, why: /received at|is not the one/ },
  { name: 'happened earlier', verb: 'quiz-scored', deed: (p) => `update statement set happened = happened - interval '2 days' ${at(p)}`, why: /is not the one/ },
  { name: 'under another enrolment', verb: 'completed', deed: (p) => `update statement set registration = gen_random_uuid() ${at(p)}`, why: /is not the one/ },
  { name: 'as an act of the office', verb: 'completed', deed: (p) => `update statement set authority = case authority when 'command' then 'session' else 'command' end ${at(p)}`, why: /is not the one/ },
  { name: 'another id', verb: 'issued', deed: (p) => `update statement set id = gen_random_uuid() ${at(p)}`, why: /is not the one/ },
  { name: 'deleted', verb: 'completed', deed: (p) => `delete from statement ${at(p)}`, why: /is not in the record any more/ },
  { name: 'moved to the end', verb: 'completed', deed: (p) => `update statement set pos = 1000000 ${at(p)}`, why: /is not in the record any more/ },
  { name: 'moved to another programme', verb: 'issued', deed: (p) => `update statement set tenant = 'otro' ${at(p)}`, why: /is not in the record any more/ },
  { name: 'an approval whose text is emptied', verb: 'approved', deed: (p) => `update statement set raw = '{}' ${at(p)}`, why: /is not the one/ },
  { name: 'another approver', verb: 'approved', deed: (p) => `update statement set raw = regexp_replace(raw, '"instructor":\\{[^}]*\\{[^}]*\\}', '"instructor":{"objectType":"Agent","account":{"homePage":"https://w3id.org/yachay/agents","name":"staff-x"}') ${at(p)}`, why: /is not the one/ },
  { name: 'a revocation taken away', verb: 'revoked', deed: (p) => `delete from statement ${at(p)}`, why: /is not in the record any more/ },
  { name: 'a date of death moved', verb: 'died', deed: (p) => `update statement set raw = regexp_replace(raw, '"(20\\d\\d)-\\d\\d-\\d\\d"', '"\\1-12-31"') ${at(p)}`, why: /is not the one/ },
  { name: 'a merge undone by hand', verb: 'merged', deed: (p) => `update statement set verb = 'https://w3id.org/yachay/verbs/split' ${at(p)}`, why: /is not the one/ },
  { name: 'another salt', verb: 'enrolled', deed: (p) => `update log_salt set salt = decode(repeat('ab', 32), 'hex') where tenant = '${T}' and agent = (select actor from statement ${at(p)})`, why: /is not the one/, orBefore: true },
  { name: 'changed places with the act before', verb: 'issued', deed: (p) => `update statement set pos = -pos where tenant = '${T}' and pos in (${p}, ${p - 1}); update statement set pos = ${2 * p - 1} + pos where tenant = '${T}' and pos < 0`, why: /received at|is not the one|not in the record/, orBefore: true },
]

for (const { name, verb, deed, why, orBefore } of DEEDS) {
  test(`an operator with all rights edits the record: ${name}; the auditor's evidence no longer fits and the entry is named`, async () => {
    const { pos, n } = await anAct(place, verb)
    const before = await sql<{ row: string }>`select md5(string_agg(s::text || coalesce(a.salt::text, ''), '' order by pos)) as row from statement s left join log_salt a on a.tenant = s.tenant and a.agent = s.actor`.execute(place.house.db)
    await place.operator(deed(pos))
    const now = await sql<{ row: string }>`select md5(string_agg(s::text || coalesce(a.salt::text, ''), '' order by pos)) as row from statement s left join log_salt a on a.tenant = s.tenant and a.agent = s.actor`.execute(place.house.db)
    assert.notEqual(before.rows[0]?.row, now.rows[0]?.row, 'the deed was done')
    const { fits, said } = await place.look('auditor', { evidence: await place.evidence(), cut: '2026-01' })
    await place.undo()
    assert.ok(!fits, said)
    const named = Number(/entry (\d+) does not fit/.exec(said)?.[1])
    assert.ok(named === n || (orBefore && named <= n) || (name === 'received later' && named === n + 1), `entry ${n}, ${said}`)
    assert.match(said, why)
  })
}

/** Somebody who is enrolled and whose identity nobody checked, and the text of a check of somebody else that would be hers. */
async function unchecked(): Promise<{ actor: string; raw: string }> {
  const { rows: [her] } = await sql<{ actor: string }>`select s.actor from statement s where tenant = ${T} and verb like '%/enrolled' and authority = 'command'
    and not exists (select 1 from statement i where i.tenant = s.tenant and i.actor = s.actor and i.verb similar to '%/(identity-checked|conflict-found|merged|annulled|died)') order by pos limit 1`.execute(place.house.db)
  const { rows: [like] } = await sql<{ raw: string }>`select raw from statement where tenant = ${T} and verb like '%/identity-checked' and authority = 'command' and raw like '%ext/level":"card"%' order by pos limit 1`.execute(place.house.db)
  assert.ok(her && like)
  const checked = { ...JSON.parse(like.raw) as object, actor: { objectType: 'Agent', account: { homePage: 'https://w3id.org/yachay/agents', name: her.actor } } }
  return { actor: her.actor, raw: JSON.stringify(checked).replaceAll("'", "''") }
}

test('an operator slips an act in between two others, back-dated: every entry after it has another position, and the first is named', async () => {
  const { pos, n } = await anAct(place, 'completed')
  const { actor, raw } = await unchecked()
  await place.operator(`update statement set pos = -pos where tenant = '${T}' and pos >= ${pos}`, `update statement set pos = 1 - pos where tenant = '${T}' and pos < 0`,
    `update log_entry set pos = -pos where tenant = '${T}' and pos >= ${pos}`, `update log_entry set pos = 1 - pos where tenant = '${T}' and pos < 0`, `update log set pos = pos + 1 where tenant = '${T}'`, `update tenant_head set pos = pos + 1 where tenant = '${T}'`,
    `insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
      select tenant, ${pos}, gen_random_uuid(), stored, happened, '${actor}', 'https://w3id.org/yachay/verbs/identity-checked', object, null, 'command', '${raw}' from statement where tenant = '${T}' and pos = ${pos} + 1`)
  const { fits, said } = await place.look('auditor', { evidence: await place.evidence() })
  await place.undo()
  assert.ok(!fits, said)
  assert.match(said, new RegExp(`entry ${n} does not fit: its act .* is not the one that was committed to`))
})

test('an operator writes an act over one that leaves no entry: the next cut puts somebody at a level for which the evidence has nothing', async () => {
  const { actor, raw } = await unchecked()
  await place.operator(`update statement set actor = '${actor}', verb = 'https://w3id.org/yachay/verbs/identity-checked', authority = 'command', raw = '${raw}' where tenant = '${T}' and verb like '%/looked'`)
  place.house.time.set('2026-05-02T15:00:00Z')
  await place.publish('2026-04', '2026-04.1')
  const { fits, said } = await place.look('auditor', { evidence: await place.evidence() })
  const outside = await place.look('late visitor', { cut: '2026-04' })
  await place.undo()
  assert.ok(!fits, said)
  assert.match(said, /NO {2}cut 2026-04\.1, rule in force: the evidence gives .*; [1-9]\d* differ from the file\n {6}N[0-3] too many: pseudonym [0-9a-f]{20}(, entry \d+)?: the evidence gives level 0/)
  assert.match(outside.said, /NO {2}2026-04\.1\/diff\.csv: \d+ counted in 2026-03\.1 and 0 came or went/, "nobody came between the two cuts, and yet one more counts")
})

test('untouched, everything fits: for the auditor too, who was told of each deed', async () => {
  const { fits, said } = await place.look('auditor', { evidence: await place.evidence() })
  assert.ok(fits, said)
  assert.ok(await sizeOf(place) > 600)
})
