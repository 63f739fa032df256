/** The kinds of lab, by what a model of theirs does. */
export const TASKS = ['classes', 'series', 'numbers', 'policies', 'claims', 'code', 'ranking', 'groups', 'messages', 'images'] as const
export type TaskName = (typeof TASKS)[number]
