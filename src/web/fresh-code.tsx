import type { JSX } from 'preact'
import type { FieldProblem } from '../lib/problem.ts'
import { say, type Lang } from '../lib/text.ts'
import { Field } from './form.tsx'
import type { Kept } from './kept.tsx'

/** The field in which a fresh code of the app goes along with the form that needs it. */
export const FRESH_CODE = 'fresh_code'

/** The form that was refused, with a field for the code: sent again it is done. */
export function FreshCodeForm({ kept, lang }: { kept: Kept; lang: Lang }): JSX.Element {
  return (
    <form method="post" action={kept.again ?? undefined} class="card">
      {kept.fields.filter(([name]) => name !== FRESH_CODE).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <FreshCodeField lang={lang} />
      <p class="actions"><button>{say(SEND, lang)}</button> <a href={kept.back}>{say(BACK, lang)}</a></p>
    </form>
  )
}

/** For a form with a file, which asks for the code itself: nobody can send her file again for her. */
export function FreshCodeField({ lang, problems }: { lang: Lang; problems?: readonly FieldProblem[] }): JSX.Element {
  return <Field lang={lang} problems={problems} name={FRESH_CODE} label={say(CODE, lang)} hint={say(HINT, lang)} inputMode="numeric" autocomplete="one-time-code" maxLength={20} />
}

const CODE = { es: 'Código de tu app', en: 'Code of your app' }
const HINT = { es: 'Seis números. También sirve un código de recuperación.', en: 'Six digits. A recovery code works too.' }
const SEND = { es: 'Confirmar y enviar', en: 'Confirm and send' }
const BACK = { es: 'Volver sin enviar', en: 'Back without sending' }
