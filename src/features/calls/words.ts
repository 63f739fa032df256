import type { Text } from '../../lib/text.ts'
import type { ApplicationState } from './application-states.ts'
import type { RefusalReason, Remark } from './eligibility.ts'
import type { Stage } from './phase.ts'

export const STATE: Record<ApplicationState, Text> = {
  started: { es: 'Iniciada', en: 'Started' },
  sent: { es: 'Enviada', en: 'Sent' },
  returned: { es: 'Observada', en: 'Returned with remarks' },
  corrected: { es: 'Subsanada', en: 'Corrected' },
  eligible: { es: 'Apta', en: 'Eligible' },
  'not-eligible': { es: 'No apta', en: 'Not eligible' },
  selected: { es: 'Seleccionada', en: 'Selected' },
  waitlisted: { es: 'En lista de espera', en: 'On the waiting list' },
  accepted: { es: 'Aceptada', en: 'Accepted' },
  declined: { es: 'Renunciada', en: 'Declined' },
  'not-selected': { es: 'No seleccionada', en: 'Not selected' },
  lapsed: { es: 'Vencida', en: 'Lapsed' },
}

/** What each state means for the person who applied. */
export const STATE_MEANS: Record<ApplicationState, Text> = {
  started: { es: 'Todavía no la envías. Lo que llenaste está guardado: complétala y envíala.', en: 'You have not sent it yet. What you filled in is saved: complete it and send it.' },
  sent: { es: 'La recibimos. Una persona va a revisar los requisitos.', en: 'We received it. Somebody will check the requirements.' },
  returned: { es: 'Hay algo que corregir. Corrígelo y vuelve a enviarla.', en: 'There is something to correct. Correct it and send it again.' },
  corrected: { es: 'Recibimos tu corrección. Una persona va a revisarla otra vez.', en: 'We received your correction. Somebody will look at it again.' },
  eligible: { es: 'Cumples los requisitos. Entras al próximo sorteo de vacantes.', en: 'You meet the requirements. You take part in the next draw of places.' },
  'not-eligible': { es: 'No cumples un requisito de las bases. Abajo dice cuál y quién lo decidió.', en: 'You do not meet a requirement of the terms. Below it says which one and who decided.' },
  selected: { es: '¡Saliste en el sorteo! Acepta tu vacante antes de que venza el plazo.', en: 'You were drawn! Accept your place before time is up.' },
  waitlisted: { es: 'Estás en la lista de espera. Si alguien no acepta su vacante, pasa a quien sigue y te avisamos aquí.', en: 'You are on the waiting list. If somebody does not accept a place, it goes to the next one and we tell you here.' },
  accepted: { es: 'Aceptaste tu vacante y ya tienes matrícula.', en: 'You accepted your place and are enrolled.' },
  declined: { es: 'Renunciaste a esta postulación.', en: 'You gave up this application.' },
  'not-selected': { es: 'La lista de espera terminó y no llegó una vacante para ti. Puedes postular a otra convocatoria.', en: 'The waiting list ended and no place came to you. You can apply to another call.' },
  lapsed: { es: 'Pasó el plazo para aceptar y la vacante fue a la siguiente persona.', en: 'The time to accept passed and the place went to the next person.' },
}

export const PHASE: Record<Stage, Text> = {
  draft: { es: 'Borrador', en: 'Draft' },
  published: { es: 'Publicada', en: 'Published' },
  open: { es: 'Abierta', en: 'Open' },
  closed: { es: 'Cerrada, en evaluación', en: 'Closed, being evaluated' },
  results: { es: 'Con resultados', en: 'With results' },
  appeals: { es: 'En reconsideración', en: 'Appeals running' },
  final: { es: 'Resultados firmes', en: 'Results final' },
}

