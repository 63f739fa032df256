import assert from 'node:assert/strict'
import { activityOf, agentOf, conformance, statement, type Speaker } from './speaking.ts'

const { both } = conformance()

interface Shown { id: string; actor: unknown; verb: unknown; object: { id: string; definition?: { name?: Record<string, string>; description?: Record<string, string> } }; context?: unknown }

const one = async (lrs: Speaker, id: string, format: string | undefined, language?: string): Promise<Shown> => (await lrs.expect(200, 'GET', 'statements', {
  query: { statementId: id, format }, headers: language === undefined ? {} : { 'accept-language': language },
})).json<Shown>()

function described() {
  const actor = { ...agentOf(), name: 'Rosa' }
  const object = { ...activityOf(), definition: { name: { 'es-PE': 'La hoja', en: 'The leaf', qu: 'Rapi' }, description: { en: 'Match them.' }, type: 'https://example.pe/tipos/curso' } }
  const verb = { id: `https://example.pe/verbos/${object.id.slice(-12)}`, display: { 'es-PE': 'respondió', en: 'answered' } }
  const instructor = { ...agentOf(), name: 'Ana' }
  const team = { objectType: 'Group', name: 'Equipo', member: [{ ...agentOf(), name: 'Luz' }] }
  return statement({ actor, verb, object, context: { instructor, team, contextActivities: { parent: [{ ...object, id: `${object.id}/1` }] } } })
}

both('format exact, or none, gives agents, verbs, activities and groups as they were received', async (lrs) => {
  const said = described()
  await lrs.post(said)
  for (const format of ['exact', undefined]) {
    const back = await one(lrs, said.id, format)
    assert.deepEqual([back.actor, back.verb, back.object, back.context], [said.actor, said.verb, said.object, said.context])
    const { statements } = (await lrs.expect(200, 'GET', 'statements', { query: { activity: said.object.id, format } })).json<{ statements: Shown[] }>()
    assert.deepEqual(statements, [back])
  }
  await lrs.expect(400, 'GET', 'statements', { query: { format: 'todo' } })
})

both('format ids gives nothing but identifiers, also of the members of an anonymous group', async (lrs) => {
  const said = described()
  await lrs.post(said)
  const back = await one(lrs, said.id, 'ids')
  const { name: _a, ...actor } = said.actor
  assert.deepEqual(back.actor, actor)
  assert.deepEqual(back.verb, { id: said.verb.id })
  assert.deepEqual({ objectType: 'Activity', ...back.object }, { objectType: 'Activity', id: said.object.id })
  const text = JSON.stringify(back)
  for (const gone of ['Rosa', 'Ana', 'Luz', 'Equipo', 'La hoja', 'answered', 'definition']) assert.ok(!text.includes(gone), gone)
  for (const kept of [said.context.instructor.mbox, said.context.team.member[0]!.mbox, `${said.object.id}/1`]) assert.ok(text.includes(kept), kept)
})

both('format canonical gives what is known by now, each text in one language', async (lrs) => {
  const said = described()
  await lrs.post(said)
  await lrs.post({ ...described(), object: { ...said.object, definition: { name: { en: 'The new leaf' }, description: { es: 'Únelas.' } } } })
  const { object, verb } = await one(lrs, said.id, 'canonical', 'en')
  assert.deepEqual(object.definition?.name, { en: 'The new leaf' })
  assert.deepEqual(object.definition?.description, { en: 'Match them.' })
  assert.deepEqual(verb, { ...said.verb, display: { en: 'answered' } })
  const bare = await one(lrs, said.id, 'canonical')
  assert.equal(Object.keys(bare.object.definition?.name ?? {}).length, 1)
})

both('Accept-Language chooses the language of format canonical', async (lrs) => {
  const said = described()
  await lrs.post(said)
  const name = async (language: string) => (await one(lrs, said.id, 'canonical', language)).object.definition?.name
  assert.deepEqual(await name('qu, es;q=0.5'), { qu: 'Rapi' })
  assert.deepEqual(await name('es'), { 'es-PE': 'La hoja' })
  assert.deepEqual(await name('en-GB;q=0.9'), { en: 'The leaf' })
  assert.deepEqual(await name('fr, en;q=0.2'), { en: 'The leaf' })
})
