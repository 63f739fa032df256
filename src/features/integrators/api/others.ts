import { SCOPES } from '../../../record/xapi/request.ts'
import { activityId, agent, ALWAYS, PROGRAMME, VERSION } from './parameters.ts'
import { query, ref, refusals, type Operation } from './operation.ts'

const OAUTH_REFUSAL = { type: 'object', required: ['error'], properties: { error: { type: 'string' }, error_description: { type: 'string' } } }
const COUNT = { type: 'integer', minimum: 0 }

export const others: readonly Operation[] = [
  {
    method: 'get', path: '/xapi/{programme}/activities', id: 'getActivity', tag: 'things', scopes: ['statements/read', 'statements/read/mine', 'define', 'state', 'profile'],
    summary: { es: 'Leer una actividad con todo lo que se dijo de ella', en: 'Read an activity with all that was said of it' }, parameters: [PROGRAMME, VERSION, activityId],
    answers: { 200: { tells: { es: 'La actividad.', en: 'The activity.' }, headers: ['X-Experience-API-Version', 'ETag'], content: { 'application/json': { schema: ref('activity') } } }, ...ALWAYS },
  },
  {
    method: 'get', path: '/xapi/{programme}/agents', id: 'getPerson', tag: 'things', scopes: ['statements/read', 'profile'],
    summary: { es: 'Leer lo que se sabe de un agente', en: 'Read what is known of an agent' }, parameters: [PROGRAMME, VERSION, agent(true)],
    answers: { 200: { tells: { es: 'El objeto Person.', en: 'The Person object.' }, headers: ['X-Experience-API-Version', 'ETag'], content: { 'application/json': { schema: ref('person') } } }, ...ALWAYS },
  },
  {
    method: 'get', path: '/xapi/{programme}/about', id: 'getAbout', tag: 'things', scopes: null,
    summary: { es: 'Qué versiones de xAPI se hablan aquí', en: 'Which versions of xAPI are spoken here' }, parameters: [PROGRAMME, { ...VERSION, required: false }],
    answers: { 200: { tells: { es: 'Las versiones.', en: 'The versions.' }, headers: ['X-Experience-API-Version'], content: { 'application/json': { schema: ref('about') } } }, ...refusals('bad', 'none') },
  },
  {
    method: 'get', path: '/xapi/{programme}/feed', id: 'getFeed', tag: 'feed', scopes: ['statements/read'],
    summary: { es: 'Seguir el registro en su orden, sin perder ni repetir nada', en: 'Follow the record in its order, missing and repeating nothing' },
    tells: {
      es: 'Para quien guarda una copia. «after» es el «cursor» de la respuesta anterior. Los restaurados y los cambios de servidor se notan: 409 dice desde dónde seguir.',
      en: 'For who keeps a copy. "after" is the "cursor" of the answer before. A restore or a change of server is noticed: 409 says where to go on.',
    },
    parameters: [
      PROGRAMME,
      query('after', { es: 'Cursor de la respuesta anterior; sin él, desde el comienzo.', en: 'Cursor of the answer before; from the beginning without it.' }, { type: 'string' }),
      query('limit', { es: 'Cuántas, como máximo.', en: 'How many, at most.' }, { type: 'integer', minimum: 1, default: 100 }, { example: 10 }),
      query('wait', { es: 'Segundos que se espera si no hay nada nuevo.', en: 'Seconds to wait when there is nothing new.' }, { type: 'integer', minimum: 0, maximum: 30, default: 0 }),
    ],
    answers: {
      200: {
        tells: { es: 'Las que siguen, con el cursor y la última posición.', en: 'The next ones, with the cursor and the last position.' }, headers: ['X-Experience-API-Version'],
        content: {
          'application/json': {
            schema: {
              type: 'object', required: ['statements', 'cursor', 'head'],
              properties: {
                statements: {
                  type: 'array',
                  items: { type: 'object', required: ['pos', 'statement'], properties: { pos: COUNT, statement: { type: 'object' }, voided: { const: true } } },
                },
                cursor: { type: 'string' }, head: COUNT,
              },
            },
          },
        },
      },
      ...ALWAYS, ...refusals('none'),
      409: {
        tells: { es: 'El registro ya no es el que se leyó: hasta «common» es el mismo, y se sigue desde «cursor».', en: 'The record is no longer the one that was read: up to "common" it is the same; go on from "cursor".' },
        content: {
          'application/json': {
            schema: {
              type: 'object', required: ['error', 'message', 'common', 'cursor', 'head'],
              properties: { error: { const: 'history-differs' }, message: { type: 'string' }, common: COUNT, cursor: { type: 'string' }, head: COUNT },
            },
          },
        },
      },
    },
  },
  {
    method: 'get', path: '/xapi/openapi.json', id: 'getOpenApi', tag: 'things', scopes: null,
    summary: { es: 'Este documento', en: 'This document' }, parameters: [],
    answers: { 200: { tells: { es: 'OpenAPI 3.1.', en: 'OpenAPI 3.1.' }, content: { 'application/json': { schema: { type: 'object' } } } } },
  },
  {
    method: 'post', path: '/oauth/token', id: 'getToken', tag: 'keys', scopes: 'secret',
    summary: { es: 'Cambiar llave y secreto por un token de una hora', en: 'Exchange key and secret for a token of one hour' },
    tells: { es: 'OAuth 2, client credentials (RFC 6749, 4.4).', en: 'OAuth 2, client credentials (RFC 6749, 4.4).' }, parameters: [],
    body: {
      tells: { es: 'Un formulario.', en: 'A form.' },
      content: {
        'application/x-www-form-urlencoded': {
          schema: {
            type: 'object', required: ['grant_type'],
            properties: {
              grant_type: { const: 'client_credentials' }, client_id: { type: 'string' }, client_secret: { type: 'string' },
              scope: { type: 'string', description: SCOPES.join(' ') },
            },
          },
          example: 'grant_type=client_credentials',
        },
      },
    },
    answers: {
      200: {
        tells: { es: 'El token, para Authorization: Bearer.', en: 'The token, for Authorization: Bearer.' },
        content: {
          'application/json': {
            schema: {
              type: 'object', required: ['access_token', 'token_type', 'expires_in', 'scope'],
              properties: { access_token: { type: 'string' }, token_type: { const: 'Bearer' }, expires_in: { type: 'integer' }, scope: { type: 'string' } },
            },
          },
        },
      },
      400: { tells: { es: 'Como en RFC 6749, 5.2.', en: 'As in RFC 6749, 5.2.' }, content: { 'application/json': { schema: OAUTH_REFUSAL } } },
      401: { tells: { es: 'La llave o el secreto no sirve.', en: 'The key or the secret does not work.' }, headers: ['WWW-Authenticate'], content: { 'application/json': { schema: OAUTH_REFUSAL } } },
      ...refusals('away'),
    },
  },
  {
    method: 'get', path: '/p/{programme}/number.json', id: 'getNumber', tag: 'open', scopes: null,
    summary: { es: 'Las cifras de hoy, con su regla y su posición', en: "Today's figures, with their rule and position" }, parameters: [PROGRAMME],
    answers: {
      200: {
        tells: { es: 'Las cifras; counts es null mientras ninguna regla rige.', en: 'The figures; counts is null while no rule is in force.' },
        content: {
          'application/json': {
            schema: {
              type: 'object', required: ['programme', 'trial', 'target', 'pos', 'at', 'behind', 'rule', 'counts'],
              properties: {
                demo: { const: true }, programme: { type: 'string' }, trial: { type: 'boolean' }, target: COUNT, pos: COUNT, at: { type: ['string', 'null'] }, behind: COUNT,
                rule: { type: ['object', 'null'], properties: { version: { type: 'string' }, hash: { type: 'string' }, inForceSince: { type: ['integer', 'string', 'null'] } } },
                counts: { type: ['object', 'null'], required: ['n0', 'n1', 'n2', 'n3'], properties: { n0: COUNT, n1: COUNT, n2: COUNT, n3: COUNT } },
              },
            },
          },
        },
      },
      ...refusals('none', 'away'),
    },
  },
  {
    method: 'get', path: '/p/{programme}/recount.csv', id: 'getRecount', tag: 'open', scopes: null,
    summary: { es: 'Una fila por persona contada, sin nombres', en: 'A row for each person counted, without names' }, parameters: [PROGRAMME],
    answers: { 200: { tells: { es: 'Seudónimo de esta publicación y nivel.', en: 'Pseudonym of this release, and level.' }, content: { 'text/csv': { schema: { type: 'string' } } } }, ...refusals('none', 'away') },
  },
]
