import type { Text } from '../../lib/text.ts'
import type { Kind } from './erase-form.ts'

export const ERASE_REFUSAL = {
  kind: { es: 'Elige con qué la identifican esos programas.', en: 'Choose by what those programs know her.' },
  mbox: { es: 'Escribe un correo completo, como rosa@example.org.', en: 'Type a complete e-mail address, such as rosa@example.org.' },
  account: { es: 'Escribe el nombre de la cuenta, tal como lo envía el programa.', en: 'Type the name of the account, as the program sends it.' },
  homePage: { es: 'Escribe la dirección completa del sistema, como https://aula.example.edu.', en: 'Type the complete address of the system, such as https://aula.example.edu.' },
  openid: { es: 'Escribe la dirección completa, como https://id.example.org/rosa.', en: 'Type the complete address, such as https://id.example.org/rosa.' },
  sha1: { es: 'La huella tiene 40 caracteres: números y letras de la a a la f.', en: 'The hash has 40 characters: digits and letters from a to f.' },
  own: {
    es: 'Esa es una cuenta de Yachay. Sus datos se borran desde su ficha, y con ellos lo que otros programas contaron de ella.',
    en: 'That is an account of Yachay. Her data are erased from her own page, and with them what other programs told about her.',
  },
} as const satisfies Record<string, Text>

export const ERASE = {
  title: { es: 'Borrar lo que otros programas contaron de alguien', en: 'Erase what other programs told about somebody' },
  lead: {
    es: 'Si te lo pide una persona que no tiene cuenta aquí (derechos ARCO, Ley 29733), borra desde esta página lo que otros programas (aulas virtuales, aplicaciones) contaron de ella. Si tiene cuenta, se hace desde su ficha. Alcanza solo a este programa de formación: si está también en otro, hazlo allí.',
    en: 'When a person without an account here asks for it (ARCO rights, Law 29733 of Peru), erase on this page what other programs (learning platforms, apps) told about her. If she has an account, it is done from her own page. It reaches this training programme only: if she is in another one too, do it there.',
  },
  sureItIsHer: { es: 'Antes, comprueba que quien lo pide es esa persona.', en: 'See first that who asks for it is that person.' },
  kind: { es: '¿Con qué la identifican esos programas?', en: 'By what do those programs know her?' },
  value: { es: 'Su correo, nombre de cuenta, OpenID o huella', en: 'Her e-mail address, account name, OpenID or hash' },
  valueHint: {
    es: 'Tal como lo envía el programa. Con un correo buscamos también en minúsculas y por su huella. No queda en ninguna dirección ni anotación.',
    en: 'As the program sends it. For an e-mail address we look in lower case and by its hash too. It stays in no address and no log.',
  },
  homePage: { es: 'Sistema de la cuenta (homePage)', en: 'System of the account (homePage)' },
  homePageHint: { es: 'Solo para una cuenta. Por ejemplo: https://aula.example.edu', en: 'For an account only. For example: https://aula.example.edu' },
  look: { es: 'Ver qué hay', en: 'See what there is' },
  foundTitle: { es: 'Esto hay de esa persona', en: 'This is what there is about her' },
  identifier: { es: 'Identificador', en: 'Identifier' },
  statements: { es: 'Registros', en: 'Statements' },
  documents: { es: 'Documentos', en: 'Documents' },
  names: { es: 'Nombres', en: 'Names' },
  eraseText: {
    es: 'No se puede deshacer. Se destruye la llave con la que está sellado: se van los documentos, los nombres y los archivos, y de cada registro quedan solo el verbo, la actividad, la hora y qué programa lo envió, sin decir de quién.',
    en: 'It cannot be undone. The key that seals it is destroyed: documents, names and files go, and of each statement only the verb, the activity, the time and which program sent it stay, without saying about whom.',
  },
  afterwards: {
    es: 'Si un programa vuelve a contar algo de ella, se guarda otra vez: pídele que deje de enviarlo. Las copias de seguridad hechas antes conservan lo borrado hasta que se reemplazan.',
    en: 'If a program tells something about her again, it is kept again: ask it to stop sending. Backups made earlier keep what was erased until they are replaced.',
  },
  mentions: {
    es: 'Además la nombran registros que son de otras personas, o apuntan a uno suyo ({n}). Esos no se borran aquí: están sellados con la llave de esas personas.',
    en: 'Besides, statements that are about other people name her or refer to one of hers ({n}). Those are not erased here: they are sealed with those people’s keys.',
  },
  word: { es: 'Escribe BORRAR', en: 'Type BORRAR' },
  typeWord: { es: 'Escribe BORRAR para confirmar.', en: 'Type BORRAR to confirm.' },
  erase: { es: 'Borrar para siempre', en: 'Erase for ever' },
  nothing: {
    es: 'Con ese identificador no hay nada que borrar. Revisa que esté tal como lo envía el programa; quizá la conoce por otro.',
    en: 'There is nothing to erase under that identifier. See that it is as the program sends it; perhaps it knows her by another one.',
  },
  erasedBefore: { es: 'Lo que había con ese identificador ya se borró el {day}. No queda nada.', en: 'What there was under that identifier was erased on {day}. Nothing is left.' },
  done: {
    es: 'Listo: lo que otros programas contaron de esa persona está borrado. Ya puedes decírselo. Quedó anotado que lo hiciste, sin su identificador.',
    en: 'Done: what other programs told about that person is erased. You can tell her so. It is noted that you did it, without her identifier.',
  },
  herPage: { es: 'Ir a su ficha', en: 'Go to her page' },
  peoplePage: { es: 'Ir a la lista de personas', en: 'Go to the list of people' },
  another: { es: 'Buscar con otro identificador', en: 'Look for another identifier' },
} as const satisfies Record<string, Text>

export const KIND_NAME: Readonly<Record<Kind, Text>> = {
  mbox: { es: 'Correo electrónico (mbox)', en: 'E-mail address (mbox)' },
  account: { es: 'Cuenta en otro sistema (account)', en: 'Account in another system (account)' },
  openid: { es: 'OpenID (openid)', en: 'OpenID (openid)' },
  mbox_sha1sum: { es: 'Huella SHA-1 de su correo (mbox_sha1sum)', en: 'SHA-1 hash of her e-mail address (mbox_sha1sum)' },
}
