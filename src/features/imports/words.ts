import type { Text } from '../../lib/text.ts'

const t = (es: string, en: string): Text => ({ es, en })

/** What is wrong with a cell or a row; it goes back into the sender's file. */
export const WRONG = {
  formula: t('Esta celda es una fórmula sin resultado. Cópiala y pégala como valor.', 'This cell is a formula without a result. Copy it and paste it as a value.'),
  errorCell: t('Esta celda muestra un error de Excel. Escribe el dato.', 'This cell shows an Excel error. Type the value.'),
  empty: t('Falta este dato.', 'This value is missing.'),
  serial: t('«{value}» no es una fecha. Escríbela como día/mes/año, por ejemplo 03/05/1990.', '“{value}” is not a date. Type it as day/month/year, for example 03/05/1990.'),
  hour: t('Escribe la hora así: 19:00.', 'Type the hour like this: 19:00.'),
  number: t('Escribe solo un número.', 'Type only a number.'),
  documentType: t('Escribe DNI, CE, PTP, CPP o PASAPORTE con las dos letras de su país, por ejemplo PASAPORTE VE.', 'Type DNI, CE, PTP, CPP or PASAPORTE with the two letters of its country, for example PASAPORTE VE.'),
  lostZeros: t('Este DNI tiene menos de 8 números: Excel le quitó los ceros de la izquierda. Escríbelo completo, como texto.', 'This DNI has fewer than 8 digits: Excel took the zeros on the left. Type it whole, as text.'),
  sex: t('Escribe F, M u Otro, o deja la celda vacía.', 'Type F, M or Otro, or leave the cell empty.'),
  tooYoung: t('Tiene menos de 14 años: no puede inscribirse.', 'Under 14 years: cannot be registered.'),
  minor: t('Es menor de edad. Regístrala en la ficha, junto con su apoderado.', 'Under 18. Register this person on the form, with the guardian.'),
  scheme: t('Escribe INEI o RENIEC.', 'Type INEI or RENIEC.'),
  language: t('No conocemos esa lengua. Usa un código: es, quz, quy, qwh, ayr, cni, agr o shp.', 'We do not know that language. Use a code: es, quz, quy, qwh, ayr, cni, agr or shp.'),
  group: t('Escribe jóvenes, mype o mujeres, o deja la celda vacía.', 'Type jóvenes, mype or mujeres, or leave the cell empty.'),
  section: t('No hay un grupo con el código «{code}». Revisa los códigos en Secciones.', 'There is no section with the code “{code}”. Check the codes under Sections.'),
  otherEntity: t('El grupo «{code}» es de otra entidad.', 'The section “{code}” belongs to another entity.'),
  future: t('Esa fecha todavía no llega.', 'That date has not come yet.'),
  enrolledEarly: t('Esa matrícula es de más de un año antes del grupo. Revisa la fecha.', 'That enrolment is more than a year before the section. Check the date.'),
  consentVersion: t('La versión lleva solo letras, números, puntos y guiones.', 'The version has only letters, digits, dots and hyphens.'),
  twice: t('Este documento ya está en la fila {row} de este archivo, en el mismo grupo.', 'This document is already in row {row} of this file, in the same section.'),
  disputed: t('El documento aparece con dos personas. El equipo lo revisará mostrando la tarjeta; no se matriculó.', 'The document appears with two people. The team will look at the card; not enrolled.'),
  full: t('El grupo «{code}» ya no tiene vacantes.', 'The section “{code}” has no places left.'),
  nobody: t('No hay una persona con ese documento en el programa.', 'Nobody in the programme has that document.'),
  twoPeople: t('El documento aparece con dos personas. Espera a que el equipo revise la tarjeta.', 'The document appears with two people. Wait until the team has looked at the card.'),
  notInSection: t('Esta persona no está matriculada en el grupo «{code}».', 'This person is not enrolled in the section “{code}”.'),
  state: t('Escribe P, T, F o J.', 'Type P, T, F or J.'),
  medium: t('Escribe firma, QR o plataforma.', 'Type firma, QR or plataforma.'),
  endsFirst: t('La hora de fin va después de la hora de inicio.', 'The hour of end comes after the hour of start.'),
  outsideSection: t('Ese día no está dentro de las fechas del grupo.', 'That day is not within the dates of the section.'),
  clash: t('El grupo ya tiene otra clase que se cruza con esa hora. Usa la hora de esa clase.', 'The section already has another class at that hour. Use the hour of that class.'),
  notBegun: t('Esa clase todavía no empieza.', 'That class has not begun.'),
  otherMark: t('Esta persona ya tiene otra marca en esa clase. Corrígela en la lista de la clase.', 'This person already has another mark in that class. Correct it on the list of the class.'),
  marksTwice: t('Esta persona ya está en la fila {row} de este archivo, en la misma clase.', 'This person is already in row {row} of this file, in the same class.'),
  evaluation: t('Escribe entrada, proceso, producto o final.', 'Type entrada, proceso, producto or final.'),
  mark: t('La nota va de 0 a 20.', 'A mark goes from 0 to 20.'),
  attempt: t('El intento es un número entero del 1 al 9.', 'The attempt is a whole number from 1 to 9.'),
  grader: t('No hay nadie del equipo con ese nombre. Escríbelo como está en la lista del equipo.', 'Nobody of the team has that name. Type it as it is in the list of the team.'),
  otherNote: t('Ya hay otra nota para esa evaluación y ese intento. Una nota no se cambia con un archivo.', 'There is already another mark for that assessment and attempt. A file does not change a mark.'),
  notEnrolled: t('Esta persona no tiene una matrícula en el programa.', 'This person has no enrolment in the programme.'),
  region: t('No conocemos ese departamento. Escribe su nombre, por ejemplo Puno.', 'We do not know that department. Type its name, for example Puno.'),
  whole: t('Escribe un número entero, de 0 en adelante.', 'Type a whole number, from 0 on.'),
  claimOrder: t('Este número no puede pasar de los matriculados.', 'This number cannot be more than those enrolled.'),
  claimTwice: t('Esta región y sexo ya están en la fila {row}.', 'This region and sex are already in row {row}.'),
} as const

