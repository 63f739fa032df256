import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { CONSENT_TEXT, PURPOSES } from './consents.ts'

const TITLE: Text = { es: 'Tus datos y tu privacidad', en: 'Your data and your privacy' }

/** What we keep, why, for how long, and what she can do: each true of this program, and to be changed together with it. */
const PARTS: readonly { readonly title: Text; readonly lines: readonly Text[] }[] = [
  {
    title: { es: 'Qué guardamos', en: 'What we keep' },
    lines: [
      { es: 'Tu documento, tu nombre, tu fecha de nacimiento, tu celular si lo das, tu distrito y a qué te dedicas. Se guardan cifrados con una llave que es solo tuya.', en: 'Your document, your name, your birth date, your phone if you give it, your district and what you do. They are kept encrypted with a key that is yours alone.' },
      { es: 'Lo que estudias: unidades, pruebas, laboratorio y tu producto. En el registro apareces con un código, sin tu nombre ni tu documento.', en: 'What you study: units, quizzes, lab and your product. In the record you appear under a code, without your name or your document.' },
      { es: 'Tu clave no se guarda: solo una huella de ella que no se puede leer.', en: 'Your PIN is not kept: only a fingerprint of it that cannot be read.' },
    ],
  },
  {
    title: { es: 'Quién lo ve', en: 'Who sees it' },
    lines: [
      { es: 'Tú, siempre. El equipo de tu programa ve lo que necesita para su tarea; cada vez que alguien abre tu número de documento queda anotado quién y cuándo.', en: 'You, always. Your programme\'s staff see what their task needs; each time somebody opens your document number, who and when is noted.' },
      { es: 'Si tu programa lo tiene encendido, una persona del equipo puede preguntar por tu número a RENIEC o a Migraciones. De lo que responden guardamos solo si el nombre coincide y si hay una restricción.', en: 'If your programme has it turned on, a member of staff may ask RENIEC or Migraciones about your number. Of what they answer we keep only whether the name agrees and whether there is a restriction.' },
      { es: 'Si trabajas para una entidad que da los cursos, o eres familiar de quien trabaja ahí, el equipo lo anota y te avisa. Los informes te cuentan aparte, sin tu nombre.', en: 'If you work for an entity that gives the courses, or are a relative of who does, the staff note it and tell you. The reports count you apart, without your name.' },
      { es: 'En público solo salen totales del país. Nadie puede saber por ellos dónde vives ni cómo te llamas.', en: 'In public only national totals appear. Nobody can learn from them where you live or what you are called.' },
    ],
  },
  {
    title: { es: 'Lo que puedes hacer', en: 'What you can do' },
    lines: [
      { es: 'En «Mis datos» los ves, los corriges, te llevas una copia y cambias tus permisos.', en: 'Under “My data” you see them, correct them, take a copy and change your permissions.' },
      { es: 'Si pides que se borren, se destruye tu llave: nadie podrá leerlos, tampoco nosotros. Pídelo en «Mis datos», con una solicitud.', en: 'If you ask for them to be erased, your key is destroyed: nobody can read them any more, we neither. Ask under “My data”, with a request.' },
      { es: 'Mientras dure el convenio queda una marca de tu documento que no se puede leer, para que nadie cuente dos veces. Las copias de seguridad hechas antes conservan lo borrado hasta que se reemplazan.', en: 'While the agreement runs an unreadable mark of your document stays, so that nobody counts twice. Backups made earlier keep what was erased until they are replaced.' },
      { es: 'La Ley 29733 protege estos derechos. Puedes reclamar ante la Autoridad Nacional de Protección de Datos Personales.', en: 'Law 29733 protects these rights. You may complain to the National Authority for the Protection of Personal Data.' },
    ],
  },
]

export const privacyRoute: Route = { method: 'GET', path: '/privacy', handle: (c: Ctx) => page(c, { title: say(TITLE, c.var.lang), main: <Privacy lang={c.var.lang} /> }) }

function Privacy({ lang }: { lang: Lang }): JSX.Element {
  return (
    <>
      <h1>{say(TITLE, lang)}</h1>
      {PARTS.map((part) => <><h2>{say(part.title, lang)}</h2><ul>{part.lines.map((line) => <li>{say(line, lang)}</li>)}</ul></>)}
      <h2>{say({ es: 'Tus permisos', en: 'Your permissions' }, lang)}</h2>
      <dl>{PURPOSES.map((purpose) => <><dt><strong>{say(CONSENT_TEXT[purpose].title, lang)}</strong></dt><dd>{say(CONSENT_TEXT[purpose].text, lang)}</dd></>)}</dl>
    </>
  )
}
