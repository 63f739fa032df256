import type { ColumnType } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { CourseContent } from './course-file.ts'
import { courseHash, type CourseRead } from './read.ts'

interface CourseVersionTable {
  hash: string
  course: string
  content: ColumnType<unknown, string, never>
  loaded: Date
}

interface CoursePictureTable {
  hash: string
  type: string
  bytes: Buffer
}

declare module '../../lib/database.ts' {
  interface Tables { course_version: CourseVersionTable; course_picture: CoursePictureTable }
}

/** One version of one course, as it was when it was loaded. */
export interface Course extends CourseContent {
  /** SHA-256 of the content: ext.version of every statement about it. */
  readonly hash: string
}

interface Loaded {
  /** Course id -> the version that who starts now gets. */
  readonly current: Map<string, Course>
  /** Every version this process has read, by hash. */
  readonly versions: Map<string, Course>
  /** What is wrong with the files now. */
  mistakes: readonly string[]
}

const KEY = 'courses'

function loaded(house: Pick<House, 'content'>): Loaded {
  const known = house.content.get(KEY) as Loaded | undefined
  if (known) return known
  const fresh: Loaded = { current: new Map(), versions: new Map(), mistakes: [] }
  house.content.set(KEY, fresh)
  return fresh
}

/**
 * Keeps what was read and makes it current. A broken course stays on its last good version, from this process or from the
 * database; nothing is ever deleted. Answers with every mistake of every file.
 */
export async function takeIn(house: Pick<House, 'db' | 'content' | 'clock'>, reads: readonly CourseRead[]): Promise<readonly string[]> {
  const state = loaded(house)
  for (const read of reads) {
    if (read.course) {
      await keep(house, read.course)
      const course = { ...read.course.content, hash: read.course.hash }
      state.versions.set(course.hash, course)
      state.current.set(read.id, course)
    } else if (!state.current.has(read.id)) {
      const last = await lastGood(house, read.id)
      if (last) state.current.set(read.id, last)
    }
  }
  // A folder that went away altogether is a mistake too: people may be in the middle of that course.
  const gone = await coursesWithout(house.db, reads.map((r) => r.id))
  for (const id of gone) {
    const last = state.current.get(id) ?? await lastGood(house, id)
    if (last) state.current.set(id, last)
  }
  state.mistakes = [...reads.flatMap((r) => r.mistakes), ...gone.map((id) => `courses/${id}: the folder is gone; its last version stays in use`)]
  return state.mistakes
}

async function keep(house: Pick<House, 'db' | 'clock'>, { content, hash, pictures }: NonNullable<CourseRead['course']>): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await tx.insertInto('course_version').values({ hash, course: content.id, content: JSON.stringify(content), loaded: house.clock() })
      .onConflict((oc) => oc.column('hash').doUpdateSet({ loaded: house.clock() })).execute()
    for (const picture of pictures) await tx.insertInto('course_picture').values(picture).onConflict((oc) => oc.column('hash').doNothing()).execute()
  })
}

async function lastGood(house: Pick<House, 'db' | 'content'>, id: string): Promise<Course | null> {
  const row = await house.db.selectFrom('course_version').select('hash').where('course', '=', id).orderBy('loaded', 'desc').orderBy('hash').limit(1).executeTakeFirst()
  return row ? courseVersion(house, row.hash) : null
}

async function coursesWithout(db: Db, known: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('course_version').select('course').distinct().orderBy('course').execute()
  return rows.map((r) => r.course).filter((id) => !known.includes(id))
}

/** The version of this hash, or null when it was never loaded here. Read from the database once a process. */
export async function courseVersion(house: Pick<House, 'content'> & { readonly db: Db }, hash: string): Promise<Course | null> {
  const { versions } = loaded(house)
  const known = versions.get(hash)
  if (known) return known
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const row = await house.db.selectFrom('course_version').select('content').where('hash', '=', hash).executeTakeFirst()
  if (!row) return null
  const content = CourseContent.parse(row.content)
  if (courseHash(content) !== hash) throw new Error(`the course version ${hash} in the database is not what was loaded: its content was changed`)
  const course = { ...content, hash }
  versions.set(hash, course)
  return course
}

/** The version of a course that somebody who starts now gets, or null. */
export function currentCourse(house: Pick<House, 'content'>, id: string): Course | null {
  return loaded(house).current.get(id) ?? null
}

/** What is wrong with the course files now, each with file and line. */
export function courseMistakes(house: Pick<House, 'content'>): readonly string[] {
  return loaded(house).mistakes
}

export async function pictureOf(db: Db, hash: string): Promise<{ type: string; bytes: Buffer } | null> {
  return (await db.selectFrom('course_picture').select(['type', 'bytes']).where('hash', '=', hash).executeTakeFirst()) ?? null
}
