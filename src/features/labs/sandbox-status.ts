import type { House, StatusLine } from '../../feature.ts'
import { codeLabs } from './labs.ts'
import { formSentence, sandboxForm } from './sandbox/form.ts'
import { FORM_NAME } from './sandbox/words.ts'

/** For the status page: in which form learners' code runs here, or why it does not. Nothing where no lab needs it. */
export async function sandboxStatus(house: House): Promise<StatusLine[]> {
  if (codeLabs(house).length === 0) return []
  const form = await sandboxForm()
  return [{ name: FORM_NAME, text: formSentence(form), good: form.kind !== 'refused' }]
}
