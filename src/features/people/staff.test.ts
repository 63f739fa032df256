import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, formBody, personValues, type Acting } from '../../../test/acting.ts'
import { logged } from './staff-log.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { checkGrant } from './staff.ts'
import { firstStaffLink } from './staff-links.ts'
import { openTotp, totpCode } from './totp.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

const PASSWORD = 'cuatro palabras bien largas'

interface Browser { cookie: string; get: (path: string) => Promise<Response>; post: (path: string, fields: Record<string, string>) => Promise<Response> }

/** A browser that keeps its cookies. */
function browser(): Browser {
  const jar = new Map<string, string>()
  const keep = (response: Response): Response => {
    for (const set of response.headers.getSetCookie()) { const [name = '', value = ''] = (set.split(';')[0] ?? '').split('='); jar.set(name, value) }
    return response
  }
  const header = (): string => [...jar].map(([n, v]) => `${n}=${v}`).join('; ')
  return {
    get cookie() { return header() },
    get: async (path) => keep(await house.request(path, { headers: { cookie: header() } })),
    post: async (path, fields) => keep(await house.request(path, { method: 'POST', headers: { cookie: header(), 'content-type': 'application/x-www-form-urlencoded' }, body: formBody(fields) })),
  }
}

async function secretOf(handle: string): Promise<Buffer> {
  const row = await house.db.selectFrom('staff').select('totp').where('handle', '=', handle).executeTakeFirstOrThrow()
  return openTotp(house.keys, row.totp!)
}

async function secretOfLink(staff: string | null): Promise<Buffer> {
  const rows = await house.db.selectFrom('staff_link').select(['staff', 'totp']).where('used', 'is', null).execute()
  return openTotp(house.keys, rows.find((r) => r.staff === staff)!.totp)
}

const path = (url: string): string => new URL(url).pathname
const nextCode = (): void => house.time.add(31_000)

test('the first member of staff sets up her account from a link that works once and for an hour', async () => {
  const link = path((await firstStaffLink(house))!)
  const code = totpCode(await secretOfLink(null), house.clock())
  const ana = browser()
  const shown = await ana.get(link)
  assert.equal(shown.status, 200)
  assert.match(await shown.text(), /<svg/)
  const weak = await ana.post(link, { name: 'Ana Torres', handle: 'ana', password: 'corta', code: '000000' })
  assert.equal(weak.status, 422)
  const text = await weak.text()
  assert.match(text, /12 caracteres o más/)
  assert.match(text, /El código no coincide/)
  const done = await ana.post(link, { name: 'Ana Torres', handle: 'Ana.Torres', password: PASSWORD, code })
  assert.equal(done.status, 200)
  assert.equal((await done.text()).match(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g)?.length, 10)
  assert.equal((await ana.get('/office/staff')).status, 200)
  assert.equal((await browser().get(link)).status, 410)
  assert.equal(await firstStaffLink(house), null)
})

test('an old first link is refused, and two first links make one administrator', async () => {
  const fresh = await openHouse()
  const [one, two] = [path((await firstStaffLink(fresh))!), path((await firstStaffLink(fresh))!)]
  fresh.time.add(61 * 60_000)
  assert.equal((await fresh.request(one)).status, 410)
  fresh.time.add(-61 * 60_000)
  const links = await fresh.db.selectFrom('staff_link').select('totp').execute()
  const codes = links.map((l) => totpCode(openTotp(fresh.keys, l.totp), fresh.clock()))
  const join = async (link: string, handle: string): Promise<number[]> => Promise.all(codes.map(async (code) => (await fresh.request(link, {
    method: 'POST', body: new URLSearchParams({ name: 'Ana Torres', handle, password: PASSWORD, code }),
  })).status))
  const statuses = [...await join(one, 'ana'), ...await join(two, 'eva')]
  assert.deepEqual(statuses.filter((s) => s === 200).length, 1)
  await fresh.close()
})

