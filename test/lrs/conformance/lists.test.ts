import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { activityOf, agentOf, conformance, statement, VERB, type Speaker } from './speaking.ts'

const { both, only } = conformance()

interface Result { statements: { id: string; stored: string }[]; more: string }
const list = async (lrs: Speaker, query: Record<string, string> = {}): Promise<Result> => (await lrs.expect(200, 'GET', 'statements', { query })).json<Result>()
const same = (ids: readonly (string | undefined)[], wanted: readonly { id: string }[]): void => assert.deepEqual([...ids].sort(), wanted.map((s) => s.id).sort())

both('GET without an id answers 200 and a list; one that finds nothing is empty, not refused', async (lrs) => {
  await lrs.post(statement())
  const { statements, more } = await list(lrs)
  assert.ok(statements.length > 0 && typeof more === 'string')
  const heard = await lrs.expect(200, 'GET', 'statements', { query: { verb: 'https://example.pe/nunca' } })
  assert.deepEqual(heard.json<Result>(), { statements: [], more: '' })
  assert.match(heard.header('content-type'), /^application\/json/)
})

both('X-Experience-API-Consistent-Through is a moment not before anything stored that is shown, and comes with refusals too', async (lrs) => {
  await lrs.post(statement())
  const heard = await lrs.expect(200, 'GET', 'statements', {})
  const through = heard.header('x-experience-api-consistent-through')
  assert.match(through, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/)
  for (const { stored } of heard.json<Result>().statements) assert.ok(stored <= through)
  const [id = ''] = await lrs.post(statement())
  const queries: Record<string, string>[] = [{ statementId: id }, { nada: '1' }, { statementId: randomUUID() }, { statementId: 'x' }, { limit: '-1' }]
  for (const query of queries) assert.match((await lrs.ask('GET', 'statements', { query })).header('x-experience-api-consistent-through'), /Z$/, JSON.stringify(query))
})

both('agent finds an actor, an object and a member by any identifier', async (lrs) => {
  const of = [agentOf(), { openid: `https://id.example.pe/${randomUUID()}` }, { mbox_sha1sum: randomUUID().replaceAll('-', '').padEnd(40, '0') }, { account: { homePage: 'https://e.example.pe', name: randomUUID() } }]
  for (const one of of) {
    const found = [
      statement({ actor: { ...one, name: 'Rosa' } }), statement({ object: { objectType: 'Agent', ...one } }),
      statement({ actor: { objectType: 'Group', member: [agentOf(), one] } }),
    ]
    const { objectType: _, ...plain } = { objectType: 'Agent', ...one }
    await lrs.post(...found, statement(), statement({ context: { instructor: plain } }))
    same(await lrs.ids({ agent: JSON.stringify(one) }), found)
    same(await lrs.ids({ agent: JSON.stringify({ objectType: 'Agent', ...one }) }), found)
  }
  const group = { objectType: 'Group', mbox: `mailto:${randomUUID()}@example.pe` }
  const told = statement({ actor: { ...group, member: [agentOf()] } })
  await lrs.post(told)
  same(await lrs.ids({ agent: JSON.stringify(group) }), [told])
  for (const bad of ['x', '{}', '[]', '7', JSON.stringify({ ...agentOf(), openid: 'https://id.example.pe' }), JSON.stringify({ objectType: 'Group', member: [agentOf()] })]) {
    await lrs.expect(400, 'GET', 'statements', { query: { agent: bad } })
  }
})

both('verb, activity and registration find what has exactly them', async (lrs) => {
  const [verb, object, registration] = [{ id: `https://example.pe/verbos/${randomUUID()}` }, activityOf(), randomUUID()]
  const [a, b, c] = [statement({ verb }), statement({ object }), statement({ context: { registration } })]
  const all = statement({ verb, object, context: { registration } })
  await lrs.post(a, b, c, all, statement({ context: { contextActivities: { parent: [object] } } }))
  same(await lrs.ids({ verb: verb.id }), [a, all])
  same(await lrs.ids({ activity: object.id }), [b, all])
  same(await lrs.ids({ registration }), [c, all])
  same(await lrs.ids({ registration: registration.toUpperCase() }), [c, all])
  same(await lrs.ids({ verb: verb.id, activity: object.id, registration }), [all])
  for (const query of [{ verb: 'vio' }, { activity: 'curso' }, { registration: 'x' }, { related_agents: 'yes' }, { related_activities: '1' }]) {
    await lrs.expect(400, 'GET', 'statements', { query })
  }
})

both('related_activities adds context activities and what stands in a sub-statement', async (lrs) => {
  const object = activityOf()
  const contexts = ['parent', 'grouping', 'category', 'other'].map((role) => statement({ context: { contextActivities: { [role]: [object] } } }))
  const sub = (more: object) => statement({ object: { objectType: 'SubStatement', actor: agentOf(), verb: VERB, object: activityOf(), ...more } })
  const subs = [sub({ object }), sub({ context: { contextActivities: { other: [object] } } })]
  const direct = statement({ object })
  await lrs.post(...contexts, ...subs, direct)
  same(await lrs.ids({ activity: object.id }), [direct])
  same(await lrs.ids({ activity: object.id, related_activities: 'false' }), [direct])
  same(await lrs.ids({ activity: object.id, related_activities: 'true' }), [direct, ...contexts, ...subs])
})

