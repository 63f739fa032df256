import { AsyncLocalStorage } from 'node:async_hooks'
import { systemClock, type Clock } from '../lib/clock.ts'

const moment = new AsyncLocalStorage<number>()

/** Inside `at` the moment that is being lived, elsewhere the true time: acts of different people go on beside each other. */
export const demoClock: Clock = () => {
  const now = moment.getStore()
  return now === undefined ? systemClock() : new Date(now)
}

/** Does something at a moment of the past; everything it calls sees that moment. */
export function at<T>(time: number, work: () => Promise<T>): Promise<T> {
  return moment.run(time, work)
}
