// Placeholder by the lead so that app.ts loads; the people helper replaces this file.
import type { Ctx, Feature, House, Who } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
export const people: Feature = { name: 'people' }
export async function whoAsks(_house: House, _c: Ctx): Promise<Who> { return { kind: 'visitor' } }
export async function agentOf(_db: Db, _tenant: string, _person: string): Promise<string | null> { return null }