/** The reason as the person reads it. */
export const REASON: Record<RefusalReason, Text> = {
  'under-age': { es: 'El día en que enviaste tu postulación no tenías la edad mínima que piden las bases.', en: 'On the day you sent your application you were younger than the terms ask for.' },
  'other-department': { es: 'La convocatoria es para otros departamentos; vives fuera de ellos.', en: 'The call is for other departments; you live outside them.' },
  'outside-groups': { es: 'La convocatoria es para grupos a los que dijiste no pertenecer.', en: 'The call is for groups that you said you do not belong to.' },
  'no-guardian': { es: 'Tienes menos de 18 años y faltan los datos de tu madre, padre o persona responsable.', en: 'You are under 18 and the data of your mother, father or guardian is missing.' },
  'applied-twice': { es: 'Ya tienes otra postulación a esta convocatoria, y esa sigue su camino.', en: 'You have another application to this call already, and that one goes on.' },
  'not-corrected': { es: 'No corregiste lo observado dentro del plazo.', en: 'You did not correct what was remarked in time.' },
  'not-true': { es: 'Lo que declaraste no coincide con tu documento.', en: 'What you declared does not match your document.' },
  note: { es: 'Otra razón, explicada abajo.', en: 'Another reason, explained below.' },
}

export const REMARK: Record<Remark, Text> = {
  document: { es: 'Revisa el tipo y el número de tu documento.', en: 'Check the type and number of your document.' },
  name: { es: 'Escribe tu nombre completo como está en tu documento.', en: 'Type your full name as it is in your document.' },
  'birth-date': { es: 'Revisa tu fecha de nacimiento.', en: 'Check your date of birth.' },
  phone: { es: 'Revisa tu número de celular.', en: 'Check your phone number.' },
  district: { es: 'Revisa el distrito donde vives.', en: 'Check the district where you live.' },
  groups: { es: 'Revisa lo que dijiste de tu trabajo o negocio.', en: 'Check what you said about your work or business.' },
  guardian: { es: 'Completa los datos de tu madre, padre o persona responsable.', en: 'Complete the data of your mother, father or guardian.' },
  note: { es: 'Lee lo que te escribieron abajo.', en: 'Read what was written to you below.' },
}

/** What the published requirements propose to the person who decides. */
export const PROPOSAL = {
  eligible: { es: 'La regla propone: apta', en: 'The rule proposes: eligible' },
  'not-eligible': { es: 'La regla propone: no apta', en: 'The rule proposes: not eligible' },
  return: { es: 'La regla propone: observar', en: 'The rule proposes: return with remarks' },
} as const satisfies Record<string, Text>

