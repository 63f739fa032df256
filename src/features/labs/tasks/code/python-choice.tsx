import { useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { mayUseMuch, readPause } from '../../../../web/phone/traffic.ts'
import type { Runtime } from '../../sandbox/python-run.ts'
import { download, drop, isKept } from './full-python-kept.ts'
import type { CodeView } from './view.ts'
import { CHOICE } from './words.ts'

type State = 'unknown' | 'absent' | 'coming' | 'kept'
type Trouble = 'failed' | 'sparing' | null

/** The small Python or the full one. Nothing of the full one is fetched before she taps on its download, which says how large it is. */
export function PythonChoice({ view, runtime, choose }: { view: CodeView; runtime: Runtime; choose: (runtime: Runtime) => void }): JSX.Element {
  const [state, setState] = useState<State>('unknown')
  const [offered, setOffered] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>(null)
  const [share, setShare] = useState(0)
  const coming = useRef<AbortController | null>(null)
  // She goes on typing while it comes.
  const latest = useRef(choose)
  latest.current = choose
  useEffect(() => {
    isKept(view.full).then((kept) => setState(kept ? 'kept' : 'absent'), () => setState('absent'))
    return () => coming.current?.abort()
  }, [])
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const sizes = { small: megabytes(view.smallBytes, view), full: megabytes(view.full.wire, view) }
  const full = runtime === 'pyodide' || offered

  const small = (): void => {
    coming.current?.abort()
    setOffered(false)
    if (runtime === 'pyodide') choose('micropython')
  }
  const wantFull = (): void => {
    setOffered(true)
    if (state === 'kept') choose('pyodide')
  }
  const fetchIt = async (): Promise<void> => {
    await readPause().catch(() => false)
    if (!mayUseMuch()) return setTrouble('sparing')
    const cancel = new AbortController()
    coming.current = cancel
    setTrouble(null)
    setShare(0)
    setState('coming')
    try {
      await download(view.full, setShare, cancel.signal)
      setState('kept')
      latest.current('pyodide')
    } catch {
      // Cancelled, no signal, or no room: what came whole stays, and the next download goes on from there.
      setState('absent')
      setTrouble(cancel.signal.aborted ? null : 'failed')
    }
  }
  const remove = (): void => {
    void drop().then(() => setState('absent'))
    small()
  }

  return (
    <div>
      <fieldset class="lab-blocks">
        <legend>{t(CHOICE.which)}</legend>
        <label class={full ? undefined : 'on'}>
          <input type="radio" name="python" checked={!full} onChange={small} /><span>{t(CHOICE.small, sizes)}</span>
        </label>
        <label class={full ? 'on' : undefined}>
          <input type="radio" name="python" checked={full} onChange={wantFull} /><span>{t(CHOICE.full, sizes)}</span>
        </label>
      </fieldset>
      {full && state !== 'unknown' && (
        <div class="card">
          <p>{t(CHOICE.brings)}</p>
          {state === 'absent' && <p class="actions"><button type="button" onClick={() => { void fetchIt() }}>{t(CHOICE.download, sizes)}</button></p>}
          {state === 'coming' && (
            <div class="lab-train">
              <progress max={1} value={share} aria-label={t(CHOICE.comes)} />
              <p><button type="button" class="quiet" onClick={() => coming.current?.abort()}>{t(CHOICE.cancel)}</button></p>
            </div>
          )}
          <p role="status" class={trouble ? 'bad' : 'hint'}>
            {trouble ? t(CHOICE[trouble]) : state === 'absent' ? t(runtime === 'pyodide' ? CHOICE.missing : CHOICE.untilThen) : state === 'coming' ? t(CHOICE.coming, { percent: Math.floor(share * 100) }) : t(CHOICE.kept)}
          </p>
          {state === 'kept' && <p><button type="button" class="quiet" onClick={remove}>{t(CHOICE.remove)}</button></p>}
        </div>
      )}
    </div>
  )
}

function megabytes(bytes: number, { lang }: CodeView): string {
  const text = (bytes / 1_000_000).toFixed(1)
  return lang === 'es' ? text.replace('.', ',') : text
}
