import type { House } from '../../feature.ts'
import { storedAt } from '../../record/read.ts'
import { limaDay } from '../cohorts/index.ts'
import { checksCounted } from '../credentials/index.ts'
import { dutiesCounted } from '../duties/index.ts'

/** What the office itself did, by its acts up to a position: these values belong to no person and have no evidence of persons. */
export const OFFICE_VALUES = [
  'requests', 'requests-in-time', 'requests-open', 'incidents', 'incidents-in-time', 'cuts', 'cuts-in-time', 'cuts-late', 'last-cut-days', 'corrections',
  'findings-open', 'findings-closed', 'findings-late', 'checks-served', 'checks-valid',
  'audit-sample', 'audit-fails', 'audit-lower', 'audit-upper', 'contacts-attempted', 'contacts-reached', 'contacts-confirmed', 'contacts-not-allowed',
] as const
export type OfficeValue = (typeof OFFICE_VALUES)[number]
export type OfficeValues = Readonly<Partial<Record<OfficeValue, number>>>
/** Without a position: everything up to now. */
export type Giver = (house: House, tenant: string, upTo?: number) => Promise<OfficeValues>

const KEY = 'figure-givers'

/** A feature above tells what it alone knows; once, when it loads. */
export function giveValues(house: Pick<House, 'content'>, feature: string, giver: Giver): void {
  house.content.set(KEY, new Map([...givers(house), [feature, giver]]))
}

function givers(house: Pick<House, 'content'>): ReadonlyMap<string, Giver> {
  // Written by giveValues only.
  return (house.content.get(KEY) as ReadonlyMap<string, Giver> | undefined) ?? new Map<string, Giver>()
}

export async function officeValues(house: House, tenant: string, upTo?: number): Promise<OfficeValues> {
  const given = await Promise.all([duties, checks, ...givers(house).values()].map((giver) => giver(house, tenant, upTo)))
  return Object.assign({}, ...given)
}

const duties: Giver = async (house, tenant, upTo) => {
  const now = house.clock()
  const { requests, incidents } = await dutiesCounted(house.db, tenant, { now, today: limaDay(now), ...(upTo === undefined ? {} : { upTo }) })
  return {
    requests: requests.received, 'requests-in-time': requests.inTime, 'requests-open': requests.open,
    incidents: incidents.known, 'incidents-in-time': incidents.toldInTime,
  }
}

/** Counted by day, not in the record: up to the day of a cut's last act. */
const checks: Giver = async (house, tenant, upTo) => {
  const until = upTo === undefined ? null : await storedAt(house.db, tenant, upTo)
  const { served, valid } = await checksCounted(house.db, tenant, limaDay(until ?? house.clock()))
  return { 'checks-served': served, 'checks-valid': valid }
}
