import { useEffect, useState } from 'preact/hooks'

/** In which order the messages lie on the desk: as they come, or as a result has suggested. */
export interface Suggested {
  /** Her own messages, first those to label next; null: as they come. */
  read(): readonly number[] | null
  suggest(order: readonly number[]): void
  /** Answers how to stop hearing of it. */
  onSuggest(hear: () => void): () => void
}

export function startSuggested(): Suggested {
  let order: readonly number[] | null = null
  const hearers = new Set<() => void>()
  return {
    read: () => order,
    suggest: (next) => {
      order = next
      for (const hear of hearers) hear()
    },
    onSuggest: (hear) => {
      hearers.add(hear)
      return () => { hearers.delete(hear) }
    },
  }
}

export function useSuggested(suggested: Suggested): readonly number[] | null {
  const [order, setOrder] = useState(() => suggested.read())
  useEffect(() => suggested.onSuggest(() => setOrder(suggested.read())), [])
  return order
}

/** The message to label next: the first in order that has no label and was not skipped; when only skipped ones are left, the first of those. */
export function nextMessage(order: readonly number[], labels: ReadonlyMap<number, number>, skipped: readonly number[]): number | undefined {
  return order.find((row) => !labels.has(row) && !skipped.includes(row)) ?? skipped.find((row) => !labels.has(row))
}