export const REFUSAL = {
  publishedAlready: { es: 'Esta convocatoria ya está publicada.', en: 'This call is published already.' },
  ruleNotInForce: {
    es: 'La regla de conteo todavía no está en vigor: faltan las dos firmas. Sin ellas no se publica ninguna convocatoria.',
    en: 'The counting rule is not in force yet: its two signatures are missing. Without them no call is published.',
  },
  callOver: { es: 'El plazo de esta convocatoria ya pasó.', en: 'The time of this call has passed.' },
  unknownCall: { es: 'No encontramos esa convocatoria.', en: 'We did not find that call.' },
  notOpen: { es: 'Esta convocatoria no está abierta en este momento. Mira sus fechas en su página.', en: 'This call is not open at the moment. See its dates on its page.' },
  stillOpen: { es: 'La convocatoria sigue abierta: el sorteo es después del cierre.', en: 'The call is still open: the draw comes after it closes.' },
  oneRound: { es: 'Esta convocatoria tiene un solo sorteo y su lista ya está cerrada.', en: 'This call has a single draw and its list is closed already.' },
  appliedAlready: { es: 'Ya postulaste a esta convocatoria. Tu número de expediente sigue siendo el mismo.', en: 'You have applied to this call already. Your file number is still the same.' },
  unknownApplication: { es: 'No encontramos esa postulación.', en: 'We did not find that application.' },
  undoneAlready: { es: 'La última decisión ya se deshizo. Si hace falta otra, decide de nuevo.', en: 'The last decision was undone already. If another one is needed, decide again.' },
  wrongState: { es: 'La postulación está «{state}», así que este paso ya no se puede dar.', en: 'The application is “{state}”, so this step is not possible any more.' },
  frozen: { es: 'La lista del sorteo ya está cerrada: sus decisiones no cambian.', en: 'The list of the draw is closed already: its decisions do not change.' },
  reasonNeeded: { es: 'Elige al menos una razón: la persona la va a leer.', en: 'Choose at least one reason: the person is going to read it.' },
  noteNeeded: { es: 'Escribe la explicación, en una o dos frases que la persona entienda.', en: 'Write the explanation, in one or two sentences that the person understands.' },
  noteTooLong: { es: 'La explicación tiene más de 600 letras.', en: 'The explanation is longer than 600 letters.' },
  decisionNeeded: { es: 'Elige qué decides.', en: 'Choose what you decide.' },
  roundWaiting: { es: 'Hay una lista cerrada que espera su sorteo. Sortéala antes de cerrar otra.', en: 'A closed list is waiting for its draw. Draw it before you close another.' },
  undecidedLeft: { es: 'Quedan postulaciones sin decidir. Decide todas antes de cerrar la lista.', en: 'Some applications are not decided. Decide them all before you close the list.' },
  unscoredLeft: { es: 'Quedan postulaciones aptas sin puntaje. Ponles puntaje antes de cerrar la lista.', en: 'Some eligible applications have no points. Give them points before you close the list.' },
  scoreNeeded: { es: 'Elige un nivel de cada criterio.', en: 'Choose a level of each criterion.' },
  noScores: { es: 'Esta convocatoria no se decide por puntaje.', en: 'This call is not decided by points.' },
  nobodyEligible: { es: 'No hay postulaciones aptas que sortear.', en: 'There are no eligible applications to draw.' },
  nothingFrozen: { es: 'Primero cierra la lista: el valor público se conoce después.', en: 'First close the list: the public value comes to be known afterwards.' },
  noRound: { es: 'Todavía no hay ningún sorteo de esta convocatoria.', en: 'There is no draw of this call yet.' },
  drawnAlready: { es: 'Esta lista ya se sorteó. Un sorteo no se repite.', en: 'This list was drawn already. A draw is not repeated.' },
  tooEarly: { es: 'Las bases no permiten sortear todavía.', en: 'The terms do not allow a draw yet.' },
  valueNeeded: { es: 'Escribe el valor público, tal como se publicó (3 a 200 letras).', en: 'Type the public value exactly as it was published (3 to 200 letters).' },
  sourceNeeded: { es: 'Escribe dónde y cuándo se publicó, para que cualquiera lo busque (5 a 300 letras).', en: 'Type where and when it was published, so that anyone can look it up (5 to 300 letters).' },
  confirmNeeded: { es: 'Marca la casilla para confirmar.', en: 'Tick the box to confirm.' },
  offerLapsed: { es: 'El plazo para aceptar venció. La vacante pasa a la siguiente persona de la lista.', en: 'The time to accept is over. The place goes to the next person on the list.' },
  chooseSection: { es: 'Elige una sección de esta convocatoria.', en: 'Choose a section of this call.' },
  notYours: { es: 'Esta postulación no es tuya.', en: 'This application is not yours.' },
  callFinal: { es: 'Los resultados de esta convocatoria ya están firmes: no cambian.', en: 'The results of this call are final: they do not change.' },
  nothingToList: { es: 'No hay resultados nuevos: todos están ya en una lista publicada.', en: 'There are no new results: all of them are on a published list already.' },
  eligibleLeft: { es: 'Quedan postulaciones aptas sin sortear. Haz el sorteo antes, aunque no haya vacantes: así tienen su orden.', en: 'Eligible applications are not drawn yet. Draw them first, even without places: so they have their rank.' },
  offersOut: { es: 'Hay vacantes ofrecidas que todavía se pueden aceptar. Espera a que respondan o venza su plazo.', en: 'Some places are offered and can still be accepted. Wait for the answers or for the end of their time.' },
  resultsLeft: { es: 'Hay resultados sin publicar. Publica la lista antes.', en: 'Some results are not published. Publish the list first.' },
  appealsLeft: { es: 'Hay reconsideraciones sin responder. Respóndelas antes.', en: 'Some appeals are not answered. Answer them first.' },
  appealTimeLeft: { es: 'El plazo para pedir reconsideración todavía corre.', en: 'The time to appeal is still running.' },
  appealedAlready: { es: 'Ya pediste reconsideración por esta postulación. Se pide una sola vez.', en: 'You have appealed for this application already. It is done only once.' },
  appealOver: { es: 'El plazo para pedir reconsideración venció.', en: 'The time to appeal is over.' },
  appealReasonNeeded: { es: 'Elige al menos un motivo.', en: 'Choose at least one reason.' },
  appealWordsNeeded: { es: 'Cuéntanos el motivo con tus palabras.', en: 'Tell us the reason in your own words.' },
  appealWordsTooLong: { es: 'El texto tiene más de 1000 letras.', en: 'The text is longer than 1000 letters.' },
  noOpenAppeal: { es: 'No hay una reconsideración por responder: alguien ya la respondió o ya no hace falta.', en: 'There is no appeal to answer: somebody answered it already or it is not needed any more.' },
  ownDecision: { es: 'Tomaste la decisión anterior: otra persona responde la reconsideración.', en: 'You took the earlier decision: somebody else answers the appeal.' },
  answerNeeded: { es: 'Elige si le das la razón o no.', en: 'Choose whether you agree or not.' },
  answerWordsNeeded: { es: 'Escribe la explicación: la persona la va a leer.', en: 'Write the explanation: the person is going to read it.' },
  noResults: { es: 'Esta convocatoria todavía no tiene resultados publicados.', en: 'This call has no published results yet.' },
  erratumDraft: { es: 'La convocatoria todavía no está publicada: corrige su archivo.', en: 'The call is not published yet: correct its file.' },
  erratumWords: { es: 'Escribe este texto: de 3 letras al máximo que se indica.', en: 'Type this text: from 3 letters to the limit.' },
  erratumNotThere: { es: 'Esas palabras no están en las bases publicadas. Cópialas tal como están.', en: 'Those words are not in the published terms. Copy them exactly.' },
  erratumAlready: { es: 'Esa fe de erratas ya está publicada.', en: 'That correction is published already.' },
  erratumClosed: { es: 'La convocatoria ya cerró: su plazo no se amplía.', en: 'The call has closed: its time is not extended.' },
  erratumEarlier: { es: 'El nuevo cierre tiene que ser más tarde que el publicado.', en: 'The new closing must be later than the published one.' },
  erratumAfterDraw: { es: 'El sorteo único ya tiene fecha: el cierre no puede pasarla, o el valor público se conocería antes.', en: 'The single draw has its date: the closing cannot come after it, or the public value would be known before.' },
  chooseSome: { es: 'Marca al menos una postulación de la lista.', en: 'Tick at least one application of the list.' },
} as const satisfies Record<string, Text>

