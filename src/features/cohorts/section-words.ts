import type { Text } from '../../lib/text.ts'
import type { SiteTerms } from './section-acts.ts'

/** Where a section meets that has no site. */
export const ONLINE: Text = { es: 'En línea', en: 'Online' }

export const SECTION_REFUSAL = {
  taken: { es: 'Ya existe una sección con ese nombre. Ábrela desde la lista de secciones.', en: 'A section of that name exists already. Open it from the list of sections.' },
  unknown: { es: 'No encontramos esa sección en este programa.', en: 'We did not find that section in this programme.' },
  published: {
    es: 'Esta sección está en las bases publicadas de su convocatoria. Sus fechas, su turno y sus vacantes no cambian.',
    en: 'This section stands in the published terms of its call. Its dates, hours and places do not change.',
  },
  publishedClose: {
    es: 'Esta sección está en las bases publicadas de su convocatoria. Termina en su fecha y no se cierra antes.',
    en: 'This section stands in the published terms of its call. It ends on its date and is not closed before.',
  },
  capacityBelow: { es: 'Ya hay {active} personas en la sección. Las vacantes no pueden ser menos.', en: 'There are {active} people in the section already. The places cannot be fewer.' },
  courseBegun: { es: 'Ya hubo personas en esta sección. Su curso no cambia; abre otra sección.', en: 'There have been people in this section already. Its course does not change; open another section.' },
  somebodyIn: { es: 'Todavía hay {active} personas en esta sección. Trasládalas a otra antes de cerrarla.', en: 'There are still {active} people in this section. Transfer them to another one before you close it.' },
  unknownSite: { es: 'No encontramos esa sede en este programa.', en: 'We did not find that site in this programme.' },
  notYourSite: { es: 'Esta sede es de otra entidad. Pide el cambio a la coordinación del programa.', en: 'This site belongs to another entity. Ask the coordinators of the programme for the change.' },
  titleNeeded: { es: 'Escribe el nombre de la sección, por ejemplo: Noche 2.', en: 'Type the name of the section, for example: Evening 2.' },
  chooseOne: { es: 'Elige una opción.', en: 'Choose one option.' },
  siteNeeded: { es: 'Una sección presencial necesita una sede. Elige una, o registra antes la que falta.', en: 'A section in person needs a site. Choose one, or record the missing one first.' },
  capacityNeeded: { es: 'Escribe cuántas vacantes hay: un número de 1 a 500.', en: 'Type how many places there are: a number from 1 to 500.' },
  dayNeeded: { es: 'Elige un día.', en: 'Choose a day.' },
  endsBefore: { es: 'El último día no puede ser antes que el primero.', en: 'The last day cannot be before the first one.' },
  hoursNeeded: { es: 'Escribe la hora en que empieza y la hora en que termina, o deja los días sin marcar.', en: 'Type the hour it starts and the hour it ends, or leave the days unmarked.' },
  daysNeeded: { es: 'Marca los días de la semana en que se reúne.', en: 'Mark the days of the week on which it meets.' },
  nameNeeded: { es: 'Escribe el nombre de la sede, por ejemplo: CETPRO San José.', en: 'Type the name of the site, for example: CETPRO San José.' },
} as const satisfies Record<string, Text>

export const SIGNAL: Record<SiteTerms['signal'], Text> = {
  good: { es: 'Buena', en: 'Good' },
  weak: { es: 'Débil o a ratos', en: 'Weak or now and then' },
  none: { es: 'No hay', en: 'None' },
}

