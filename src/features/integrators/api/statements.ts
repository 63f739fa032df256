import { agent, ALWAYS, EXAMPLE_ACTIVITY, EXAMPLE_AGENT, PROGRAMME, registration, since, VERSION } from './parameters.ts'
import { query, ref, refusals, type Body, type Operation } from './operation.ts'

const PATH = '/xapi/{programme}/statements'
const YES = { type: 'boolean', default: false }

export const EXAMPLE_STATEMENT = {
  actor: EXAMPLE_AGENT,
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { es: 'completó', en: 'completed' } },
  object: {
    id: EXAMPLE_ACTIVITY,
    definition: { type: 'http://adlnet.gov/expapi/activities/lesson', name: { es: 'Unidad 3: cómo aprende una máquina', en: 'Unit 3: how a machine learns' } },
  },
  result: { completion: true, score: { scaled: 0.85 }, duration: 'PT18M' },
  timestamp: '2026-11-02T19:30:00-05:00',
}

const ANY_STATEMENT = { anyOf: [ref('statement-1.0.3'), ref('statement-2.0.0')] }

const body = (schema: object, example: unknown): Body => ({
  tells: {
    es: 'JSON, o multipart/mixed: primero el JSON, después cada adjunto con X-Experience-API-Hash y Content-Transfer-Encoding: binary.',
    en: 'JSON, or multipart/mixed: the JSON first, then each attachment with X-Experience-API-Hash and Content-Transfer-Encoding: binary.',
  },
  content: { 'application/json': { schema, example }, 'multipart/mixed': { schema: null } },
})

export const statements: readonly Operation[] = [
  {
    method: 'get', path: PATH, id: 'getStatements', tag: 'statements', scopes: ['statements/read', 'statements/read/mine'],
    summary: { es: 'Leer una declaración o buscar varias', en: 'Read one statement or search for several' },
    tells: {
      es: 'Con statementId o voidedStatementId responde una; si no, una página de la lista, de la más nueva a la más antigua, con «more» para seguir. Con attachments=true responde multipart/mixed. HEAD responde lo mismo sin cuerpo.',
      en: 'With statementId or voidedStatementId it answers one; else a page of the list, newest first, with "more" to go on. With attachments=true it answers multipart/mixed. HEAD answers the same without a body.',
    },
    parameters: [
      PROGRAMME, VERSION,
      query('statementId', { es: 'Una sola, por su id.', en: 'One, by its id.' }, ref('uuid')),
      query('voidedStatementId', { es: 'Una anulada, por su id.', en: 'A voided one, by its id.' }, ref('uuid')),
      agent(false),
      query('verb', { es: 'Con este verbo.', en: 'With this verb.' }, ref('iri')),
      query('activity', { es: 'Sobre esta actividad.', en: 'About this activity.' }, ref('iri')),
      registration,
      query('related_activities', { es: 'La actividad puede estar también en el contexto o en una subdeclaración.', en: 'The activity may also stand in the context or a sub-statement.' }, YES),
      query('related_agents', { es: 'El agente puede ser también quien enseña, el equipo o la autoridad.', en: 'The agent may also be instructor, team or authority.' }, YES),
      since,
      query('until', { es: 'Solo lo que llegó hasta este momento.', en: 'Only what was stored until this moment.' }, ref('timestamp')),
      query('limit', { es: 'Cuántas por página; 0 es el máximo.', en: 'How many on a page; 0 is the maximum.' }, { type: 'integer', minimum: 0, default: 0 }, { example: 10 }),
      query('format', { es: 'Completas (exact), solo identificadores (ids) o con las definiciones de aquí (canonical).', en: 'Whole (exact), identifiers only (ids), or with the definitions known here (canonical).' }, { type: 'string', enum: ['exact', 'ids', 'canonical'], default: 'exact' }),
      query('attachments', { es: 'Con los adjuntos.', en: 'With the attachments.' }, YES),
      query('ascending', { es: 'De la más antigua a la más nueva.', en: 'Oldest first.' }, YES),
      query('more', { es: 'Sigue una lista: viene dentro del enlace «more».', en: 'Goes on with a list: it stands in the link "more".' }, { type: 'string' }),
    ],
    answers: {
      200: {
        tells: { es: 'La declaración, o una página de la lista.', en: 'The statement, or a page of the list.' },
        headers: ['X-Experience-API-Version', 'X-Experience-API-Consistent-Through', 'Last-Modified'],
        content: { 'application/json': { schema: { anyOf: [ref('statementResult'), ...ANY_STATEMENT.anyOf] } }, 'multipart/mixed': { schema: null } },
      },
      ...ALWAYS, ...refusals('none'),
    },
  },
  {
    method: 'post', path: PATH, id: 'postStatements', tag: 'statements', scopes: ['statements/write'],
    summary: { es: 'Enviar una declaración o varias', en: 'Send one statement or several' },
    tells: {
      es: 'Se guardan todas o ninguna. Enviar otra vez la misma con su id no hace nada; otra distinta con el mismo id es 409. En xAPI 1.0.3 también se puede enviar aquí otro método como ?method=PUT, con parámetros y cabeceras en un formulario.',
      en: 'All are stored or none. The same one sent again under its id changes nothing; another one under that id is 409. xAPI 1.0.3 also lets another method be sent here as ?method=PUT, with parameters and headers in a form.',
    },
    parameters: [PROGRAMME, VERSION],
    body: body({ anyOf: [...ANY_STATEMENT.anyOf, { type: 'array', items: ANY_STATEMENT, maxItems: 1000 }] }, EXAMPLE_STATEMENT),
    answers: {
      200: { tells: { es: 'Los ids, en orden.', en: 'The ids, in order.' }, headers: ['X-Experience-API-Version'], content: { 'application/json': { schema: { type: 'array', items: ref('uuid') } } } },
      ...ALWAYS, ...refusals('conflict', 'large'),
    },
  },
  {
    method: 'put', path: PATH, id: 'putStatement', tag: 'statements', scopes: ['statements/write'],
    summary: { es: 'Enviar una declaración con su id', en: 'Send one statement under its id' },
    parameters: [
      PROGRAMME, VERSION,
      query('statementId', { es: 'El id que tendrá.', en: 'The id it will have.' }, ref('uuid'), { required: true, example: '8f4ea7c4-9a0c-4c1e-8c39-6f0e5f8f1d11' }),
    ],
    body: body(ANY_STATEMENT, EXAMPLE_STATEMENT),
    answers: { 204: { tells: { es: 'Guardada.', en: 'Stored.' }, headers: ['X-Experience-API-Version'] }, ...ALWAYS, ...refusals('conflict', 'large') },
  },
]