/** What her inbox says; the page behind it says the rest. */
export const NOTE = {
  eligible: { es: 'Tu postulación cumple los requisitos: entra al próximo sorteo.', en: 'Your application meets the requirements: it takes part in the next draw.' },
  'not-eligible': { es: 'Se decidió que tu postulación no cumple un requisito. Mira la razón y quién lo decidió.', en: 'It was decided that your application does not meet a requirement. See the reason and who decided.' },
  return: { es: 'Tu postulación tiene algo que corregir.', en: 'Your application has something to correct.' },
  selected: { es: '¡Saliste en el sorteo! Acepta tu vacante antes de que venza el plazo.', en: 'You were drawn! Accept your place before time is up.' },
  waitlisted: { es: 'Estás en la lista de espera del sorteo. Te avisaremos aquí si te toca una vacante.', en: 'You are on the waiting list of the draw. We will tell you here if a place comes to you.' },
  lapsed: { es: 'Pasó el plazo para aceptar tu vacante y fue a la siguiente persona.', en: 'The time to accept your place passed and it went to the next person.' },
  notSelected: { es: 'La lista de espera de tu postulación terminó sin que llegara una vacante para ti.', en: 'The waiting list of your application ended without a place for you.' },
  upheld: { es: 'Te dieron la razón en tu reconsideración: tu postulación vuelve a estar apta.', en: 'Your appeal was upheld: your application is eligible again.' },
  rejected: { es: 'Tu reconsideración ya tiene respuesta: el resultado no cambia. Lee por qué y quién respondió.', en: 'Your appeal was answered: the result does not change. Read why and who answered.' },
  enrolled: { es: 'Ya tienes matrícula. Puedes empezar cuando quieras.', en: 'You are enrolled. You can begin whenever you like.' },
} as const satisfies Record<string, Text>
