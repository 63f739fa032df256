import type { Text } from '../../lib/text.ts'
import type { AnswerState, Kind } from './answers.ts'
import type { Assurance, Match, Restriction } from './registry.ts'

/** On the office's front page. */
export const WAITS = {
  death: {
    one: { es: '1 aviso de fallecimiento de un registro por revisar', en: '1 death told by a registry to be looked at' },
    many: { es: '{n} avisos de fallecimiento de un registro por revisar', en: '{n} deaths told by a registry to be looked at' },
  },
  confirm: {
    one: { es: '1 respuesta de un registro por confirmar', en: '1 answer of a registry to confirm' },
    many: { es: '{n} respuestas de registros por confirmar', en: '{n} answers of registries to confirm' },
  },
  differs: {
    one: { es: '1 respuesta de un registro que no coincide', en: '1 answer of a registry that does not fit' },
    many: { es: '{n} respuestas de registros que no coinciden', en: '{n} answers of registries that do not fit' },
  },
} as const satisfies Record<Kind, { one: Text; many: Text }>

export const REGISTRY = {
  title: { es: 'Registros oficiales', en: 'Official registries' },
  link: { es: 'Registros oficiales', en: 'Official registries' },
  lead: {
    es: 'Lo que respondieron los registros sobre la identidad de cada persona. Nada se decide solo: siempre decide alguien del equipo.',
    en: 'What the registries answered about each person\'s identity. Nothing is decided by itself: a member of staff always decides.',
  },
  untested: {
    es: 'No probado contra el registro real: solo contra un servidor de prueba que habla igual. Antes de usarlo, haz una consulta de prueba con el convenio vigente.',
    en: 'Not tested against the real registry: only against a test server that speaks the same. Before using it, make a test query under the agreement in force.',
  },
  off: { es: 'Apagado: este servidor no consulta ningún registro. La identidad se verifica con la tarjeta a la vista.', en: 'Off: this server asks no registry. Identity is checked with the card in view.' },
  offHow: { es: 'Quien instala el servidor lo enciende con las variables de README.', en: 'Who installs the server turns it on with the variables of README.' },
  on: { es: 'Encendidos: {list}.', en: 'On: {list}.' },
  which: { es: 'Ver', en: 'Show' },
  show: { es: 'Mostrar', en: 'Show' },
  none: { es: 'Nada por decidir aquí.', en: 'Nothing to decide here.' },
  noneDecided: { es: 'Todavía no se decidió ninguna respuesta.', en: 'No answer was decided yet.' },
  more: { es: 'Ver más', en: 'See more' },
  first: { es: 'Volver al comienzo', en: 'Back to the beginning' },
  askTitle: { es: 'Preguntar a un registro oficial', en: 'Ask an official registry' },
  askText: {
    es: 'Enviamos el número de su {document} a {registry}, a tu nombre. Solo guardamos si el nombre coincide y si hay una restricción.',
    en: 'We send the number of her {document} to {registry}, in your name. We only keep whether the name agrees and whether there is a restriction.',
  },
  decide: { es: 'Decidir', en: 'Decide' },
  ask: { es: 'Preguntar a {registry}', en: 'Ask {registry}' },
  askedBy: { es: '{registry}, el {day}. Preguntó {name}.', en: '{registry}, on {day}. Asked by {name}.' },
  signedIn: { es: '{registry}, el {day}. Ella ingresó con su cuenta.', en: '{registry}, on {day}. She signed in with her account.' },
  firstBy: { es: 'Primera persona del equipo: {name}.', en: 'First member of staff: {name}.' },
  takeFirst: { es: 'Es ella: primera persona', en: 'It is she: first person' },
  confirm: { es: 'Es ella: confirmar', en: 'It is she: confirm' },
  confirmText: { es: 'Compara el nombre y el documento de su página. Al confirmar, su identidad queda verificada.', en: 'Compare the name and the document on her page. When you confirm, her identity is checked.' },
  waitsOther: { es: 'Falta otra persona del equipo.', en: 'Another member of staff is needed.' },
  drop: { es: 'No usar esta respuesta', en: 'Do not use this answer' },
  deathText: {
    es: 'El registro dice que esta persona falleció. Puede ser un error: habla con ella o con su familia y mira el acta de defunción. Mientras nadie decida, todo sigue igual.',
    en: 'The registry says that this person died. It may be a mistake: talk to her or her family and see the death certificate. While nobody decides, nothing changes.',
  },
  deathDay: { es: 'Fecha que dice el acta de defunción', en: 'Date on the death certificate' },
  deathHint: { es: 'Día/mes/año.', en: 'Day/month/year.' },
  recordDeath: { es: 'Registrar el fallecimiento', en: 'Record the death' },
  notDead: { es: 'Es un error: no falleció', en: 'It is a mistake: she did not die' },
  differsText: { es: 'No sirve para verificar su identidad. Pídele la tarjeta y mírala con otra persona del equipo.', en: 'It does not serve to check her identity. Ask for her card and see it with another member of staff.' },
  decidedBy: { es: '{state}, {name}, el {day}.', en: '{state}, {name}, on {day}.' },
  before: { es: 'Respuestas anteriores', en: 'Earlier answers' },
  done: { es: 'Hecho.', en: 'Done.' },
  back: { es: 'Volver a personas', en: 'Back to people' },
  erased: { es: 'Datos borrados', en: 'Data erased' },
  statusName: { es: 'Registros oficiales', en: 'Official registries' },
  statusOf: { es: 'Registro oficial: {registry}', en: 'Official registry: {registry}' },
} as const satisfies Record<string, Text>

