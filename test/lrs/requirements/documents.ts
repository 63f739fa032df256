import type { Requirement } from './requirement.ts'
import { rows } from './rows.ts'

const PUT_READ_POSTED = 'a document of any kind is put, read with its type, posted and deleted: 204, 200, 204, 204'
const MERGES = 'a POST to a JSON document merges one level deep: what is new replaces, the rest stays'
const NEEDED = 'each parameter a document resource cannot do without is asked for with 400, by every method'
const WRONG = 'an agent that is none, an activityId that is no IRI, a registration that is no UUID: 400 by every method'
const ANY_TEXT = 'an id of a document is any text'
const LISTS = 'GET without the id lists the ids; since only what was stored later'
const REGISTRATION = 'a state belongs to its registration; without one, all are listed and deleted'
const BOTH_OBJECTS = 'a POST to a document is refused with 400 unless both are JSON objects'
const BAD_JSON = 'a POST that says application/json and is none is refused with 400, also where no document is'
const NEW = 'a POST where no document is stores it as a PUT would'
const SINCE_1 = 'since beside a stateId is overlooked in 1.0.3, and DELETE takes no since'
const PERSON = 'agents answers a Person whose properties are arrays, with every name that was told'
const UNKNOWN = 'agents answers a Person of somebody unknown, with what was asked for'
const NO_AGENT = 'agents without an agent, or with what is none, is refused'
const ACTIVITY = 'activities answers the whole Activity, with all that statements said of it in every language'