/** What is left out of a row that enters all the same. */
export const NOTE = {
  email: t('No es un correo completo: la fila entra sin él.', 'Not a complete e-mail address: the row enters without it.'),
  work: t('No conocemos esa condición: la fila entra sin ella. Usa las palabras de la plantilla.', 'We do not know that status: the row enters without it. Use the words of the template.'),
  disability: t('Escribe S, N o ND: la fila entra sin este dato.', 'Type S, N or ND: the row enters without it.'),
  noConsent: t('Sin la S en «consentimiento_discapacidad» no lo guardamos: la fila entra sin este dato.', 'Without an S under “consentimiento_discapacidad” we do not keep it: the row enters without it.'),
  size: t('Escribe micro, pequeña, mediana o grande: la fila entra sin este dato.', 'Type micro, pequeña, mediana or grande: the row enters without it.'),
} as const

/** Pages. */
export const PAGE = {
  imports: t('Excel', 'Excel'),
  title: t('Cargar y descargar Excel', 'Excel in and out'),
  says: t('Sube tu archivo tal como lo tienes, .xlsx o .csv. Antes de guardar algo te mostramos qué pasará. Las filas buenas entran; las otras vuelven en tu mismo archivo, con el motivo en cada celda.',
    'Upload your file as it is, .xlsx or .csv. Before anything is saved we show what will happen. Good rows enter; the others come back in your own file, with the reason in each cell.'),
  what: t('¿Qué cargas?', 'What are you uploading?'),
  file: t('Archivo', 'File'),
  fileHint: t('.xlsx o .csv, hasta 20 MB y 50 000 filas, sin clave y sin macros.', '.xlsx or .csv, up to 20 MB and 50,000 rows, without password and macros.'),
  upload: t('Subir y revisar', 'Upload and check'),
  templates: t('Plantillas', 'Templates'),
  templatesSay: t('Descarga una plantilla vacía con sus columnas:', 'Download an empty template with its columns:'),
  recent: t('Cargas recientes', 'Recent uploads'),
  none: t('Todavía no hay cargas.', 'No uploads yet.'),
  noneLike: t('No hay cargas así. Cambia el filtro.', 'No such uploads. Change the filter.'),
  every: t('Todas', 'All'), find: t('Filtrar', 'Filter'),
  when: t('Cuándo', 'When'), who: t('Quién', 'Who'), kind: t('Tabla', 'Table'), rows: t('Filas', 'Rows'), state: t('Estado', 'State'), name: t('Archivo', 'File'),
  chooseKind: t('Elige qué tabla cargas.', 'Choose which table you are uploading.'),
  chooseFile: t('Elige un archivo.', 'Choose a file.'),
  back: t('Volver a Excel', 'Back to Excel'),
  questions: t('Antes de seguir, responde', 'Before going on, please answer'),
  questionsSay: t('Tu archivo deja dudas que no queremos adivinar. Nada entra hasta que respondas.', 'Your file leaves doubts that we do not want to guess. Nothing enters until you answer.'),
  answer: t('Responder y seguir', 'Answer and go on'),
  chooseAnswer: t('Elige una respuesta.', 'Choose an answer.'),
  preview: t('Qué pasará', 'What will happen'),
  read: t('Leímos la hoja «{sheet}», encabezados en la fila {heading}.', 'We read the sheet “{sheet}”, headings in row {heading}.'),
  readCsv: t('Leímos el archivo, encabezados en la fila {heading}.', 'We read the file, headings in row {heading}.'),
  good: t('Filas que entran', 'Rows that enter'), bad: t('Filas que vuelven', 'Rows that come back'),
  people: t('Personas que ya conocemos', 'People we already know'), fresh: t('Personas nuevas', 'New people'),
  sections: t('Por grupo', 'By section'),
  unread: t('Columnas que no leemos', 'Columns that we do not read'), unkept: t('Columnas que leemos y no guardamos', 'Columns that we read and do not keep'),
  unkeptSays: t('No guardamos lo que el programa no usa: así cuidamos los datos de las personas.', 'We do not keep what the programme does not use: that protects people’s data.'),
  someFaults: t('Algunas filas por corregir', 'Some rows to correct'),
  notes: t('Filas que entran sin un dato', 'Rows that enter without a value'),
  row: t('Fila', 'Row'),
  start: t('Cargar las filas buenas ({n})', 'Load the good rows ({n})'),
  startSays: t('Lo que entra queda en el registro. Puedes deshacer la carga después; lo que no se puede deshacer lo decimos abajo.', 'What enters stays in the record. You can undo the upload later; what cannot be undone is said below.'),
  cannot: t('Qué no se puede deshacer', 'What cannot be undone'),
  changeAnswers: t('Cambiar mis respuestas', 'Change my answers'),
  discard: t('Descartar este archivo', 'Discard this file'),
  running: t('Cargando…', 'Loading…'),
  runningSays: t('Van {done} de {rows} filas. Puedes cerrar esta página: la carga sigue sola, también si el servidor se reinicia.', '{done} of {rows} rows so far. You may close this page: loading goes on by itself, also if the server restarts.'),
  undoing: t('Deshaciendo…', 'Undoing…'),
  done: t('Carga terminada', 'Upload finished'),
  undone: t('Carga deshecha', 'Upload undone'),
  entered: t('Entraron', 'Entered'), already: t('Ya estaban', 'Were there already'), badRows: t('Por corregir', 'To correct'), undoneRows: t('Deshechas', 'Undone'),
  returned: t('Descargar mi archivo con los motivos', 'Download my file with the reasons'),
  returnedSays: t('Es tu mismo archivo: las celdas por corregir están en rojo y las filas que ya entraron están ocultas. Corrige y súbelo otra vez: lo que ya entró no se repite.',
    'It is your own file: cells to correct are red and rows that entered are hidden. Correct it and upload it again: what entered is not repeated.'),
  returnedCsvSays: t('Trae solo las filas por corregir, con el motivo al final. Corrige y súbelo otra vez: lo que ya entró no se repite.', 'It has only the rows to correct, with the reason at the end. Correct it and upload it again: what entered is not repeated.'),
  retry: t('Intentar otra vez las filas que volvieron', 'Try the returned rows again'),
  undo: t('Deshacer esta carga', 'Undo this upload'),
  undoSays: t('Escribe DESHACER para confirmar.', 'Type DESHACER to confirm.'),
  undoWord: t('Palabra', 'Word'),
  undoWrong: t('Escribe la palabra DESHACER, tal cual.', 'Type the word DESHACER, as it is.'),
  gone: t('El archivo y sus filas se borraron pasados {days} días. Queda el resultado de cada fila.', 'The file and its rows were deleted after {days} days. What came of each row stays.'),
  keeps: t('Guardamos tu archivo cifrado por {days} días y después lo borramos.', 'We keep your file encrypted for {days} days and then delete it.'),
  again: t('Este archivo ya se cargó antes. Aquí está lo que pasó con él: cargarlo otra vez no agrega nada.', 'This file was uploaded before. Here is what came of it: uploading it again adds nothing.'),
  allGood: t('Todas las filas entraron o ya estaban. No hay nada que corregir.', 'All rows entered or were there already. Nothing to correct.'),
  whole: t('toda la fila', 'the whole row'),
  claims: t('Lo que declaras y lo que hay en el registro', 'What you claim and what the record has'),
  claimed: t('Declarado', 'Claimed'), ours: t('Registro', 'Record'), difference: t('Diferencia', 'Difference'),
  download: t('Descargar en Excel', 'Download as Excel'),
  downloadSays: t('Las mismas tablas de un grupo, en Excel y CSV. Cada descarga con documentos queda anotada.', 'The same tables of a section, as Excel and CSV. Each download with documents is noted.'),
} as const