export const SIGN = {
  other: { es: 'Otra forma de ingresar', en: 'Another way to sign in' },
  otherText: { es: 'Si tienes una cuenta del Estado, puedes usarla en lugar de tu clave.', en: 'If you have an account of the state, you may use it instead of your PIN.' },
  with: { es: 'Ingresar con {provider}', en: 'Sign in with {provider}' },
  untested: { es: 'No probado contra el registro real. Si falla, usa tu clave.', en: 'Not tested against the real registry. If it fails, use your PIN.' },
  withPin: { es: 'Ingresar con mi clave', en: 'Sign in with my PIN' },
  toHome: { es: 'Volver a mi inicio', en: 'Back to my home' },
  again: { es: 'Intentar otra vez', en: 'Try again' },
  proof: { es: 'Confirma quién eres', en: 'Prove who you are' },
  proofText: {
    es: 'Ingresa con {provider} y así el equipo confirma tu identidad. También puedes mostrar tu documento en tu sede. No probado contra el registro real.',
    en: 'Sign in with {provider} and the staff can confirm your identity. You may also show your document at your centre. Not tested against the real registry.',
  },
  proofWaits: { es: 'Ya ingresaste con una cuenta del Estado. Falta que dos personas del equipo lo confirmen.', en: 'You signed in with an account of the state. Two members of staff still have to confirm it.' },
  myData: { es: 'Ver mis datos', en: 'See my data' },
} as const satisfies Record<string, Text>

export const KIND_NAME: Readonly<Record<Kind | 'decided', Text>> = {
  confirm: { es: 'Por confirmar', en: 'To be confirmed' },
  death: { es: 'Avisos de fallecimiento', en: 'Told deaths' },
  differs: { es: 'No coinciden', en: 'Do not agree' },
  decided: { es: 'Ya decididas', en: 'Decided' },
}

export const STATE_NAME: Readonly<Record<AnswerState, Text>> = {
  asking: { es: 'Preguntando', en: 'Asking' },
  open: { es: 'Por decidir', en: 'To be decided' },
  confirmed: { es: 'Identidad confirmada', en: 'Identity confirmed' },
  dropped: { es: 'Respuesta no usada', en: 'Answer not used' },
  died: { es: 'Fallecimiento registrado', en: 'Death recorded' },
}

export const MATCH_NAME: Readonly<Record<Match, Text>> = {
  same: { es: 'El nombre es el mismo', en: 'The name is the same' },
  alike: { es: 'El nombre se parece: a uno le falta una palabra', en: 'The name is alike: one lacks a word' },
  'given-names': { es: 'Los nombres de pila son los mismos', en: 'The given names are the same' },
  different: { es: 'El nombre es otro', en: 'The name is another' },
  'not-found': { es: 'El registro no tiene ese número', en: 'The registry does not have that number' },
}

export const RESTRICTION_NAME: Readonly<Record<Restriction, Text>> = {
  none: { es: 'Sin restricción', en: 'No restriction' },
  death: { es: 'El registro dice que falleció', en: 'The registry says that she died' },
  other: { es: 'Con otra restricción: pregúntale', en: 'With another restriction: ask her' },
}

export const ASSURANCE_NAME: Readonly<Record<Assurance, Text>> = {
  query: { es: 'Consulta del equipo', en: 'Query by staff' },
  questions: { es: 'Solo preguntas', en: 'Questions only' },
  'one-factor': { es: 'Un factor', en: 'One factor' },
  'two-factor': { es: 'Dos factores', en: 'Two factors' },
  certificate: { es: 'Certificado (DNI electrónico)', en: 'Certificate (electronic DNI)' },
}

