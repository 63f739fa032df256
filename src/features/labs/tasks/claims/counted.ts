/** Evidence that the method `count` may believe: how many say it. */
export const COUNTED = ['repeat', 'same', 'sources'] as const
