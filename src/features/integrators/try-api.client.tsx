import type { ComponentChildren, JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { fillWith } from '../../web/light.ts'
import { begins, curlOf, requestOf, type Api, type ApiOperation, type ApiParameter, type Asked } from './api-shape.ts'
import { TRY } from './try-words.ts'

// Lets a developer send one request and see the answer. Our own, because the usual viewers of OpenAPI weigh megabytes and write styles into
// the page, which our policy forbids. Key and secret are nowhere but in their two fields.
const root = document.getElementById('try-api')
const lang: Lang = root?.dataset.lang === 'en' ? 'en' : 'es'
/** Longest body that is drawn, in characters. */
const MOST_SHOWN = 100_000

if (root) void begin(root)

interface Choice { readonly method: string; readonly path: string; readonly operation: ApiOperation }

async function begin(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset.api ?? '').catch(() => null)
  if (!answer?.ok) return fillWith(place, <p class="error" role="alert">{say(TRY.notLoaded, lang)}</p>)
  const api: Api = await answer.json()
  const choices: Choice[] = Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, operation })))
  const first = choices.find((c) => c.operation.operationId === 'postStatements') ?? choices[0]
  if (!first) return
  const choose = (event: Event): void => draw(choices.find((c) => c.operation.operationId === valueOf(event.target)) ?? first)
  fillWith(place, (
    <form class="card">
      <Labelled name="operation" label={say(TRY.operation, lang)}>
        <select id="try-operation" onChange={choose}>
          {choices.map((c) => <option value={c.operation.operationId} selected={c === first}>{`${c.operation.summary} (${c.method.toUpperCase()} ${c.path})`}</option>)}
        </select>
      </Labelled>
      <div id="try-key">
        <Labelled name="user" label={say(TRY.key, lang)}><input id="try-user" autocomplete="off" spellcheck={false} autocapitalize="none" /></Labelled>
        <Labelled name="secret" label={say(TRY.secret, lang)}><input id="try-secret" type="password" autocomplete="off" /></Labelled>
      </div>
      <p id="try-open" class="hint">{say(TRY.noKey, lang)}</p>
      <div id="try-fields"></div>
      <p class="actions"><button>{say(TRY.send, lang)}</button></p>
      <div id="try-answer" role="status"></div>
    </form>
  ))
  draw(first)
}

function Labelled({ name, label, hint, children }: { name: string; label: string; hint?: string; children?: ComponentChildren }): JSX.Element {
  return <div class="field"><label for={`try-${name}`}>{label}</label>{hint && <p class="hint" id={`try-${name}-hint`}>{hint}</p>}{children}</div>
}

function draw(choice: Choice): void {
  const { operation } = choice
  const content = Object.entries(operation.requestBody?.content ?? {})
  const [type, example] = content[0] ?? ['', {}]
  show('try-key', operation.security.length > 0)
  show('try-open', operation.security.length === 0)
  fillWith(at('try-fields'), (
    <>
      {(operation.parameters ?? []).map((p, i) => <ParameterField parameter={p} name={`p${i}`} />)}
      {operation.requestBody && (
        <>
          <Labelled name="type" label={say(TRY.type, lang)}><input id="try-type" value={type} autocomplete="off" /></Labelled>
          <Labelled name="body" label={say(TRY.body, lang)}>
            <textarea id="try-body" rows={12} class="mono" spellcheck={false}>{typeof example.example === 'string' ? example.example : JSON.stringify(example.example ?? {}, null, 2)}</textarea>
          </Labelled>
        </>
      )}
    </>
  ))
  at('try-answer').textContent = ''
  const form = at('try-answer').closest('form')
  if (form) form.onsubmit = (event) => { event.preventDefault(); void send(choice) }
}

function ParameterField({ parameter, name }: { parameter: ApiParameter; name: string }): JSX.Element {
  const options = parameter.schema?.enum ?? (parameter.schema?.type === 'boolean' ? ['true', 'false'] : null)
  const value = begins(parameter)
  return (
    <Labelled name={name} label={parameter.required ? `${parameter.name} (${say(TRY.needed, lang)})` : parameter.name} hint={parameter.description}>
      {options
        ? <select id={`try-${name}`} aria-describedby={`try-${name}-hint`}>{[...(parameter.required ? [] : ['']), ...options].map((o) => <option selected={o === value}>{o}</option>)}</select>
        : <input id={`try-${name}`} aria-describedby={`try-${name}-hint`} value={value} autocomplete="off" spellcheck={false} autocapitalize="none" />}
    </Labelled>
  )
}

async function send({ method, path, operation }: Choice): Promise<void> {
  const parameters = operation.parameters ?? []
  const typed = new Map(parameters.map((p, i) => [`${p.in} ${p.name}`, valueOf(at(`try-p${i}`))]))
  const lacking = parameters.filter((p) => p.required && typed.get(`${p.in} ${p.name}`)?.trim() === '').map((p) => p.name)
  if (lacking.length > 0) return fillWith(at('try-answer'), <p class="error">{say(TRY.missing, lang)}{lacking.join(', ')}</p>)
  const asked = requestOf(method, path, parameters, typed, operation.requestBody ? { type: valueOf(at('try-type')), text: valueOf(at('try-body')) } : null)
  const key = operation.security.length > 0 ? valueOf(at('try-user')).trim() : null
  fillWith(at('try-answer'), <p>{say(TRY.sending, lang)}</p>)
  const headers = { Accept: '*/*', ...asked.headers, ...(key === null ? {} : { Authorization: basic(key, valueOf(at('try-secret'))) }) }
  const answer = await fetch(asked.path, { method: asked.method, headers, body: asked.body, credentials: 'omit', redirect: 'manual', cache: 'no-store' }).catch(() => null)
  await showAnswer(asked, key, answer)
}

async function showAnswer(asked: Asked, key: string | null, answer: Response | null): Promise<void> {
  const text = await answer?.text().catch(() => '') ?? ''
  fillWith(at('try-answer'), (
    <>
      <h3>{say(TRY.answer, lang)}</h3>
      {answer
        ? <p class={answer.ok ? 'good' : 'bad'}>{`${answer.status} ${answer.statusText}`}</p>
        : <p class="error">{say(TRY.failed, lang)}</p>}
      {answer && (text === '' ? <p>{say(TRY.empty, lang)}</p> : <pre tabindex={0}>{pretty(text).slice(0, MOST_SHOWN)}</pre>)}
      {answer && <details><summary>{say(TRY.headers, lang)}</summary><pre tabindex={0}>{[...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}</pre></details>}
      <h3>{say(TRY.same, lang)}</h3>
      <pre tabindex={0}>{curlOf(asked, location.origin, key, say(TRY.secretWord, lang))}</pre>
    </>
  ))
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** btoa takes bytes; a key may hold any letter. */
function basic(key: string, secret: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${key}:${secret}`)))}`
}

function at(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

function show(id: string, shown: boolean): void {
  at(id).hidden = !shown
}

function valueOf(target: EventTarget | null): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement ? target.value : ''
}