/** On the office's front page. */
export const WAITS = {
  asking: { one: t('1 archivo cargado espera tu respuesta', '1 uploaded file waits for your answer'), many: t('{n} archivos cargados esperan tu respuesta', '{n} uploaded files wait for your answer') },
  bad: { one: t('1 archivo cargado con filas por corregir', '1 uploaded file with rows to correct'), many: t('{n} archivos cargados con filas por corregir', '{n} uploaded files with rows to correct') },
} as const satisfies Record<string, { one: Text; many: Text }>

export const STATE_NAME = {
  asking: t('Por confirmar', 'To be confirmed'), running: t('Cargando', 'Loading'), done: t('Terminada', 'Finished'), undoing: t('Deshaciendo', 'Undoing'), undone: t('Deshecha', 'Undone'),
} as const

export const CANNOT_UNDO = {
  padron: t('Las personas nuevas quedan registradas, sin matrícula. Una matrícula con clases o avances no se deshace desde aquí.', 'New people stay registered, without enrolment. An enrolment with classes or progress is not undone here.'),
  asistencia: t('La asistencia no se deshace aquí: la segunda persona la rechaza en «Por confirmar». Las clases creadas quedan.', 'Attendance is not undone here: the second person refuses it in the queue. Classes that were made stay.'),
  notas: t('Todo se puede deshacer: la nota queda anulada y se ve que lo fue.', 'Everything can be undone: the mark is annulled, and one sees that it was.'),
  acta_cierre: t('Todo se puede deshacer: la declaración deja de compararse.', 'Everything can be undone: the claim is no longer compared.'),
} as const

