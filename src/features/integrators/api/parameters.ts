import { header, query, ref, refusals, type Answer, type Parameter } from './operation.ts'

/** Every address of the record is one programme's. Its schema gets the programmes of this installation (document.ts). */
export const PROGRAMME: Parameter = {
  name: 'programme', in: 'path', required: true, schema: { type: 'string' }, tells: { es: 'El programa: la llave es de uno solo.', en: 'The programme: a key belongs to one.' },
}

export const VERSION: Parameter = header('X-Experience-API-Version', {
  es: 'Versión de xAPI en que se habla: 1.0.x o 2.0.x.', en: 'Version of xAPI that is spoken: 1.0.x or 2.0.x.',
}, { type: 'string', pattern: '^(1\\.0(\\.\\d+)?|2\\.0(\\.\\d+)?)$' }, { required: true, example: '1.0.3' })

export const EXAMPLE_AGENT = { account: { homePage: 'https://aula.example.edu', name: '4711' } }
export const EXAMPLE_ACTIVITY = 'https://aula.example.edu/cursos/ia/unidad-3'

/** Everything that any address of the record may refuse. */
export const ALWAYS: Readonly<Record<number, Answer>> = refusals('bad', 'unknown', 'forbidden', 'often', 'away')

export const agent = (required: boolean): Parameter => query('agent', {
  es: 'De quién: un Agent como JSON, con un solo identificador.', en: 'Whose: an Agent as JSON, with exactly one identifier.',
}, ref('agent'), { required, json: true, ...(required ? { example: EXAMPLE_AGENT } : {}) })

export const activityId = query('activityId', { es: 'IRI de la actividad.', en: 'IRI of the activity.' }, ref('iri'), { required: true, example: EXAMPLE_ACTIVITY })
export const registration = query('registration', { es: 'Solo las de esta matrícula o intento.', en: 'Only those of this registration.' }, ref('uuid'))
export const since = query('since', { es: 'Solo lo que llegó o cambió después de este momento.', en: 'Only what was stored or changed after this moment.' }, ref('timestamp'))
