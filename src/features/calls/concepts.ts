import { activityType, BY_STAFF, extension, has, MAYBE_BY_STAFF, may, VALUE, verb, type Concept, type Rule } from '../../record/profile/concept.ts'
import type { Text } from '../../lib/text.ts'
import { verbIri } from '../programmes/index.ts'
import type { MoveWord } from './application-states.ts'
import { CALL_VERB, STARTED } from './statements.ts'

const APPLICATION = { activity: 'applications' }
const CALL = { activity: 'calls' }
const PROPOSED = has('proposed', 'eligible', 'not-eligible', 'return')
const DRAWN: readonly Rule[] = [may('round'), may('rank'), may('quota')]

const PAIR = { type: 'object', required: ['es', 'en'], properties: { es: VALUE.text, en: VALUE.text }, additionalProperties: false } as const

const move = (word: MoveWord, label: Text, means: Text, ...rules: readonly (Rule | readonly Rule[])[]): Concept => verb(verbIri(word), label, means, APPLICATION, ...rules)

export const concepts: readonly Concept[] = [
  verb(CALL_VERB.published, { es: 'publicó las bases', en: 'published the terms' }, {
    es: 'Las bases de la convocatoria quedan fijas.', en: 'The terms of the call are frozen.',
  }, CALL, has('hash')),
  verb(CALL_VERB.frozen, { es: 'cerró la lista', en: 'froze the list' }, {
    es: 'Quiénes entran al sorteo, fijado antes de que se pueda saber el valor público.', en: 'Who takes part in the draw, fixed before its public value can be known.',
  }, CALL, has('round'), has('bases'), has('list'), has('expedientes'), may('quotas'), may('points')),
  verb(CALL_VERB.drawn, { es: 'sorteó', en: 'drew' }, {
    es: 'El sorteo de una ronda con un valor público; cualquiera lo repite.', en: 'The draw of a round with a public value; anybody can repeat it.',
  }, CALL, has('round'), has('value'), has('source'), has('seed'), has('places'), may('reserved')),
  verb(CALL_VERB.results, { es: 'publicó los resultados', en: 'published the results' }, {
    es: 'Qué resultó de cada expediente que ninguna lista anterior nombra, y hasta cuándo se pide reconsideración.', en: 'What came of each file number that no earlier list names, and until when one may appeal.',
  }, CALL, has('number'), has('hash'), has('until'), has('lines')),
  verb(CALL_VERB.final, { es: 'dejó firmes los resultados', en: 'made the results final' }, {
    es: 'Los resultados quedan firmes y la lista de espera termina.', en: 'The results are final and the waiting list ends.',
  }, CALL),
  verb(CALL_VERB.corrected, { es: 'publicó una fe de erratas', en: 'corrected the terms' }, {
    es: 'Qué dicen las bases publicadas, qué deben decir y por qué; el texto viejo queda.', en: 'What the published terms say, what they should say and why; the old text stays.',
  }, CALL, has('number'), has('says'), has('shouldSay'), has('because'), may('closes')),
  verb(STARTED, { es: 'empezó su postulación', en: 'began an application' }, {
    es: 'La postulación existe, con su número de expediente.', en: 'The application exists, with its file number.',
  }, APPLICATION, has('call')),
  move('applied', { es: 'postuló', en: 'applied' }, { es: 'La persona envió su postulación.', en: 'The person sent her application.' }),
  move('applicationReturned', { es: 'recibió observaciones', en: 'was asked to correct' }, {
    es: 'Una persona del equipo observó la postulación, con sus motivos.', en: 'A member of staff returned the application, with what is to be corrected.',
  }, BY_STAFF, has('reasons'), may('until'), PROPOSED),
  move('applicationCorrected', { es: 'subsanó', en: 'corrected' }, { es: 'La persona respondió a las observaciones.', en: 'The person answered the remarks.' }),
  move('foundEligible', { es: 'fue declarada apta', en: 'was found eligible' }, {
    es: 'Una persona del equipo confirmó que cumple las bases.', en: 'A member of staff confirmed that she fulfils the terms.',
  }, BY_STAFF, has('reasons'), PROPOSED),
  move('foundNotEligible', { es: 'fue declarada no apta', en: 'was found not eligible' }, {
    es: 'Una persona del equipo decidió que no cumple las bases, con sus motivos.', en: 'A member of staff decided that she does not fulfil the terms, with the reasons.',
  }, BY_STAFF, has('reasons'), PROPOSED),
  move('scored', { es: 'recibió puntaje', en: 'was given points' }, {
    es: 'Una persona del equipo eligió un nivel de cada criterio de las bases.', en: 'A member of staff chose a level of each criterion of the terms.',
  }, BY_STAFF, has('total'), has('scores')),
  move('decisionUndone', { es: 'volvió a quedar sin decisión', en: 'had a decision undone' }, {
    es: 'Se deshizo la última decisión.', en: 'The last decision was taken back.',
  }, BY_STAFF),
  move('selected', { es: 'fue seleccionada', en: 'was selected' }, { es: 'Se le ofrece un lugar hasta una hora.', en: 'She is offered a place until a time.' }, has('until'), DRAWN),
  move('waitlisted', { es: 'quedó en lista de espera', en: 'was put on the waiting list' }, { es: 'Espera con su orden del sorteo.', en: 'She waits with her rank of the draw.' }, has('round'), has('rank'), may('quota')),
  move('notSelected', { es: 'no fue seleccionada', en: 'was not selected' }, { es: 'No le tocó un lugar: la lista de espera terminó o no alcanzaba hasta su orden.', en: 'No place came to her: the waiting list ended or did not reach her rank.' }, DRAWN, MAYBE_BY_STAFF),
  move('accepted', { es: 'aceptó su lugar', en: 'accepted the place' }, { es: 'La persona aceptó el lugar ofrecido, en una sección.', en: 'The person took the place she was offered, in a section.' }, has('section'), has('enrolment')),
  move('declined', { es: 'renunció', en: 'declined' }, { es: 'La persona dejó su postulación o su lugar.', en: 'The person gave up her application or her place.' }),
  move('lapsed', { es: 'dejó vencer su lugar', en: 'let the place lapse' }, { es: 'El plazo para aceptar pasó.', en: 'The time to accept is over.' }),
  move('appealed', { es: 'pidió reconsideración', en: 'appealed' }, {
    es: 'La persona pidió que se mire otra vez su resultado, con sus motivos y hasta cuándo se le responde.', en: 'The person asked for her result to be looked at again, with her reasons and until when she is answered.',
  }, has('reasons'), has('until')),
  move('appealRejected', { es: 'recibió reconsideración infundada', en: 'had an appeal rejected' }, {
    es: 'Una persona del equipo, distinta de quien decidió antes, mantuvo el resultado y explicó por qué.', en: 'A member of staff, other than who decided before, let the result stand and explained why.',
  }, BY_STAFF),
  move('appealUpheld', { es: 'recibió reconsideración fundada', en: 'had an appeal upheld' }, {
    es: 'Una persona del equipo, distinta de quien decidió antes, le dio la razón: vuelve a estar apta.', en: 'A member of staff, other than who decided before, agreed with her: she is eligible again.',
  }, BY_STAFF),

  activityType('calls', { es: 'convocatoria', en: 'call' }, { es: 'Una convocatoria con sus bases.', en: 'A call with its terms.' }),
  activityType('applications', { es: 'expediente', en: 'application' }, { es: 'Una postulación, por su número de expediente.', en: 'An application, by its file number.' }),

  extension('call', VALUE.text, { es: 'convocatoria', en: 'call' }, { es: 'La convocatoria a la que se postula.', en: 'The call that is applied to.' }),
  extension('enrolment', VALUE.uuid, { es: 'matrícula', en: 'enrolment' }, { es: 'La matrícula que nace al aceptar.', en: 'The enrolment that begins with it.' }),
  extension('round', VALUE.count, { es: 'ronda', en: 'round' }, { es: 'Número de la ronda del sorteo.', en: 'Number of the round of the draw.' }),
  extension('rank', VALUE.count, { es: 'orden', en: 'rank' }, { es: 'Orden que dio el sorteo.', en: 'Rank that the draw gave.' }),
  extension('until', VALUE.moment, { es: 'hasta', en: 'until' }, {
    es: 'Hasta cuándo puede aceptar, responder a las observaciones o pedir reconsideración, o hasta cuándo se le responde.', en: 'Until when she can accept, answer the remarks or appeal, or until when she is answered.',
  }),
  extension('total', VALUE.whole, { es: 'puntaje', en: 'points' }, { es: 'Lo que suman los criterios de las bases.', en: 'What the criteria of the terms give together.' }),
  extension('scores', { type: 'array', items: VALUE.text, minItems: 1 }, { es: 'puntos por criterio', en: 'points by criterion' }, { es: 'Cada criterio con sus puntos.', en: 'Each criterion with its points.' }),
  extension('quota', VALUE.text, { es: 'cuota', en: 'quota' }, { es: 'La única cuota en que se le cuenta.', en: 'The one quota that she counts for.' }),
  extension('quotas', { type: 'array', items: { type: 'string' } }, { es: 'cuotas', en: 'quotas' }, { es: 'La cuota de cada expediente de la lista, vacía si no tiene.', en: 'The quota of each file number of the list, empty if none.' }),
  extension('points', { type: 'array', items: VALUE.whole }, { es: 'puntajes', en: 'points' }, { es: 'El puntaje de cada expediente de la lista.', en: 'The points of each file number of the list.' }),
  extension('reserved', { type: 'array', items: VALUE.text }, { es: 'lugares reservados', en: 'reserved places' }, { es: 'Lugares de cada cuota en este sorteo.', en: 'Places of each quota in this draw.' }),
  extension('number', VALUE.count, { es: 'número', en: 'number' }, { es: 'Número de la lista de resultados o de la fe de erratas.', en: 'Number of the list of results or of the correction.' }),
  extension('says', VALUE.text, { es: 'dice', en: 'says' }, { es: 'Palabras de las bases publicadas.', en: 'Words of the published terms.' }),
  extension('shouldSay', PAIR, { es: 'debe decir', en: 'should say' }, { es: 'Lo que deben decir, en dos idiomas.', en: 'What they should say, in two languages.' }),
  extension('because', PAIR, { es: 'motivo', en: 'because' }, { es: 'Por qué se corrigen, en dos idiomas.', en: 'Why they are corrected, in two languages.' }),
  extension('closes', VALUE.moment, { es: 'cierra', en: 'closes' }, { es: 'El nuevo cierre, más tarde que el de antes.', en: 'The new closing, later than the one before.' }),
  extension('lines', { type: 'array', items: VALUE.text, minItems: 1 }, { es: 'líneas', en: 'lines' }, { es: 'Expediente, resultado, ronda, orden y puntaje: una línea cada uno.', en: 'File number, outcome, round, rank and points: a line each.' }),
  extension('reasons', { type: 'array', items: VALUE.text }, { es: 'motivos', en: 'reasons' }, { es: 'Motivos u observaciones, como códigos publicados.', en: 'Reasons or remarks, as published codes.' }),
  extension('proposed', VALUE.words(['eligible', 'not-eligible', 'return']), { es: 'propuesta', en: 'proposed' }, { es: 'Lo que proponían las bases a quien decidió.', en: 'What the terms proposed to who decided.' }),
  extension('bases', VALUE.sha256, { es: 'bases', en: 'terms' }, { es: 'SHA-256 de las bases publicadas.', en: 'SHA-256 of the published terms.' }),
  extension('list', VALUE.sha256, { es: 'lista', en: 'list' }, { es: 'SHA-256 de la lista cerrada.', en: 'SHA-256 of the frozen list.' }),
  extension('expedientes', { type: 'array', items: VALUE.text, minItems: 1 }, { es: 'expedientes', en: 'file numbers' }, { es: 'Los números de expediente de la lista.', en: 'The file numbers of the list.' }),
  extension('value', VALUE.text, { es: 'valor público', en: 'public value' }, { es: 'El valor público con que se sorteó.', en: 'The public value of the draw.' }),
  extension('seed', VALUE.text, { es: 'semilla', en: 'seed' }, { es: 'Semilla que sale de la lista y del valor.', en: 'Seed that follows from the list and the value.' }),
  extension('places', VALUE.whole, { es: 'lugares', en: 'places' }, { es: 'Lugares que se sortearon.', en: 'Places that were drawn.' }),
]