test('a colleague is invited by link, gets roles, and signs in with password and app; each code works once', async () => {
  const admin = await administrator()
  const invited = await admin.post('/office/staff', { name: 'Julia Ramos', handle: 'julia' })
  const link = /\/staff\/welcome\/[\w-]+/.exec(await invited.text())?.[0] ?? ''
  const id = (await house.db.selectFrom('staff').select('id').where('handle', '=', 'julia').executeTakeFirstOrThrow()).id
  assert.equal((await admin.post(`/office/staff/${id}/roles`, { tenant: 'piloto', role: 'executor' })).status, 303)
  const julia = browser()
  assert.equal((await julia.post(link, { password: PASSWORD, code: totpCode(await secretOfLink(id), house.clock()) })).status, 200)
  assert.equal((await julia.get('/office/piloto/people')).status, 200)
  await julia.post('/sign-out', {})

  const code = totpCode(await secretOf('julia'), house.clock())
  assert.equal((await browser().post('/staff/sign-in', { handle: 'julia', password: PASSWORD, code })).status, 401, 'the code of the set-up was used')
  nextCode()
  const fresh = totpCode(await secretOf('julia'), house.clock())
  assert.equal((await browser().post('/staff/sign-in', { handle: 'julia', password: 'otra frase bien larga', code: fresh })).status, 401)
  const answers = await Promise.all(Array.from({ length: 4 }, () => browser().post('/staff/sign-in', { handle: 'Julia', password: PASSWORD, code: fresh })))
  // The last of them may find that so many tries have to wait.
  assert.deepEqual(answers.map((a) => (a.status === 429 ? 401 : a.status)).sort(), [303, 401, 401, 401], 'a replayed code opens nothing')
})

test('a recovery code works once, in place of the app', async () => {
  const { handle, codes } = await joined('rosa.tutora')
  const sign = async (code: string): Promise<number> => (await browser().post('/staff/sign-in', { handle, password: PASSWORD, code })).status
  assert.equal(await sign(codes[0]!.toLowerCase().replace('-', ' ')), 303)
  assert.equal(await sign(codes[0]!), 401)
  assert.equal(await sign(codes[1]!), 303)
})

test('wrong passwords make the next try wait, known browsers apart', async () => {
  const { handle, secret } = await joined('pedro.lento')
  const own = browser()
  nextCode()
  assert.equal((await own.post('/staff/sign-in', { handle, password: PASSWORD, code: totpCode(secret, house.clock()) })).status, 303)
  for (let i = 0; i < 5; i++) assert.equal((await browser().post('/staff/sign-in', { handle, password: 'x', code: '1' })).status, 401)
  nextCode()
  assert.equal((await browser().post('/staff/sign-in', { handle, password: 'x', code: '1' })).status, 401)
  nextCode()
  const wait = await browser().post('/staff/sign-in', { handle, password: PASSWORD, code: totpCode(secret, house.clock()) })
  assert.equal(wait.status, 429)
  assert.ok(Number(wait.headers.get('retry-after')) > 0)
  assert.equal((await own.post('/staff/sign-in', { handle, password: PASSWORD, code: totpCode(secret, house.clock()) })).status, 303)
})

test('roles: approver and auditor exclude each other, nobody gives herself one, administrators hold no other', () => {
  const to = (id: string, ...roles: readonly ['piloto' | '*', 'approver' | 'auditor' | 'administrator'][]) => ({ id, roles: roles.map(([tenant, role]) => ({ tenant, role })) })
  const code = (work: () => void): string => { try { work(); return 'given' } catch (error) { return (error as { code: string }).code } }
  assert.equal(code(() => checkGrant({ to: to('a', ['piloto', 'approver']), tenant: 'piloto', role: 'auditor', by: 'b' })), 'roles-exclude')
  assert.equal(code(() => checkGrant({ to: to('a', ['piloto', 'auditor']), tenant: 'piloto', role: 'approver', by: 'b' })), 'roles-exclude')
  assert.equal(code(() => checkGrant({ to: to('a', ['piloto', 'auditor']), tenant: 'peru-huawei-2024', role: 'approver', by: 'b' })), 'given')
  assert.equal(code(() => checkGrant({ to: to('a'), tenant: 'piloto', role: 'executor', by: 'a' })), 'not-to-yourself')
  assert.equal(code(() => checkGrant({ to: to('a', ['*', 'administrator']), tenant: 'piloto', role: 'executor', by: 'b' })), 'roles-exclude')
  assert.equal(code(() => checkGrant({ to: to('a'), tenant: 'piloto', role: 'administrator', by: 'b' })), 'wrong-place')
})