export const REFUSED = {
  registryAway: { es: 'El registro no responde ahora. Verifica la identidad con la tarjeta, o inténtalo más tarde.', en: 'The registry does not answer now. Check the identity with the card, or try later.' },
  registryBroken: {
    es: 'El registro no aceptó la consulta o respondió algo que no entendemos. Avisa a quien administra el convenio y verifica con la tarjeta.',
    en: 'The registry did not accept the query, or answered something we do not understand. Tell who manages the agreement, and check with the card.',
  },
  registryLimit: { es: 'Se acabaron las consultas de hoy que permite el convenio. Sigue mañana, o verifica con la tarjeta.', en: 'Today\'s queries that the agreement allows are used up. Go on tomorrow, or check with the card.' },
  registryMinor: { es: 'El registro no da datos de menores de edad. Verifica su identidad con la tarjeta.', en: 'The registry gives no data of minors. Check the identity with the card.' },
  noRegistry: { es: 'No hay un registro encendido que conozca su documento. Verifica su identidad con la tarjeta.', en: 'No registry that is on knows her document. Check the identity with the card.' },
  notAlive: { es: 'Hay un registro de fallecimiento de esta persona. Corrígelo antes si es un error.', en: 'There is a record of this person\'s death. Correct it first if it is a mistake.' },
  checkedAlready: { es: 'Un registro ya confirmó la identidad de esta persona con ese documento.', en: 'A registry confirmed this person\'s identity with that document already.' },
  answerWaits: { es: 'Ya hay una respuesta que espera una decisión. Decide esa primero.', en: 'There is an answer already that waits for a decision. Decide that one first.' },
  noSuchAnswer: { es: 'No encontramos esa respuesta en este programa.', en: 'We could not find that answer in this programme.' },
  decidedAlready: { es: 'Otra persona del equipo ya decidió sobre esta respuesta. Mira cómo quedó.', en: 'Another member of staff decided about this answer already. See how it was settled.' },
  firstAlready: { es: 'Otra persona del equipo ya la vio primero. Falta confirmar.', en: 'Another member of staff saw it first already. It remains to be confirmed.' },
  noFirst: { es: 'Falta la primera persona del equipo.', en: 'The first member of staff is missing.' },
  samePersonTwice: { es: 'La segunda persona tiene que ser otra: dos miembros del equipo ven la respuesta.', en: 'The second person has to be another one: two members of staff see the answer.' },
  notConfirmable: { es: 'Con esta respuesta no se confirma una identidad. Mira la tarjeta con otra persona del equipo.', en: 'No identity is confirmed with this answer. See the card with another member of staff.' },
  providerAway: { es: 'No pudimos comunicarnos con esa cuenta del Estado. Usa tu clave, o inténtalo más tarde.', en: 'We could not reach that account of the state. Use your PIN, or try later.' },
  notSignedIn: { es: 'No terminaste de ingresar allí. Puedes intentarlo otra vez o usar tu clave.', en: 'You did not finish signing in there. You may try again or use your PIN.' },
  notProved: { es: 'Lo que volvió de allí no se pudo comprobar. Inténtalo otra vez desde el comienzo.', en: 'What came back from there could not be verified. Try again from the beginning.' },
  noWay: { es: 'Ese ingreso ya se usó o tardó mucho. Empieza otra vez.', en: 'That sign-in was used already or took too long. Begin again.' },
  tooWeak: { es: 'Allí ingresaste de una forma que no alcanza. Ingresa con tu clave nacional o con tu DNI electrónico.', en: 'You signed in there in a way that is not enough. Use your national password or your electronic DNI.' },
  noDocumentTold: { es: 'Esa cuenta no nos dijo tu número de documento. Usa tu clave, o muestra tu documento en tu sede.', en: 'That account did not tell us your document number. Use your PIN, or show your document at your centre.' },
  noAccount: {
    es: 'No encontramos una sola cuenta con ese documento y ese nombre. Ingresa con tu clave. Si la olvidaste, pide un código en tu sede.',
    en: 'We could not find one single account with that document and name. Sign in with your PIN. If you forgot it, ask for a code at your centre.',
  },
  otherDocument: { es: 'El documento de esa cuenta no es el que registraste aquí. Revisa con cuál ingresaste.', en: 'The document of that account is not the one you registered here. Check which one you used.' },
  documentGone: { es: 'Ese documento ya no es de esta persona: fue un error de escritura. No uses esta respuesta.', en: 'That document is not this person\'s any more: it was a typing error. Do not use this answer.' },
  noDeathTold: { es: 'Esta respuesta no habla de un fallecimiento.', en: 'This answer tells of no death.' },
} as const satisfies Record<string, Text>