both('related_agents adds instructor, team, authority and what stands in a sub-statement', async (lrs) => {
  const one = agentOf()
  const group = { objectType: 'Group', member: [one] }
  const found = [statement({ context: { instructor: one } }), statement({ context: { team: group } })]
  const sub = (more: object) => statement({ object: { objectType: 'SubStatement', actor: agentOf(), verb: VERB, object: activityOf(), ...more } })
  const subs = [sub({ actor: one }), sub({ object: one }), sub({ context: { instructor: one } })]
  const direct = statement({ actor: one })
  await lrs.post(...found, ...subs, direct)
  same(await lrs.ids({ agent: JSON.stringify(one) }), [direct])
  same(await lrs.ids({ agent: JSON.stringify(one), related_agents: 'true' }), [direct, ...found, ...subs])
  const { authority } = (await lrs.expect(200, 'GET', 'statements', { query: { statementId: direct.id } })).json<{ authority: object }>()
  assert.ok((await lrs.ids({ agent: JSON.stringify(authority), related_agents: 'true', limit: '0' })).includes(direct.id))
})

only('2.0.0', 'related_agents adds contextAgents and contextGroups', async (lrs) => {
  const one = agentOf()
  const relevantTypes = ['https://example.pe/tipos/tutora']
  const found = [
    statement({ context: { contextAgents: [{ objectType: 'contextAgent', agent: one, relevantTypes }] } }),
    statement({ context: { contextGroups: [{ objectType: 'contextGroup', group: { objectType: 'Group', member: [one] }, relevantTypes }] } }),
  ]
  await lrs.post(...found)
  same(await lrs.ids({ agent: JSON.stringify(one), related_agents: 'true' }), found)
  same(await lrs.ids({ agent: JSON.stringify(one) }), [])
})

both('a statement that refers to one that fits is found with it', async (lrs) => {
  const [actor, object, registration] = [agentOf(), activityOf(), randomUUID()]
  const verb = { id: `https://example.pe/verbos/${randomUUID()}` }
  const one = statement({ actor, object, verb, context: { registration } })
  const ref = (id: string) => statement({ object: { objectType: 'StatementRef', id } })
  await lrs.post(one)
  const first = ref(one.id)
  await lrs.post(first)
  const second = ref(first.id)
  await lrs.post(second)
  for (const query of [{ agent: JSON.stringify(actor) }, { activity: object.id }, { verb: verb.id }, { registration }]) same(await lrs.ids(query), [one, first, second])
})

both('since is later than, until is at or before the moment of reception, in any time zone', async (lrs) => {
  const object = activityOf()
  const three = [statement({ object }), statement({ object }), statement({ object })]
  for (const one of three) {
    lrs.house.time.add(2000)
    await lrs.post(one)
  }
  const stored = (await list(lrs, { activity: object.id, ascending: 'true' })).statements.map((s) => s.stored)
  same(await lrs.ids({ activity: object.id, since: stored[1]! }), three.slice(2))
  same(await lrs.ids({ activity: object.id, until: stored[1]! }), three.slice(0, 2))
  same(await lrs.ids({ activity: object.id, since: stored[0]!, until: stored[1]! }), three.slice(1, 2))
  const lima = `${new Date(Date.parse(stored[1]!) - 5 * 3_600_000).toISOString().slice(0, -1)}-05:00`
  same(await lrs.ids({ activity: object.id, since: lima }), three.slice(2))
  for (const bad of ['ayer', '2026-13-01T00:00:00Z', '7']) for (const name of ['since', 'until']) await lrs.expect(400, 'GET', 'statements', { query: { [name]: bad } })
})

both('limit bounds a page, more leads through all of them once, and stays valid while others write', async (lrs) => {
  const object = activityOf()
  const all = Array.from({ length: 7 }, () => statement({ object }))
  for (const one of all) await lrs.post(one)
  const first = await list(lrs, { activity: object.id, limit: '3' })
  assert.equal(first.statements.length, 3)
  await lrs.post(statement({ object }))
  const seen = first.statements.map((s) => s.id)
  let more = first.more
  for (let page = 0; more !== '' && page < 9; page++) {
    assert.ok(more.startsWith('/'))
    const next = await lrs.follow(more)
    assert.equal(next.status, 200)
    const { statements, more: on } = next.json<Result>()
    assert.ok(statements.length <= 3)
    seen.push(...statements.map((s) => s.id))
    more = on
  }
  assert.deepEqual(seen, all.map((s) => s.id).reverse())
  assert.equal((await list(lrs, { activity: object.id, limit: '0' })).statements.length, 8)
  assert.equal((await list(lrs, { activity: object.id })).statements.length, 8)
  for (const limit of ['-1', 'x', '1.5', '']) await lrs.expect(400, 'GET', 'statements', { query: { limit } })
  assert.equal((await lrs.follow(`/xapi/${lrs.tenant}/statements?more=abc`)).status, 400)
})

both('newest first, or oldest first when ascending is true', async (lrs) => {
  const object = activityOf()
  const all = [statement({ object }), statement({ object }), statement({ object })]
  for (const one of all) {
    lrs.house.time.add(1000)
    await lrs.post(one)
  }
  const ids = all.map((s) => s.id)
  assert.deepEqual(await lrs.ids({ activity: object.id, ascending: 'true' }), ids)
  assert.deepEqual(await lrs.ids({ activity: object.id, ascending: 'false' }), [...ids].reverse())
  assert.deepEqual(await lrs.ids({ activity: object.id }), [...ids].reverse())
  const { statements } = await list(lrs, { activity: object.id, ascending: 'true' })
  assert.deepEqual(statements.map((s) => s.stored), statements.map((s) => s.stored).sort())
  await lrs.expect(400, 'GET', 'statements', { query: { ascending: 'sí' } })
})
