import type { StaffRole } from '../../feature.ts'
import type { Text } from '../../lib/text.ts'

export const STAFF = {
  title: { es: 'Personas del equipo', en: 'Staff members' },
  invite: { es: 'Invitar a alguien', en: 'Invite somebody' },
  name: { es: 'Nombres y apellidos', en: 'Full name' },
  handle: { es: 'Nombre de ingreso', en: 'Sign-in name' },
  handleHint: { es: 'Letras minúsculas y números, por ejemplo rosa.quispe', en: 'Lower case letters and digits, for example rosa.quispe' },
  makeLink: { es: 'Hacer su enlace', en: 'Make her link' },
  linkTitle: { es: 'Enlace de un solo uso', en: 'One-time link' },
  linkText: {
    es: 'Dáselo a {name} en persona o por un canal seguro. Sirve una sola vez, por 72 horas, y no se vuelve a mostrar.',
    en: 'Give it to {name} in person or through a safe channel. It works once, for 72 hours, and is not shown again.',
  },
  invited: { es: 'todavía no activa su cuenta', en: 'has not set up her account yet' },
  inactive: { es: 'desactivada', en: 'deactivated' },
  noRoles: { es: 'sin roles', en: 'no roles' },
  giveRole: { es: 'Dar un rol', en: 'Give a role' },
  role: { es: 'Rol', en: 'Role' },
  programme: { es: 'Programa', en: 'Programme' },
  give: { es: 'Dar', en: 'Give' },
  take: { es: 'Quitar', en: 'Take away' },
  newLink: { es: 'Perdió su contraseña o su teléfono: hacer otro enlace', en: 'She lost her password or phone: make another link' },
  deactivate: { es: 'Desactivar', en: 'Deactivate' },
  activate: { es: 'Volver a activar', en: 'Activate again' },
  everywhere: { es: 'toda la casa', en: 'the whole house' },
  logTitle: { es: 'Registro de lo que hizo el equipo', en: 'Log of what staff did' },
  seeLog: { es: 'Ver el registro', en: 'See the log' },
  house: { es: 'La casa', en: 'The house' },
  resetTitle: { es: 'Clave olvidada', en: 'Forgotten PIN' },
  resetText: { es: 'Con el documento de la persona a la vista, escribe su número. Compara el nombre con la tarjeta.', en: 'With the person\'s document in view, type its number. Compare the name with the card.' },
  find: { es: 'Buscar', en: 'Search' },
  nobody: { es: 'Nadie se registró con ese documento.', en: 'Nobody registered with that document.' },
  registered: { es: 'registrada el {day}', en: 'registered on {day}' },
  print: { es: 'Imprimir código', en: 'Print a code' },
  saved: { es: 'Hecho.', en: 'Done.' },
} as const satisfies Record<string, Text>

export const ROLE_NAME: Readonly<Record<StaffRole, Text>> = {
  tutor: { es: 'Tutor: enseña y califica', en: 'Tutor: teaches and grades' },
  executor: { es: 'Ejecutor: inscribe, verifica identidades, propone certificados', en: 'Executor: enrols, checks identities, proposes certificates' },
  approver: { es: 'Aprobador: aprueba certificados, firma reglas', en: 'Approver: approves certificates, signs rules' },
  auditor: { es: 'Auditor: lee y vuelve a contar', en: 'Auditor: reads and recounts' },
  administrator: { es: 'Administrador de cuentas', en: 'Account administrator' },
}
