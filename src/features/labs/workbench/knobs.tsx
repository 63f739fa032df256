import type { JSX } from 'preact'
import { say, type Text } from '../../../lib/text.ts'
import { KNOB } from '../block-words.ts'
import type { Knob } from '../lab-steps.ts'
import type { AnyView } from '../view.ts'
import { BENCH } from './words.ts'

/** One of several blocks to choose from. */
export function Block(props: { name: string; on: boolean; label: string; says: string; choose: () => void }): JSX.Element {
  return (
    <label class={props.on ? 'on' : undefined}>
      <input type="radio" name={`bench-${props.name}`} checked={props.on} onChange={props.choose} />
      <span><strong>{props.label}</strong><br /><small>{props.says}</small></span>
    </label>
  )
}

/** A knob: a choice of a few values, or a number with a button on each side. */
export function KnobField({ view, name, value, knob, says: told, set }: { view: AnyView; name: string; value: number; knob: Knob; /** What it does, where its task says it. */ says?: Text | undefined; set: (v: number) => void }): JSX.Element {
  const says = told ?? Object.entries(BENCH.knobSays).find(([n]) => n === name)?.[1]
  const id = `knob-${name}`
  const within = (v: number): number => Math.min(knob.most, Math.max(knob.least, Math.round(v)))
  return (
    <div class="field">
      <label for={id}>{say(KNOB[name]!, view.lang)}</label>
      <p class="hint" id={`${id}-hint`}>{says && say(says, view.lang)} {!knob.choices && say(BENCH.between, view.lang, { least: knob.least, most: knob.most })}</p>
      {knob.choices
        ? <select id={id} aria-describedby={`${id}-hint`} value={String(value)} onChange={(e) => set(Number(e.currentTarget.value))}>{knob.choices.map((c) => <option value={String(c)}>{c}</option>)}</select>
        : (
          <span class="lab-stepper">
            <button type="button" class="quiet" aria-label={`${say(KNOB[name]!, view.lang)} −`} onClick={() => set(within(value - stepOf(value)))}>−</button>
            <input id={id} aria-describedby={`${id}-hint`} type="number" inputMode="numeric" min={knob.least} max={knob.most} value={value}
              onInput={(e) => { if (inside(e.currentTarget.value, knob)) set(Number(e.currentTarget.value)) }}
              onChange={(e) => { e.currentTarget.value = String(within(Number(e.currentTarget.value) || knob.start)); set(Number(e.currentTarget.value)) }} />
            <button type="button" class="quiet" aria-label={`${say(KNOB[name]!, view.lang)} +`} onClick={() => set(within(value + stepOf(value + 1)))}>+</button>
          </span>
        )}
    </div>
  )
}

/** While typing, only what is a whole number within the bounds is taken; the rest waits until the field is left. */
function inside(text: string, knob: Knob): boolean {
  const value = Number(text)
  return text !== '' && Math.floor(value) === value && value >= knob.least && value <= knob.most
}

/** Small numbers move by one, large ones by about a tenth. */
function stepOf(value: number): number {
  if (value <= 20) return 1
  return value <= 200 ? 10 : 100
}
