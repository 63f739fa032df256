import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import type { Trouble } from '../../sandbox/program-run.ts'
import { Program, type Typing } from '../../workbench/editor.tsx'
import { JS_TROUBLE, PROGRAM, STATE } from './program-words.ts'
import type { PolicyView } from './view.ts'

const JAVASCRIPT: Typing = { keys: ['(', ')', '{', '}', '[', ']', '.', '=', '<', '>', '+', '-', '*', '/', ';', '?', ':', '&', '|', '_'], indent: '  ', opens: /[{([]$/ }

/** What the program must be, the program, and what it is told. */
export function ProgramField({ view, source, put }: { view: PolicyView; source: string; put: (source: string) => void }): JSX.Element {
  const { world } = view.settings
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <p>{t(PROGRAM.says[world])}</p>
      <details open>
        <summary>{t(PROGRAM.fields[world])}</summary>
        <ul class="plain">{Object.entries(STATE[world]).map(([name, holds]) => <li><code>{name}</code>: {t(holds)}</li>)}</ul>
      </details>
      <Program lang={view.lang} title={t(PROGRAM.title)} typing={JAVASCRIPT} source={source} first={view.program ?? ''} set={put} />
      <p class="hint">{t(PROGRAM.rules[world])} {t(PROGRAM.download)}</p>
    </div>
  )
}

/** What stopped her program, in her words first. */
export function Stopped({ view, failed: { error, message, line } }: { view: PolicyView; failed: Trouble }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div class="card" role="note">
      <p class="bad">{line === null ? '' : t(PROGRAM.line, { line })}{t(JS_TROUBLE[error] ?? JS_TROUBLE['other']!)}</p>
      {message !== '' && <p class="hint">{t(PROGRAM.javascript)}: <code>{message}</code></p>}
    </div>
  )
}
