import type { Text } from '../../../lib/text.ts'
import type { Scope } from '../../../record/xapi/request.ts'
import { activityId, agent, ALWAYS, PROGRAMME, registration, since, VERSION } from './parameters.ts'
import { header, query, refusals, type Body, type Operation, type Parameter, type Tag } from './operation.ts'

const IF_MATCH = header('If-Match', { es: 'ETag que se leyó: solo entonces se cambia.', en: 'ETag that was read: it is changed only then.' })
const IF_NONE_MATCH = header('If-None-Match', { es: '*: solo si todavía no existe.', en: '*: only if there is none yet.' })
const UNCHANGED = header('If-None-Match', { es: 'ETag que ya se tiene: si es el mismo, 304.', en: 'ETag that one has: 304 when it is the same.' })
const DOCUMENT: Body = {
  tells: { es: 'El documento: cualquier contenido, con su Content-Type.', en: 'The document: any content, with its Content-Type.' },
  content: { 'application/json': { schema: {}, example: { pagina: 7, nota: 'va bien' } }, '*/*': { schema: null } },
}
const MERGED: Body = { ...DOCUMENT, tells: { es: 'Un objeto JSON: sus miembros se ponen sobre los que hay.', en: 'A JSON object: its members are put over those there are.' } }

interface Resource {
  readonly path: string
  readonly name: string
  readonly tag: Tag
  readonly scope: Scope
  readonly what: Text
  /** What the documents belong to. */
  readonly folder: readonly Parameter[]
  /** Which of them. */
  readonly id: Parameter
  /** Whether all of them can be deleted at once. */
  readonly all: boolean
}

const RESOURCES: readonly Resource[] = [
  {
    path: '/xapi/{programme}/activities/state', name: 'State', tag: 'state', scope: 'state', all: true,
    what: { es: 'el estado de una persona en una actividad', en: "a person's state in an activity" },
    folder: [activityId, agent(true), registration], id: query('stateId', { es: 'Nombre del documento.', en: 'Name of the document.' }, { type: 'string', minLength: 1 }, { example: 'avance' }),
  },
  {
    path: '/xapi/{programme}/activities/profile', name: 'ActivityProfile', tag: 'profiles', scope: 'profile', all: false,
    what: { es: 'el perfil de una actividad', en: 'the profile of an activity' },
    folder: [activityId], id: query('profileId', { es: 'Nombre del documento.', en: 'Name of the document.' }, { type: 'string', minLength: 1 }, { example: 'ficha' }),
  },
  {
    path: '/xapi/{programme}/agents/profile', name: 'AgentProfile', tag: 'profiles', scope: 'profile', all: false,
    what: { es: 'el perfil de un agente', en: 'the profile of an agent' },
    folder: [agent(true)], id: query('profileId', { es: 'Nombre del documento.', en: 'Name of the document.' }, { type: 'string', minLength: 1 }, { example: 'preferencias' }),
  },
]

const with_ = (es: string, en: string, what: Text): Text => ({ es: `${es} ${what.es}`, en: `${en} ${what.en}` })

function operationsOf({ path, name, tag, scope, what, folder, id, all }: Resource): Operation[] {
  const base = { path, tag, scopes: [scope] }
  const one = [PROGRAMME, VERSION, ...folder, { ...id, required: true }]
  const stored = { 204: { tells: { es: 'Guardado.', en: 'Stored.' }, headers: ['X-Experience-API-Version'] as const } }
  return [
    {
      ...base, method: 'get', id: `get${name}`, summary: with_('Leer', 'Read', what),
      tells: { es: `Sin ${id.name} responde los nombres de los que hay.`, en: `Without ${id.name} it answers the names of those there are.` },
      parameters: [PROGRAMME, VERSION, ...folder, id, since, UNCHANGED],
      answers: {
        200: {
          tells: { es: 'El documento tal como se envió, o la lista de nombres.', en: 'The document just as it was sent, or the list of names.' }, headers: ['X-Experience-API-Version', 'ETag', 'Last-Modified'],
          content: { 'application/json': { schema: {} }, '*/*': { schema: null } },
        },
        304: { tells: { es: 'Es el que ya se tiene.', en: 'It is the one that you have.' }, headers: ['X-Experience-API-Version', 'ETag'] },
        ...ALWAYS, ...refusals('none'),
      },
    },
    {
      ...base, method: 'put', id: `put${name}`, summary: with_('Guardar', 'Store', what),
      tells: {
        es: tag === 'state' ? 'En xAPI 2.0, cambiar uno que existe pide If-Match.' : 'Cambiar uno que existe pide If-Match.',
        en: tag === 'state' ? 'In xAPI 2.0, to change one that exists needs If-Match.' : 'To change one that exists needs If-Match.',
      },
      parameters: [...one, IF_MATCH, IF_NONE_MATCH], body: DOCUMENT, answers: { 204: { ...stored[204], headers: ['X-Experience-API-Version', 'ETag'] }, ...ALWAYS, ...refusals('conflict', 'changed', 'large') },
    },
    {
      ...base, method: 'post', id: `post${name}`, summary: with_('Añadir a', 'Add to', what), parameters: [...one, IF_MATCH, IF_NONE_MATCH], body: MERGED,
      answers: { ...stored, ...ALWAYS, ...refusals('changed', 'large') },
    },
    {
      ...base, method: 'delete', id: `delete${name}`, summary: with_('Borrar', 'Delete', what),
      ...(all ? { tells: { es: `Sin ${id.name} los borra todos.`, en: `Without ${id.name} it deletes all of them.` } } : {}),
      parameters: all ? [PROGRAMME, VERSION, ...folder, id, IF_MATCH] : [...one, IF_MATCH],
      answers: { 204: { tells: { es: 'Ya no está.', en: 'It is gone.' }, headers: ['X-Experience-API-Version'] }, ...ALWAYS, ...refusals('changed') },
    },
  ]
}

export const documents: readonly Operation[] = RESOURCES.flatMap(operationsOf)