/** Questions before anything enters. */
export const ASK = {
  sheet: t('Tu libro tiene varias hojas con esta tabla. ¿Cuál leemos?', 'Your workbook has several sheets with this table. Which one do we read?'),
  map: t('No encontramos la columna «{column}». ¿Cuál es en tu hoja?', 'We did not find the column “{column}”. Which one is it in your sheet?'),
  decimal: t('Tu archivo escribe números como «{example}». ¿Qué signo separa los decimales?', 'Your file writes numbers like “{example}”. Which sign separates decimals?'),
  comma: t('La coma: 15,5 es quince y medio', 'The comma: 15,5 is fifteen and a half'), point: t('El punto: 15.5 es quince y medio', 'The point: 15.5 is fifteen and a half'),
  serial: t('La columna «{column}» trae números como {example} donde van fechas. ¿Qué son?', 'The column “{column}” has numbers like {example} where dates belong. What are they?'),
  serial1900: t('Fechas de Excel: {example} es {day}', 'Excel dates: {example} is {day}'),
  serial1904: t('Fechas de Excel de una Mac antigua: {example} es {day}', 'Excel dates of an old Mac: {example} is {day}'),
  serialNo: t('No son fechas: devuelve esas filas', 'They are no dates: return those rows'),
  zeros: t('Códigos o documentos con menos números de los que deben: {n}. Excel suele quitar los ceros de la izquierda. ¿Los completamos con ceros?', 'Codes or documents with fewer digits than they should have: {n}. Excel takes the zeros on the left. Shall we fill them with zeros?'),
  zerosYes: t('Sí, completa con ceros a la izquierda', 'Yes, fill with zeros on the left'), zerosNo: t('No: devuelve esas filas', 'No: return those rows'),
  scheme: t('Hay {n} códigos de UBIGEO sin su tabla. Por ejemplo {code}: ¿{names}?', 'There are {n} UBIGEO codes without their table. For example {code}: {names}?'),
  schemeOf: t('INEI ({inei}) o RENIEC ({reniec})', 'INEI ({inei}) or RENIEC ({reniec})'),
  inei: t('INEI: {code} es {place}', 'INEI: {code} is {place}'), reniec: t('RENIEC: {code} es {place}', 'RENIEC: {code} is {place}'),
  noPlace: t('no existe', 'none'),
  late: t('Las tardanzas (T) no dicen cuánto. ¿Cuántos minutos de clase pierde quien llega tarde?', 'Late arrivals (T) do not say how late. How many minutes of class does a late person miss?'),
  minutes: t('{n} minutos', '{n} minutes'),
} as const

/** What the team's log says. */
export const NO_FILE = t('Ese archivo ya no está.', 'That file is gone.')
export const UNKNOWN = t('No encontramos esa carga.', 'We could not find that upload.')
export const NOT_NOW = t('Esta carga ya empezó. Mira cómo va.', 'This upload has started already. See how it goes.')
