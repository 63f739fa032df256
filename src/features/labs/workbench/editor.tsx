import { useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say, type Lang } from '../../../lib/text.ts'
import { EDITOR } from './editor-words.ts'

/** How a language is typed: what is far away on a phone's keyboard, how far a line is indented, and after which end of a line the next one is. */
export interface Typing {
  readonly keys: readonly string[]
  readonly indent: string
  readonly opens: RegExp
}

const MOST_BYTES = 8192

interface ProgramProps extends Omit<EditorProps, 'id'> {
  readonly title: string
  /** Of the lab: what one can go back to. */
  readonly first: string
}

/** The program, kept as it is typed, with its size; going back to the first one can be undone. */
export function Program({ title, first, ...editor }: ProgramProps): JSX.Element {
  const [before, setBefore] = useState<string | null>(null)
  const { lang, source, set } = editor
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const bytes = new TextEncoder().encode(source).length
  return (
    <div>
      <label for="program"><strong>{title}</strong></label>
      <Editor {...editor} id="program" set={(text) => { setBefore(null); set(text) }} />
      <p class="hint">{t(EDITOR.size, { bytes })}</p>
      {bytes > MOST_BYTES && <p class="bad" role="alert">{t(EDITOR.tooLong)}</p>}
      <p class="actions">
        {source !== first && <button type="button" class="quiet" onClick={() => { setBefore(source); set(first) }}>{t(EDITOR.reset)}</button>}
        {before !== null && <button type="button" class="quiet" onClick={() => { set(before); setBefore(null) }}>{t(EDITOR.undo)}</button>}
      </p>
    </div>
  )
}

interface EditorProps {
  readonly lang: Lang
  readonly id: string
  readonly typing: Typing
  readonly source: string
  readonly set: (source: string) => void
}

/** A text area with line numbers, a row of keys, and indentation that goes on after Enter. What is typed reaches `set` at once. */
function Editor({ lang, id, typing: { keys, indent: step, opens }, source, set }: EditorProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null)
  const free = useRef(false)
  const lines = source.split('\n').length
  const put = (text: string): void => {
    const field = area.current
    if (!field) return
    field.focus()
    // The browser's own undo knows what this types; where it is missing the text still comes.
    if (!document.execCommand('insertText', false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    set(field.value)
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      free.current = true
      return
    }
    const indent = event.key === 'Tab' && !event.shiftKey && !free.current
    if (event.key !== 'Shift') free.current = false
    if (!indent && event.key !== 'Enter') return
    event.preventDefault()
    const before = source.slice(0, area.current?.selectionStart ?? 0).split('\n').at(-1) ?? ''
    put(indent ? step : `\n${/^ */.exec(before)![0]}${opens.test(before.trimEnd()) ? step : ''}`)
  }
  return (
    <div>
      <div class="lab-code">
        <pre aria-hidden="true">{Array.from({ length: lines }, (_, i) => i + 1).join('\n')}</pre>
        <textarea ref={area} id={id} value={source} rows={lines + 1} wrap="off" spellcheck={false} autocapitalize="none" autocomplete="off" autocorrect="off"
          aria-describedby={`${id}-leave`} onInput={(e) => set(e.currentTarget.value)} onKeyDown={key} />
      </div>
      <div class="lab-keys" role="group" aria-label={say(EDITOR.keys, lang)}>
        <button type="button" class="quiet" onClick={() => put(step)}>{say(EDITOR.indent, lang)}</button>
        {keys.map((text) => <button type="button" class="quiet" onClick={() => put(text)}>{text}</button>)}
      </div>
      <p id={`${id}-leave`} class="hint">{say(EDITOR.leave, lang)}</p>
    </div>
  )
}