test('who is deactivated is out at once here and within seconds elsewhere, and signs in no more', async () => {
  const admin = await administrator()
  const { handle, secret, id } = await joined('sale.pronto')
  const own = browser()
  nextCode()
  await own.post('/staff/sign-in', { handle, password: PASSWORD, code: totpCode(secret, house.clock()) })
  await admin.post(`/office/staff/${id}/roles`, { tenant: 'piloto', role: 'executor' })
  assert.equal((await own.get('/office/piloto/people')).status, 200)
  const elsewhere = await openHouse({ sameAs: house, now: house.clock().toISOString() })
  const there = async (): Promise<number> => (await elsewhere.request('/office/piloto/people', { headers: { cookie: own.cookie } })).status
  assert.equal(await there(), 200)
  assert.equal((await admin.post(`/office/staff/${id}/active`, { active: 'no' })).status, 303)
  assert.equal((await own.get('/office/piloto/people')).status, 303)
  await new Promise((resolve) => setTimeout(resolve, 5200))
  assert.equal(await there(), 303)
  await elsewhere.close()
  nextCode()
  assert.equal((await browser().post('/staff/sign-in', { handle, password: PASSWORD, code: totpCode(secret, house.clock()) })).status, 401)
})

test('a role given or taken is felt at the next request, and all of it stands in the log', async () => {
  const admin = await administrator()
  const eva = await actingStaff(house, 'Eva Luna', [])
  const list = async (): Promise<number> => (await eva.get('/office/piloto/people')).status
  assert.equal(await list(), 403)
  await admin.post(`/office/staff/${eva.id}/roles`, { tenant: 'piloto', role: 'executor' })
  assert.equal(await list(), 200)
  await admin.post(`/office/staff/${eva.id}/roles/end`, { tenant: 'piloto', role: 'executor' })
  assert.equal(await list(), 403)
  const log = await (await admin.get('/office/staff/log')).text()
  assert.match(log, /dio un rol a Eva Luna/)
  assert.match(log, /quitó un rol a Eva Luna/)
  const taken = await (await admin.get('/office/staff/log?action=role-taken')).text()
  assert.match(taken, /quitó un rol a Eva Luna/)
  assert.doesNotMatch(taken, /dio un rol a Eva Luna/)
  const hers = await (await admin.get(`/office/staff/log?by=${eva.id}`)).text()
  assert.match(hers, /No hay nada anotado aquí/)
})

test('the list of the staff shows those of one role, or those who left', async () => {
  const admin = await administrator()
  await actingStaff(house, 'Tula Filtra', ['tutor'])
  const gone = await actingStaff(house, 'Gina Se Fue', ['executor'])
  await admin.post(`/office/staff/${gone.id}/active`, { active: 'no' })
  const shown = async (only: string): Promise<string> => (await admin.get(`/office/staff?only=${only}`)).text()
  const [tutors, left, all] = [await shown('tutor'), await shown('inactive'), await shown('nonsense')]
  assert.deepEqual([tutors, left, all].map((html) => [html.includes('<h2>Tula Filtra'), html.includes('<h2>Gina Se Fue')]), [[true, false], [false, true], [true, true]])
  assert.match(tutors, /<option value="tutor" selected/)
})