/** Document resources, agents, activities (1.0.3 Communication 2.2 to 2.7; 2.0 4.1.6.2 to 4.1.6.6). */
export const documents: readonly Requirement[] = [
  ...rows(MERGES, {
    183: 'A merge goes one level deep', 184: 'What is new replaces', 185: 'The merged document is one JSON text again', 186: 'Both documents are read as JSON before they are merged',
    234: 'State: a POST merges', 279: 'Agent profile: a POST merges', 308: 'Activity profile: a POST merges',
  }),
  ...rows(PUT_READ_POSTED, {
    187: 'State: DELETE 204', 188: 'State: GET 200 and the document', 189: 'State: POST 204', 190: 'State: PUT 204', 191: 'State: DELETE by stateId', 192: 'State: GET by stateId',
    216: 'State: DELETE takes stateId', 217: 'State: GET takes stateId', 231: 'State: POST is accepted',
    259: 'Agent profile: GET 200', 269: 'Agent profile: GET by profileId', 271: 'Agent profile: DELETE 204', 272: 'Agent profile: POST 204', 273: 'Agent profile: PUT 204',
    274: 'Agent profile: GET is accepted', 283: 'Agent profile: POST is accepted',
    285: 'Activity profile: DELETE 204', 286: 'Activity profile: POST 204', 287: 'Activity profile: PUT 204', 288: 'Activity profile: GET by profileId',
    290: 'Activity profile: GET is accepted', 291: 'Activity profile: DELETE is accepted', 292: 'Activity profile: POST is accepted', 293: 'Activity profile: PUT is accepted', 312: 'Activity profile: POST is accepted',
  }),
  ...rows(LISTS, {
    141: 'since: only documents stored after it', 193: 'State: the ids as an array', 195: 'State: ids stored after since', 204: 'State: since is a timestamp',
    221: 'State: GET takes since', 222: 'State: ids stored after since',
    260: 'Agent profile: since is a timestamp', 268: 'Agent profile: GET takes since', 270: 'Agent profile: the ids as an array', 275: 'Agent profile: ids stored after since',
    289: 'Activity profile: the ids as an array', 294: 'Activity profile: ids stored after since', 295: 'Activity profile: since is a timestamp', 303: 'Activity profile: GET takes since',
  }),
  ...rows(REGISTRATION, {
    194: 'State: DELETE without stateId deletes all that fits', 218: 'State: PUT takes registration', 219: 'State: DELETE takes registration', 220: 'State: GET takes registration', 227: 'State: POST takes registration',
  }),
  ...rows(WRONG, {
    196: 'State: DELETE, agent is JSON', 197: 'State: GET, agent is JSON', 198: 'State: POST, agent is JSON', 199: 'State: PUT, agent is JSON',
    200: 'State: DELETE, registration is a UUID', 201: 'State: GET, registration is a UUID', 202: 'State: POST, registration is a UUID', 203: 'State: PUT, registration is a UUID',
    255: 'Agent profile: DELETE, agent is an Agent', 256: 'Agent profile: POST, agent is an Agent', 257: 'Agent profile: PUT, agent is an Agent', 258: 'Agent profile: GET, agent is an Agent',
    304: 'Activity profile: GET takes no agent',
  }),
  ...rows(SINCE_1, { 205: 'State: DELETE with a since that is none is refused' }, ['1.0.3']),
  ...rows(null, { 223: 'State: DELETE takes since' }, ['1.0.3'],
    'The specification has no since for DELETE of states (the conformance suite says so and does not test it): such a request is refused with 400.'),
  ...rows(NEEDED, {
    206: 'State: PUT, stateId', 207: 'State: DELETE, activityId', 208: 'State: GET, activityId', 209: 'State: POST, activityId', 210: 'State: PUT, activityId', 211: 'State: POST, stateId',
    212: 'State: DELETE, agent', 213: 'State: GET, agent', 214: 'State: POST, agent', 215: 'State: PUT, agent',
    261: 'Agent profile: GET, agent', 262: 'Agent profile: DELETE, agent', 263: 'Agent profile: POST, agent', 264: 'Agent profile: PUT, agent',
    265: 'Agent profile: DELETE, profileId', 266: 'Agent profile: POST, profileId', 267: 'Agent profile: PUT, profileId',
    296: 'Activity profile: GET, activityId', 297: 'Activity profile: DELETE, activityId', 298: 'Activity profile: POST, activityId', 299: 'Activity profile: PUT, activityId',
    300: 'Activity profile: DELETE, profileId', 301: 'Activity profile: POST, profileId', 302: 'Activity profile: PUT, profileId',
  }),
  ...rows(ANY_TEXT, {
    224: 'State: DELETE, stateId is a text', 225: 'State: GET, stateId is a text', 226: 'State: POST, stateId is a text', 228: 'State: PUT, stateId is a text',
    276: 'Agent profile: POST, profileId is a text', 277: 'Agent profile: PUT, profileId is a text',
    305: 'Activity profile: DELETE, profileId is a text', 306: 'Activity profile: POST, profileId is a text', 307: 'Activity profile: PUT, profileId is a text',
  }),
  ...rows(BOTH_OBJECTS, {
    229: 'State: both documents are JSON objects', 232: 'State: both documents are application/json', 278: 'Agent profile: both are application/json', 281: 'Agent profile: both are JSON objects',
    309: 'Activity profile: both are application/json', 313: 'Activity profile: both are JSON objects',
  }),
  ...rows(NEW, { 233: 'State: a POST of a new document stores it', 280: 'Agent profile: a POST of a new document stores it', 310: 'Activity profile: a POST of a new document stores it' }),
  ...rows(BAD_JSON, { 235: 'State: a POST of bad JSON is refused', 284: 'Agent profile: a POST of bad JSON is refused', 314: 'Activity profile: a POST of bad JSON is refused' }),
  ...rows(PERSON, {
    236: 'Agents: GET 200 and a Person', 237: 'objectType is Person', 238: 'name is an array', 246: 'Each property of a Person is an array', 248: 'The Person is the one asked for',
  }),
  ...rows(UNKNOWN, {
    239: 'mbox is an array', 240: 'mbox_sha1sum is an array', 241: 'openid is an array', 242: 'account is an array', 244: 'mbox entries are mailto:', 247: 'Somebody unknown is a Person too',
  }),
  ...rows(NO_AGENT, { 243: 'Agents: agent is asked for', 249: 'Agents: agent is a valid Agent' }),
  ...rows('activities without an activityId, or with what is no IRI, is refused', { 250: 'Activities: activityId is asked for' }),
  ...rows(ACTIVITY, { 251: 'Activities: GET 200 and the whole Activity', 253: 'Activities: GET is accepted', 254: 'The Activity has all that statements told' }),
]
