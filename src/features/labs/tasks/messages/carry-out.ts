import { decidingWords, sureness, type DecidingWord } from '../../../../engine/message-words.ts'
import { answerMessages, ownMessages, type MessageData, type MessageModel } from '../../../../engine/messages.ts'
import { orderOf } from '../../../../engine/order.ts'
import { messageStepsOf } from '../../../../engine/recipe.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { messageKind } from './kind.ts'

/** A message that the model takes for another class than its label says. */
export interface Wrong {
  /** Place in its part of the data: the checked messages, or the given ones. */
  readonly place: number
  readonly found: number
  /** The words, with their points for the class found above those for the label's. */
  readonly words: readonly DecidingWord[]
}

export interface Done extends AnyDone {
  readonly learnt: number
  /** Messages learnt from: given ones and her own. */
  readonly learntRows: number
  /** The class found for each checked message. */
  readonly found: readonly number[]
  /** Macro-F1 of the lab's starting point on the same messages. */
  readonly baseline: number
  /** Mistakes on checked messages, the surest first; and given messages whose label the model doubts most. */
  readonly mistakes: readonly Wrong[]
  readonly doubted: readonly Wrong[]
  /** Her own messages of the pool, the least sure first; empty where the model knows no doubt. */
  readonly unsure: readonly number[]
}

const MOST_MISTAKES = 40
const MOST_DOUBTED = 6

export const carryOutMessages: CarryOut = (order) => carryingOut(messageKind, order, shown)

function shown({ order, data, hers: { model, learnt }, start }: Both<MessageData, MessageModel>): Omit<Done, keyof AnyDone> {
  const { given, checked, pool } = data
  const own = ownMessages(data, order.recipe.seed)
  const found = answerMessages(model, checked.texts)
  const wrong = Array.from(found.keys()).filter((i) => found[i] !== checked.labels[i])
  const taken = Array.from(own.taken, (row) => given.texts[row]!)
  const said = answerMessages(model, taken)
  const doubted = Array.from(own.taken.keys()).filter((i) => said[i] !== given.labels[own.taken[i]!])
  const unsure = sureness(model, Array.from(own.pool, (row) => pool[row]!))
  const tell = (place: number, text: string, label: number): Wrong => ({ place, ...decidingWords(model, text, label) })
  return {
    learnt, learntRows: own.taken.length + messageStepsOf(order.recipe.steps).labels.length, found: Array.from(found), baseline: start?.practice ?? 0, unsure: unsure === null ? [] : Array.from(orderOf(unsure)),
    mistakes: surestFirst(model, wrong, checked.texts).slice(0, MOST_MISTAKES).map((i) => tell(i, checked.texts[i]!, checked.labels[i]!)),
    doubted: surestFirst(model, doubted, taken).slice(0, MOST_DOUBTED).map((i) => tell(own.taken[i]!, taken[i]!, given.labels[own.taken[i]!]!)),
  }
}

/** The places of texts, the one of which the model is surest first; as they are where it knows no doubt. */
function surestFirst(model: MessageModel, places: readonly number[], texts: readonly string[]): number[] {
  const sure = sureness(model, places.map((place) => texts[place]!))
  return sure === null ? [...places] : Array.from(orderOf(sure)).reverse().map((i) => places[i]!)
}
