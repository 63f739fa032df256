import type { JSX } from 'preact'
import type { Ctx } from '../feature.ts'
import { say, type Lang } from '../lib/text.ts'
import { cameFrom } from './page.tsx'
import { WORDS } from './words.ts'

/** What somebody posted when the machine, not she, was in the way. */
export interface Kept {
  /** Path to send it to again; null when a file or a secret was part of it, which no page gives back. */
  readonly again: string | null
  /** Where she came from, to fill it in again. */
  readonly back: string
  readonly fields: readonly (readonly [string, string])[]
}

const SECRET = /pin|password|code/
/** A longer text is shown, so that she can read and copy it; a shorter one only travels along. */
const SHORT = 60

/** The fields of the posted form; null for what is no form or has more than `most` bytes. The body may have been read before: Hono keeps it. */
export async function keptForm(c: Ctx, most: number): Promise<Kept | null> {
  const type = c.req.header('content-type') ?? ''
  if (c.req.method !== 'POST' || !/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return null
  if (Number(c.req.header('content-length') ?? '0') > most || c.req.header('transfer-encoding') !== undefined) return null
  // A body that breaks off has nothing to keep.
  const form = await c.req.formData().catch(() => null)
  if (!form) return null
  // A browser sends an empty file for a field where none was chosen.
  const all = [...form.entries()].filter(([, value]) => typeof value === 'string' || value.size > 0)
  const fields = all.flatMap(([name, value]) => (typeof value === 'string' && !SECRET.test(name) ? [[name, value] as const] : []))
  return { again: fields.length === all.length ? c.req.path : null, back: cameFrom(c), fields }
}

/** What was typed, still on the page, with a button that sends it again. */
export function KeptForm({ kept, lang }: { kept: Kept; lang: Lang }): JSX.Element {
  const long = kept.fields.filter(([, value]) => value.length > SHORT)
  return (
    <form method="post" action={kept.again ?? undefined} class="card">
      {kept.fields.filter(([, value]) => value.length <= SHORT).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      {long.map(([name, value], i) => (
        <div class="field">
          <label for={`kept-${i}`}>{say(WORDS.kept, lang)}</label>
          <textarea id={`kept-${i}`} name={name} rows={8} readonly>{value}</textarea>
        </div>
      ))}
      {kept.again ? <button>{say(WORDS.sendAgain, lang)}</button> : <p><a class="button" href={kept.back}>{say(WORDS.backToForm, lang)}</a></p>}
    </form>
  )
}