export const OPENING = {
  open: { es: 'Abrir una sección', en: 'Open a section' },
  opensSays: {
    es: 'Aquí abres un grupo nuevo. Si la cuelgas de una convocatoria, sus personas elegidas podrán escogerla; las vacantes totales de las bases no cambian.',
    en: 'Here you open a new group. If it belongs to a call, those who were selected may choose it; the total places of the terms do not change.',
  },
  change: { es: 'Cambiar la sección', en: 'Change the section' },
  publishedSays: {
    es: 'Su nombre, turno, fechas y vacantes están en las bases publicadas y no cambian. Aquí dices quién la tiene a cargo y en qué sede se reúne.',
    en: 'Its name, hours, dates and places stand in the published terms and do not change. Here you say who runs it and at which site it meets.',
  },
  titleEs: { es: 'Nombre de la sección', en: 'Name of the section' },
  titleEn: { es: 'Nombre en inglés', en: 'Name in English' },
  titleEnHint: { es: 'Si lo dejas vacío, es el mismo.', en: 'Left empty, it is the same.' },
  mode: { es: 'Modalidad', en: 'Mode' },
  site: { es: 'Sede', en: 'Site' },
  noSite: { es: 'Sin sede: en línea', en: 'No site: online' },
  weekdays: { es: 'Días en que se reúne', en: 'Days on which it meets' },
  weekdaysHint: { es: 'Sin días marcados, cada persona estudia a cualquier hora.', en: 'With no day marked, everybody studies at any hour.' },
  from: { es: 'Empieza a las', en: 'Starts at' },
  to: { es: 'Termina a las', en: 'Ends at' },
  hourHint: { es: 'En 24 horas, por ejemplo 19:00.', en: 'In 24 hours, for example 19:00.' },
  capacity: { es: 'Vacantes', en: 'Places' },
  starts: { es: 'Primer día', en: 'First day' },
  ends: { es: 'Último día', en: 'Last day' },
  course: { es: 'Curso', en: 'Course' },
  call: { es: 'Convocatoria', en: 'Call' },
  noCall: { es: 'Ninguna: llegan por traslado o por padrón', en: 'None: people come by transfer or by a list' },
  organisation: { es: 'Entidad ejecutora', en: 'Executing entity' },
  noOrganisation: { es: 'El programa mismo', en: 'The programme itself' },
  save: { es: 'Guardar', en: 'Save' },
  closeTitle: { es: 'Cerrar la sección', en: 'Close the section' },
  closeSays: { es: 'Desde hoy nadie más entra. Lo hecho se conserva, y puedes abrirla otra vez.', en: 'From today nobody else comes in. What was done is kept, and you can open it again.' },
  close: { es: 'Cerrar la sección', en: 'Close the section' },
  closedOn: { es: 'Cerrada desde el {day}', en: 'Closed since {day}' },
  reopen: { es: 'Abrirla otra vez', en: 'Open it again' },
  sites: { es: 'Sedes', en: 'Sites' },
  sitesLink: { es: 'Ver las sedes', en: 'See the sites' },
  noSites: { es: 'Todavía no hay sedes registradas. Registra la primera aquí abajo.', en: 'No site is recorded yet. Record the first one below.' },
  noneFound: { es: 'Nada coincide con lo que buscas. Prueba con menos letras.', en: 'Nothing matches your search. Try fewer letters.' },
  newSite: { es: 'Registrar una sede', en: 'Record a site' },
  changeSite: { es: 'Cambiar la sede', en: 'Change the site' },
  siteName: { es: 'Nombre de la sede', en: 'Name of the site' },
  district: { es: 'Distrito', en: 'District' },
  districtHint: { es: 'Distrito y provincia, o un código de UBIGEO.', en: 'District and province, or a UBIGEO code.' },
  districtChoice: { es: '¿Cuál de estos?', en: 'Which of these?' },
  ubigeo: { es: 'UBIGEO {scheme} {code}, tabla de {version}', en: 'UBIGEO {scheme} {code}, table of {version}' },
  childcare: { es: '¿Hay cuidado de niños durante la clase?', en: 'Is there childcare during the class?' },
  yes: { es: 'Sí', en: 'Yes' },
  no: { es: 'No', en: 'No' },
  childcareYes: { es: 'Con cuidado de niños', en: 'With childcare' },
  childcareNo: { es: 'Sin cuidado de niños', en: 'Without childcare' },
  signal: { es: 'Señal de internet', en: 'Internet signal' },
  search: { es: 'Buscar por nombre', en: 'Search by name' },
  find: { es: 'Buscar', en: 'Search' },
  which: { es: 'Cuáles', en: 'Which ones' },
  sort: { es: 'Orden', en: 'Order' },
  previous: { es: 'Anterior', en: 'Previous' },
  next: { es: 'Siguiente', en: 'Next' },
  pageNo: { es: 'Página {n}', en: 'Page {n}' },
  backToSites: { es: 'Volver a las sedes', en: 'Back to the sites' },
  backToSections: { es: 'Volver a las secciones', en: 'Back to the sections' },
  recorded: { es: 'La sede quedó registrada.', en: 'The site was recorded.' },
} as const satisfies Record<string, Text>

export const WHICH = {
  all: { es: 'Todas', en: 'All' },
  now: { es: 'En curso', en: 'Going on' },
  coming: { es: 'Por empezar', en: 'To come' },
  over: { es: 'Terminadas o cerradas', en: 'Over or closed' },
} as const satisfies Record<string, Text>

export const SORT = {
  newest: { es: 'Primero las más nuevas', en: 'Newest first' },
  title: { es: 'Por nombre', en: 'By name' },
} as const satisfies Record<string, Text>
