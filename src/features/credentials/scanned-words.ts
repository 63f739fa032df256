import type { Text } from '../../lib/text.ts'

/** What the phone says of a scanned QR, with signal (`now…`) and without (`kept…`). `{…}` are filled in by verify.client.ts. */
export const SCANNED = {
  asking: { es: 'Preguntando a nuestro registro si hoy sigue valiendo…', en: 'Asking our register whether it is valid today…' },
  valid: { es: 'VÁLIDO', en: 'VALID' },
  validAt: { es: 'VÁLIDO al {at}', en: 'VALID as of {at}' },
  suspended: { es: 'SUSPENDIDO', en: 'SUSPENDED' },
  revoked: { es: 'REVOCADO', en: 'REVOKED' },
  superseded: { es: 'REEMPLAZADO', en: 'REPLACED' },
  unknown: { es: 'NO ESTÁ EN EL REGISTRO', en: 'NOT IN THE REGISTER' },
  notKnown: { es: 'NO SE SABE SI SIGUE VALIENDO', en: 'NOT KNOWN WHETHER IT IS STILL VALID' },
  nowValid: { es: 'Lo dice nuestro registro hoy, {at}, hora de Lima.', en: 'Our register says so today, {at}, Lima time.' },
  nowSince: { es: 'Desde el {since}. Causa: {cause}. Lo dice nuestro registro hoy, {at}, hora de Lima.', en: 'Since {since}. Cause: {cause}. Our register says so today, {at}, Lima time.' },
  askNewOne: { es: 'Pide el nuevo a su titular.', en: 'Ask its holder for the new one.' },
  nowUnknown: {
    es: 'La firma es nuestra, pero nuestro registro no tiene este número de serie. No lo des por bueno y avísanos.',
    en: 'The signature is ours, but our register does not have this serial number. Do not accept it, and tell us.',
  },
  keptValid: {
    es: 'Sin señal: lo dice la lista que este teléfono guarda, no nuestro registro de hoy.',
    en: 'No signal: the list that this phone keeps says so, not our register of today.',
  },
  keptSince: { es: 'Según la lista del {at}, hora de Lima, que este teléfono guarda.', en: 'According to the list of {at}, Lima time, that this phone keeps.' },
  keptBefore: {
    es: 'Sin señal. La lista que este teléfono guarda es del {at}: de antes de este certificado. La firma es correcta; cuando tengas señal, pregunta otra vez.',
    en: 'No signal. The list that this phone keeps is of {at}: from before this certificate. The signature is right; ask again when you have signal.',
  },
  keptNone: {
    es: 'Sin señal, y este teléfono no guarda ninguna lista nuestra. La firma es correcta, pero no dice si después se revocó. Cuando tengas señal, pregunta otra vez.',
    en: 'No signal, and this phone keeps no list of ours. The signature is right but does not say whether it was revoked later. Ask again when you have signal.',
  },
  ageToday: { es: 'La lista tiene menos de un día.', en: 'The list is less than a day old.' },
  ageDays: { es: 'La lista tiene {days} día(s).', en: 'The list is {days} day(s) old.' },
  ageOld: {
    es: 'La lista tiene {days} días: es vieja. Si vas a decidir algo importante, pregunta otra vez con señal.',
    en: 'The list is {days} days old. If you are about to decide something important, ask again with signal.',
  },
  unknownKeyOffline: {
    es: 'Este teléfono no conoce la clave que dice el código. Puede ser nueva, o no ser nuestra. Sin señal no se puede saber: pregunta otra vez con señal.',
    en: 'This phone does not know the key that the code names. It may be new, or not ours. Without signal there is no telling: ask again with signal.',
  },
  stolenKey: {
    es: 'Este código está firmado con una clave que nos robaron: la firma sola ya no prueba nada. El certificado puede ser bueno o falso. Pregunta a nuestro registro, con señal, y compara el nombre.',
    en: 'This code is signed with a key that was stolen from us: the signature alone proves nothing any more. The certificate may be good or false. Ask our register, with signal, and compare the name.',
  },
  askRegister: { es: 'Preguntar al registro', en: 'Ask the register' },
  page: { es: 'Abrir su página', en: 'Open its page' },
  note: {
    es: 'Para saber si hoy sigue valiendo, tu teléfono nos manda solo el número de serie: nunca el nombre.',
    en: 'To know whether it is valid today, your phone sends us the serial number only: never the name.',
  },
} as const satisfies Record<string, Text>
