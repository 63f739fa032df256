import type { Text } from '../../lib/text.ts'

/** The tables that programme offices send each other (DOMAIN.md 4.3). */
export const KINDS = ['padron', 'asistencia', 'notas', 'acta_cierre'] as const
export type Kind = (typeof KINDS)[number]

/** How a column is read: what is asked about it, and how it is written out. */
export type Reads = 'text' | 'document' | 'day' | 'hour' | 'number' | 'ubigeo'

export interface Column {
  /** Heading in our templates, and its name everywhere. */
  readonly key: string
  readonly reads: Reads
  /** Without it no row can be read. */
  readonly required?: true
  /** Read only to tell that we do not keep it. */
  readonly ignored?: true
  /** Other headings, folded: no accents, no signs. */
  readonly also?: readonly string[]
  readonly choices?: readonly string[]
  readonly width?: number
  /** An example for the template. */
  readonly example?: string | number
}

const DOCUMENT: Column = {
  key: 'nro_doc', reads: 'document', required: true, width: 14, example: '10117410',
  also: ['n documento', 'nro documento', 'numero documento', 'numero de documento', 'documento', 'dni', 'n dni', 'nro dni', 'num doc', 'n doc', 'documento de identidad'],
}
const DOCUMENT_TYPE: Column = {
  key: 'tipo_doc', reads: 'text', width: 10, choices: ['DNI', 'CE', 'PTP', 'CPP', 'PASAPORTE PE'], example: 'DNI',
  also: ['tipo', 'tipo doc', 'tipo documento', 'tipo de documento', 'tipo de doc'],
}
const GROUP: Column = {
  key: 'codigo_grupo', reads: 'text', required: true, width: 18, example: 'noche-1', also: ['grupo', 'codigo de grupo', 'cod grupo', 'codigo grupo', 'seccion', 'codigo seccion'],
}
const counted = (key: string, ...also: readonly string[]): Column => ({ key, reads: 'number', required: true, width: 13, example: 10, also })