test('the log goes back page by page, so that nothing in it is out of reach', async () => {
  const admin = await administrator()
  for (let i = 0; i < 101; i++) await logged(house.db, { staff: admin.id, action: 'document-seen', detail: { key: `k${i}` } }, new Date(house.clock().getTime() + i))
  const [first, second] = [await (await admin.get(`/office/staff/log?by=${admin.id}&action=document-seen`)).text(), await (await admin.get(`/office/staff/log?by=${admin.id}&action=document-seen&page=2`)).text()]
  assert.match(first, /\(k100\)[\s\S]*\(k1\)[\s\S]*rel="next">Anteriores/)
  assert.match(second, /\(k0\)[\s\S]*rel="prev">Más recientes/)
  assert.doesNotMatch(second, /\(k1\)/)
})

test('a printed code lets a learner choose a new PIN once, ends her sessions, and is logged and told to her', async () => {
  const admin = await administrator()
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const found = await (await admin.post('/office/reset', { document_type: 'dni', document_number: values.document.number })).text()
  assert.match(found, /Rosa Quispe Mamani/)
  const slip = await (await admin.post(`/office/reset/${rosa.id}`, {})).text()
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(slip)?.[0] ?? ''
  const reset = (fields: Record<string, string>): Promise<Response> => browser().post('/sign-in/reset', { document_type: 'dni', document_number: values.document.number, code, pin: '903716', ...fields })
  assert.equal((await reset({ code: 'AAAAA-AAAAA' })).status, 401)
  assert.equal((await reset({ document_number: '10117410' })).status, 401)
  const trivial = await reset({ pin: '123456' })
  assert.equal(trivial.status, 422)
  assert.match(await trivial.text(), /primeras que alguien probaría/)
  const done = await reset({ code: code.toLowerCase().replace('-', '') })
  assert.equal(done.status, 303)
  assert.equal((await reset({ pin: '640853' })).status, 401)
  assert.equal((await rosa.get('/me')).status, 303, 'her old session ended')
  const sign = async (pin: string): Promise<number> => (await browser().post('/sign-in', { document_type: 'dni', document_number: values.document.number, pin })).status
  assert.deepEqual([await sign(values.pin), await sign('903716')], [401, 303])
  const actions = await house.db.selectFrom('staff_log').select('action').where('person', '=', rosa.id).orderBy('at').execute()
  assert.deepEqual(actions.map((a) => a.action).sort(), ['reset-code-made', 'reset-code-used'])
  const notes = await house.db.selectFrom('inbox_note').select('note').where('person', '=', rosa.id).execute()
  assert.match(notes[0]!.note.es, /imprimió un código/)
})

test('a reset code is too old after two days', async () => {
  const admin = await administrator()
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await (await admin.post(`/office/reset/${rosa.id}`, {})).text())?.[0] ?? ''
  house.time.add(49 * 3_600_000)
  assert.equal((await browser().post('/sign-in/reset', { document_type: 'dni', document_number: values.document.number, code, pin: '903716' })).status, 401)
})

async function administrator(): Promise<Acting> {
  return actingStaff(house, 'Ana Admin', ['administrator'], '*')
}

/** A member of staff who set up her account; her codes and secret. */
async function joined(handle: string): Promise<{ id: string; handle: string; secret: Buffer; codes: string[] }> {
  const admin = await administrator()
  const link = /\/staff\/welcome\/[\w-]+/.exec(await (await admin.post('/office/staff', { name: 'Alguien del Equipo', handle })).text())?.[0] ?? ''
  const { id } = await house.db.selectFrom('staff').select('id').where('handle', '=', handle).executeTakeFirstOrThrow()
  const secret = await secretOfLink(id)
  const page = await (await browser().post(link, { password: PASSWORD, code: totpCode(secret, house.clock()) })).text()
  return { id, handle, secret, codes: page.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g) ?? [] }
}
