import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { keysOf } from '../../src/features/clients/erase.ts'
import { clientOf } from '../../src/features/clients/list.ts'
import { actingClient } from '../acting.ts'
import { notAnAdministrator, OFFICE, TENANT, type Place } from './place.ts'
import { rows, send, type Counter, type Prepared, type Row } from './row.ts'

const PAGE = `${OFFICE}/clients`

const byAdministrators = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.administrator, also: { by: place.staff.chief }, wrong: notAnAdministrator(place),
})

const logged = (key: string, action: string): Counter => rows('staff_log', sql`detail ->> 'key' = ${key} and action = ${action}`)

/** What an administrator does with a client of the programme; in another programme's address it is unknown. */
async function about(place: Place, act: string): Promise<Pick<Prepared, 'by' | 'also' | 'wrong' | 'path' | 'page'> & { readonly id: string; readonly key: string }> {
  const { id, key } = await actingClient(place.house, ['all'])
  const { administrator } = place.staff
  const wrong = [...notAnAdministrator(place), { who: 'an administrator under another programme', by: administrator, path: `/office/peru-huawei-2024/clients/${id}/${act}` }]
  return { ...byAdministrators(place), wrong, path: `${PAGE}/${id}/${act}`, page: `${PAGE}/${id}`, id, key }
}

export const clients: readonly Row[] = [
  {
    route: 'POST /oauth/token',
    prepare: async ({ house }) => {
      const { id, key, secret } = await actingClient(house, ['all'])
      const fields = { grant_type: 'client_credentials', client_id: key, client_secret: secret }
      return {
        path: '/oauth/token', fields, by: null, page: '/.well-known/oauth-authorization-server',
        wrong: [{ who: 'who knows the key but not the secret', by: null, fields: { ...fields, client_secret: 'x'.repeat(64) } }],
        effect: { secrets: rows('api_client_secret', sql`client = ${id}`) },
      }
    },
    // A token is signed, not stored.
    once: { secrets: 0 },
  },
  {
    route: 'POST /office/:programme/clients',
    prepare: async (place) => {
      const name = `Aula virtual ${randomUUID().slice(0, 8)}`
      const of = sql`(select id from api_client where tenant = ${TENANT} and name = ${name})`
      const effect = {
        clients: rows('api_client', sql`name = ${name}`), secrets: rows('api_client_secret', sql`client = ${of}`),
        lines: rows('staff_log', sql`action = 'client-made' and detail ->> 'key' = (select key from api_client where name = ${name})`),
      }
      return { ...byAdministrators(place), path: PAGE, page: PAGE, fields: { name, scopes: ['statements/write', 'state'], rate: '60000' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/clients/erase',
    prepare: async (place) => {
      const mbox = `mailto:${randomUUID()}@example.org`
      const { authorization } = await actingClient(place.house, ['all'])
      const statement = { actor: { mbox }, verb: { id: 'https://example.org/verbs/read' }, object: { id: 'https://example.org/books/1' } }
      const told = await send(place.house, { authorization }, { path: `/xapi/${TENANT}/statements`, body: () => statement })
      if (told.status !== 200) throw new Error(`what a program tells of her: ${told.status} ${told.words}`)
      const [key = ''] = keysOf(place.house, TENANT, [{ mbox }])
      const effect = { erased: rows('statement_person', sql`agent = ${key} and data_key is null`), lines: logged(key, 'outsider-erased') }
      return { ...byAdministrators(place), path: `${PAGE}/erase`, page: `${PAGE}/erase`, fields: { kind: 'mbox', value: mbox, erase_word: 'BORRAR' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/clients/:client/rate',
    prepare: async (place) => {
      const ready = await about(place, 'rate')
      return { ...ready, fields: { rate: '120' }, effect: { changed: rows('api_client', sql`id = ${ready.id} and rate = 120`), lines: logged(ready.key, 'client-rate-changed') } }
    },
  },
  {
    route: 'POST /office/:programme/clients/:client/rotate',
    prepare: async (place) => {
      const ready = await about(place, 'rotate')
      const { present } = (await clientOf(place.house, TENANT, ready.id)) ?? { present: '' }
      const effect = {
        secrets: rows('api_client_secret', sql`client = ${ready.id}`), ending: rows('api_client_secret', sql`client = ${ready.id} and until is not null`),
        lines: logged(ready.key, 'client-secret-changed'),
      }
      return { ...ready, fields: { instead: present, sure: 'yes' }, effect }
    },
  },
  {
    route: 'POST /office/:programme/clients/:client/revoke',
    prepare: async (place) => {
      const ready = await about(place, 'revoke')
      return { ...ready, fields: { sure: 'yes' }, effect: { revoked: rows('api_client', sql`id = ${ready.id} and revoked is not null`), lines: logged(ready.key, 'client-revoked') } }
    },
  },
]
