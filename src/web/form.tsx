import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../lib/problem.ts'
import { say, type Lang } from '../lib/text.ts'
import { FORM } from './form-words.ts'

export interface FieldProps {
  readonly name: string
  readonly label: string
  readonly lang: Lang
  readonly hint?: string | undefined
  readonly value?: string | undefined
  readonly type?: 'text' | 'tel' | 'password' | 'date' | 'number' | 'search'
  readonly inputMode?: 'numeric' | 'text' | 'tel' | 'decimal'
  readonly autocomplete?: string
  readonly maxLength?: number
  readonly optional?: boolean
  readonly list?: string
  readonly problems?: readonly FieldProblem[] | undefined
}

/** One labelled input; its error stands beside it and is read with it. */
export function Field(props: FieldProps): JSX.Element {
  // An object, because Preact types <input> as a union over the literal `type`, which a value known only at run time does not fit.
  const attributes: object = {
    ...given({ inputMode: props.inputMode, autoComplete: props.autocomplete, maxLength: props.maxLength, list: props.list }),
    id: props.name, name: props.name, type: props.type ?? 'text', value: props.type === 'password' ? '' : props.value ?? '',
  }
  return <Labelled {...props}>{(described) => <input {...attributes} {...described} />}</Labelled>
}

export function TextArea(props: FieldProps & { readonly rows?: number }): JSX.Element {
  return (
    <Labelled {...props}>
      {(described) => <textarea id={props.name} name={props.name} rows={props.rows ?? 6} {...given({ maxLength: props.maxLength })} {...described}>{props.value}</textarea>}
    </Labelled>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

export function Select(props: FieldProps & { readonly options: readonly Option[] }): JSX.Element {
  return (
    <Labelled {...props}>
      {(described) => (
        <select id={props.name} name={props.name} {...described}>
          {props.options.map((o) => <option value={o.value} selected={o.value === props.value}>{o.label}</option>)}
        </select>
      )}
    </Labelled>
  )
}

/** Radio buttons or, with `several`, checkboxes, under one question. */
export function Choices(props: Omit<FieldProps, 'value'> & { readonly options: readonly Option[]; readonly chosen: readonly string[]; readonly several?: boolean }): JSX.Element {
  const error = errorOf(props)
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={props.name} aria-describedby={error ? `${props.name}-error` : undefined}>
      <legend>{props.label}</legend>
      {props.hint && <p class="hint">{props.hint}</p>}
      {error && <p class="error" id={`${props.name}-error`}>{error}</p>}
      {props.options.map((o) => (
        <label class="choice">
          <input type={props.several ? 'checkbox' : 'radio'} name={props.name} value={o.value} checked={props.chosen.includes(o.value)} />
          <span>{o.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** What is wrong with the whole form, first on the page, each line a link to its field. */
export function ErrorSummary({ problems, lang }: { problems?: readonly FieldProblem[] | undefined; lang: Lang }): JSX.Element | null {
  if (!problems || problems.length === 0) return null
  return (
    <div class="errors" role="alert">
      <p>{say(FORM.checkThese, lang)}</p>
      <ul>{problems.map((p) => <li><a href={`#${p.field}`}>{say(p.sentence, lang)}</a></li>)}</ul>
    </div>
  )
}

type Described = { 'aria-describedby'?: string; 'aria-invalid'?: 'true' }

function Labelled({ children, ...props }: FieldProps & { children: (described: Described) => ComponentChildren }): JSX.Element {
  const error = errorOf(props)
  const ids = [props.hint ? `${props.name}-hint` : '', error ? `${props.name}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={props.name}>{props.label}{props.optional && <span class="optional"> {say(FORM.optional, props.lang)}</span>}</label>
      {props.hint && <p class="hint" id={`${props.name}-hint`}>{props.hint}</p>}
      {error && <p class="error" id={`${props.name}-error`}>{error}</p>}
      {children({ ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': 'true' } : {}) })}
    </div>
  )
}

/** Attributes without those that are absent. */
function given<T extends Record<string, unknown>>(attributes: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // Only absent values were dropped.
  return Object.fromEntries(Object.entries(attributes).filter(([, v]) => v !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
}

function errorOf(props: Pick<FieldProps, 'name' | 'lang' | 'problems'>): string | null {
  const found = props.problems?.find((p) => p.field === props.name)
  return found ? say(found.sentence, props.lang) : null
}

/** A button that posts: what changes something is never a link. */
export function PostButton(props: { action: string; label: string; kind?: 'primary' | 'quiet' | 'danger'; values?: Record<string, string> }): JSX.Element {
  return (
    <form method="post" action={props.action} class="inline">
      {Object.entries(props.values ?? {}).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <button class={props.kind ?? 'primary'}>{props.label}</button>
    </form>
  )
}
