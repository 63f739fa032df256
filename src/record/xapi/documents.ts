import { activityProfile, agentProfile, type DocumentHandlers } from './profiles.ts'
import { deleteState, getState, postState, putState } from './state.ts'

/** The resources that keep documents, for the dispatch. */
export const RESOURCES: Readonly<Record<'activities/state' | 'activities/profile' | 'agents/profile', DocumentHandlers>> = {
  'activities/state': { GET: getState, PUT: putState, POST: postState, DELETE: deleteState },
  'activities/profile': activityProfile,
  'agents/profile': agentProfile,
}