/** The columns of each table, in the order of its template. Other columns may stand beside them and are not read. */
export const COLUMNS: Readonly<Record<Kind, readonly Column[]>> = {
  padron: [
    { ...DOCUMENT_TYPE, required: true }, DOCUMENT,
    { key: 'ap_paterno', reads: 'text', required: true, width: 18, example: 'Quispe', also: ['apellido paterno', 'paterno', 'primer apellido', 'ap paterno'] },
    { key: 'ap_materno', reads: 'text', width: 18, example: 'Mamani', also: ['apellido materno', 'materno', 'segundo apellido', 'ap materno'] },
    { key: 'nombres', reads: 'text', required: true, width: 22, example: 'Rosa', also: ['nombre', 'prenombres', 'nombres completos'] },
    { key: 'fecha_nac', reads: 'day', required: true, width: 13, example: '1990-05-03', also: ['fecha de nacimiento', 'fecha nacimiento', 'fecha nac', 'f nacimiento', 'nacimiento', 'fec nac'] },
    { key: 'sexo', reads: 'text', width: 7, choices: ['F', 'M', 'Otro'], example: 'F', also: ['genero'] },
    { key: 'celular', reads: 'text', width: 13, example: '951234567', also: ['telefono', 'telefono celular', 'movil', 'n celular', 'nro celular', 'whatsapp'] },
    { key: 'correo', reads: 'text', width: 20, also: ['email', 'e mail', 'correo electronico'] },
    { key: 'ubigeo_res', reads: 'ubigeo', required: true, width: 12, example: '211101', also: ['ubigeo', 'ubigeo residencia', 'ubigeo de residencia', 'distrito', 'distrito de residencia'] },
    { key: 'esquema', reads: 'text', width: 9, choices: ['INEI', 'RENIEC'], example: 'INEI', also: ['esquema ubigeo', 'tabla ubigeo'] },
    { key: 'lengua', reads: 'text', width: 10, example: 'es', also: ['lengua materna', 'idioma', 'lengua de estudio'] },
    { key: 'discapacidad', reads: 'text', width: 12, choices: ['S', 'N', 'ND'], also: ['discapacidad s n nd'] },
    { key: 'condicion_laboral', reads: 'text', width: 18, choices: ['independiente', 'dependiente', 'empleador', 'trabajador familiar', 'desempleado', 'estudiante', 'hogar', 'jubilado'], also: ['condicion laboral', 'situacion laboral'] },
    { key: 'ruc', reads: 'text', width: 13, also: ['n ruc', 'nro ruc', 'numero de ruc'] },
    { key: 'rubro_ciiu', reads: 'text', width: 18, also: ['rubro', 'ciiu', 'rubro ciiu', 'giro', 'actividad'] },
    { key: 'tamano', reads: 'text', width: 10, choices: ['micro', 'pequeña', 'mediana', 'grande'], also: ['tamaño', 'tamano empresa', 'tamano de empresa'] },
    { key: 'grupo_meta', reads: 'text', width: 16, choices: ['jóvenes', 'mype', 'mujeres'], example: 'mype', also: ['grupo meta', 'poblacion objetivo'] },
    GROUP,
    { key: 'fecha_matricula', reads: 'day', width: 13, example: '2026-03-02', also: ['fecha de matricula', 'fecha matricula', 'f matricula'] },
    { key: 'consentimiento_fecha', reads: 'day', required: true, width: 13, example: '2026-03-02', also: ['consentimiento', 'fecha consentimiento', 'fecha de consentimiento', 'consentimiento fecha'] },
    { key: 'consentimiento_version', reads: 'text', width: 12, also: ['version consentimiento', 'version de consentimiento', 'consentimiento version'] },
    { key: 'consentimiento_discapacidad', reads: 'text', width: 14, choices: ['S', 'N'], also: ['consentimiento discapacidad', 'consentimiento datos sensibles'] },
  ],
  asistencia: [
    GROUP,
    { key: 'fecha', reads: 'day', required: true, width: 13, example: '2026-03-03', also: ['fecha de sesion', 'fecha sesion', 'dia'] },
    { key: 'hora_ini', reads: 'hour', required: true, width: 9, example: '19:00', also: ['hora inicio', 'hora de inicio', 'inicio', 'hora ini'] },
    { key: 'hora_fin', reads: 'hour', required: true, width: 9, example: '20:00', also: ['hora fin', 'hora de fin', 'fin', 'hora termino', 'hora de termino'] },
    DOCUMENT,
    { key: 'estado', reads: 'text', required: true, width: 8, choices: ['P', 'T', 'F', 'J'], example: 'P', also: ['asistencia', 'estado p t f j'] },
    { key: 'medio', reads: 'text', width: 11, choices: ['firma', 'QR', 'plataforma'], example: 'firma', also: ['medio de registro'] },
    { key: 'observacion', reads: 'text', ignored: true, width: 24, also: ['observación', 'observaciones', 'obs'] },
  ],
  notas: [
    DOCUMENT,
    { key: 'evaluacion', reads: 'text', required: true, width: 14, choices: ['entrada', 'proceso', 'producto', 'final'], example: 'final', also: ['evaluación', 'tipo de evaluacion', 'examen'] },
    { key: 'nota', reads: 'number', required: true, width: 8, example: 15.5, also: ['nota vigesimal', 'calificacion', 'puntaje'] },
    { key: 'intento', reads: 'number', required: true, width: 8, example: 1, also: ['n intento', 'nro intento'] },
    { key: 'evaluador', reads: 'text', required: true, width: 22, example: 'Ana Torres', also: ['docente', 'calificador', 'tutor', 'evaluadora'] },
  ],
  acta_cierre: [
    { key: 'region', reads: 'text', required: true, width: 16, example: 'Puno', also: ['departamento', 'región'] },
    { key: 'sexo', reads: 'text', required: true, width: 7, choices: ['F', 'M'], example: 'F', also: ['genero'] },
    counted('matriculados', 'n matriculados', 'total matriculados'), counted('activos', 'n activos'),
    counted('concluyeron', 'concluidos', 'n concluyeron'), counted('aprobados', 'n aprobados'), counted('retirados', 'n retirados'),
  ],
}

export const KIND_NAME: Readonly<Record<Kind, Text>> = {
  padron: { es: 'Padrón', en: 'Roster (padrón)' },
  asistencia: { es: 'Asistencia', en: 'Attendance' },
  notas: { es: 'Notas', en: 'Marks' },
  acta_cierre: { es: 'Acta de cierre', en: 'Closing minutes' },
}

export const KIND_SAYS: Readonly<Record<Kind, Text>> = {
  padron: { es: 'Registra personas y las matricula en sus grupos.', en: 'Registers people and enrols them in their sections.' },
  asistencia: { es: 'Anota quién estuvo en cada clase. Una segunda persona lo confirma.', en: 'Notes who was in each class. A second person confirms it.' },
  notas: { es: 'Guarda notas como evidencia. No cambian el certificado.', en: 'Keeps marks as evidence. They do not change the certificate.' },
  acta_cierre: { es: 'Guarda lo que declara tu entidad y lo compara con el registro.', en: 'Keeps what your entity claims and compares it with the record.' },
}

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text)
}

export function columnOfKey(kind: Kind, key: string): Column {
  const found = COLUMNS[kind].find((column) => column.key === key)
  if (!found) throw new Error(`${kind} has no column ${key}`)
  return found
}
