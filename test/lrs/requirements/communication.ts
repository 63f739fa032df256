import type { Requirement } from './requirement.ts'
import { rows, twoRows } from './rows.ts'

/** What xAPI 1.0.3 asks of requests, statements' resource, errors, versions and authentication (Communication 1, 2.1, 3, 4). */
export const communication: readonly Requirement[] = [
  ...rows('HEAD answers like GET on every resource, without a body', {
    125: 'HEAD is answered as GET is, without the body', 126: 'HEAD is accepted',
  }),
  ...rows('the alternate request syntax carries PUT, GET, HEAD, POST and DELETE in a form', { 336: 'The alternate request syntax is understood' }, ['1.0.3']),
  ...rows('a PUT or POST of statements is application/json or multipart/mixed, or refused with 400', { 127: 'Statements come as application/json or multipart/mixed' }),
  ...rows('parts that belong to no attachment are refused', { 128: 'No parts but the attachments' }),
  ...rows('an attachment without fileUrl needs its part; one with fileUrl does not', { 129: 'Each attachment without fileUrl has its part' }),
  ...rows('multipart/mixed without a boundary, or with another than its body has, is refused', {
    130: 'A boundary stands before each part', 131: 'The boundary is named in the header', 138: 'A body in parts says multipart/mixed',
  }),
  ...rows('a part whose hash is missing, is of no attachment or is not of its bytes is refused', { 132: 'Each part names the hash of an attachment of the statements' }),
  ...rows('the first part holds all the statements as application/json', { 133: 'All statements stand in the first part', 134: 'The first part is application/json' }),
  ...rows('a part without Content-Transfer-Encoding binary is refused', { 135: 'Each part but the first has Content-Transfer-Encoding: binary' }),
  ...rows(null, { 137: 'MIME-Version 1.0 or later is asked for' }, ['1.0.3'],
    'Withdrawn by the conformance suite itself: HTTP is no MIME-conformant protocol and does not need the header. Bodies without it are taken.'),
  ...rows('every resource answers at its address under one base', {
    139: 'Statements are at base/statements', 140: 'Statements, state, agent and activity profile are all there',
    230: 'State is at base/activities/state', 245: 'Agents are at base/agents', 252: 'Activities are at base/activities',
    282: 'Agent profile is at base/agents/profile', 311: 'Activity profile is at base/activities/profile', 315: 'About is at base/about',
  }),
  ...rows('a statement is never changed by another under its id, by PUT or POST: 409, and it stays as it was', { 142: 'A statement is never changed by another with its id' }),
  ...rows('PUT with statementId stores a statement and answers 204; without it, or with another id than the statement\'s, 400', {
    143: 'A PUT is answered 204', 144: 'A PUT names statementId', 145: 'A PUT without statementId is refused',
  }),
  ...rows('POST stores one statement or several and answers 200 with every id in order, made where none was given', {
    146: 'A POST is answered 200 with all ids', 147: 'POST is accepted',
  }),
  ...rows('a POST that holds a GET answers with a list of statements', { 148: 'A POST that holds a GET is answered as one' }, ['1.0.3']),
  ...rows('GET without an id answers 200 and a list; one that finds nothing is empty, not refused', {
    149: 'An empty list is no refusal', 154: 'A list is answered 200 with a StatementResult', 159: 'GET is accepted', 165: 'The answer has a Content-Type',
  }),
  ...rows('statementId and voidedStatementId go with attachments and format only', {
    150: 'voidedStatementId goes with nothing but attachments and format', 151: 'statementId goes with nothing but attachments and format',
  }),
  ...rows('X-Experience-API-Consistent-Through is a moment not before anything stored that is shown, and comes with refusals too', {
    152: 'Consistent-Through is not before what is shown', 153: 'Consistent-Through comes with every answer', 160: 'Consistent-Through is an ISO 8601 moment',
  }),
  ...rows('a voided statement is found by voidedStatementId alone; what refers to it stays in lists', {
    155: 'voidedStatementId gives that one statement', 157: 'voidedStatementId is understood', 162: 'What refers to a voided statement stays in lists, the voided one does not',
    163: 'A voided statement is shown by voidedStatementId only',
  }),
  ...rows('one statement is found by its id, with Last-Modified the moment it was stored, and 404 where there is none', {
    156: 'statementId gives that one statement', 158: 'statementId is understood',
  }),
  ...rows('with attachments true every attachment comes back as multipart/mixed, exact to the byte; else JSON alone', {
    161: 'Without attachments, JSON alone', 167: 'With attachments, multipart with all of them',
  }),
  ...rows('verb, activity and registration find what has exactly them', {
    164: 'A list has what fits the filters', 178: 'registration filters', 179: 'activity filters', 180: 'verb filters',
  }),
  ...rows('newest first, or oldest first when ascending is true', { 166: 'ascending turns the order around' }),
  ...rows('format exact, or none, gives agents, verbs, activities and groups as they were received', {
    168: 'format is understood and exact when absent', 170: 'exact gives what was received',
  }),
  ...rows('format canonical gives what is known by now, each text in one language', { 169: 'canonical gives the canonical definitions in one language' }),
  ...rows('format ids gives nothing but identifiers, also of the members of an anonymous group', { 171: 'ids gives identifiers only' }),
  ...rows('Accept-Language chooses the language of format canonical', { 172: 'Accept-Language chooses the language of canonical' }),
  ...rows('limit bounds a page, more leads through all of them once, and stays valid while others write', { 173: 'limit bounds the page; 0 or none is as many as the server gives' }),
  ...rows('since is later than, until is at or before the moment of reception, in any time zone', { 174: 'until: stored at or before', 175: 'since: stored after' }),
  ...rows('related_agents adds instructor, team, authority and what stands in a sub-statement', { 176: 'related_agents widens agent' }),
  ...rows('related_activities adds context activities and what stands in a sub-statement', { 177: 'related_activities widens activity' }),
  ...rows('agent finds an actor, an object and a member by any identifier', { 181: 'agent filters by any identifier' }),
  ...rows('a request that is refused changes nothing: statements, documents', { 182: 'A refused request changes nothing' }),
  ...rows('about names the versions it speaks, as an array of texts, and extensions', {
    316: 'about names no version but known ones', 317: 'about names 1.0.x', 318: 'version is an array of texts', 319: 'about answers GET with version', 320: 'about may answer extensions',
  }),
  ...rows('without X-Experience-API-Version everything but about is refused', { 321: 'A version is asked for everywhere but at about' }),
  ...rows('If-Match with another ETag is 412 for PUT, POST and DELETE and changes nothing; with the right one it is done', { 322: 'ETags guard documents against lost updates' }),
  ...rows('only the codes of the specification refuse a statement', { 323: 'Refusals use the specification\'s codes' }),
  ...rows('a parameter that is not known, or in other capitals, is refused on every resource', {
    324: 'An unknown parameter is refused', 325: 'A parameter in other capitals is refused',
  }),
  ...rows('a batch with one bad statement is refused whole with 400 and leaves nothing', { 326: 'A batch is stored whole or not at all' }),
  ...rows('a key without the right to it is refused with 403', { 327: 'Too few rights: 403' }),
  ...rows('what is too large is refused with 413', { 328: 'Too large: 413' }),
  ...rows('when the database fails statements are refused with 500, none is half stored, and the same may be sent again', { 329: 'A fault of the server: 500' }),
  ...rows('statements keep the version they came with, and nothing is made of one older than 1.0.1', {
    330: 'Statements are not rewritten for an older version', 332: 'Statements keep their version',
  }),
  ...rows('a version that is neither 1.0, 1.0.x, 2.0 nor 2.0.x is refused', { 331: 'An unknown version is refused' }),
  ...rows('every answer names the version it speaks, the latest patch of the one asked for', { 333: 'The answer names the version' }),
  ...rows('who shows no key, or a wrong one, is refused with 401; a key by HTTP Basic opens', { 334: 'No key or a wrong one: 401', 335: 'HTTP Basic opens' }),

  // What xAPI 2.0 (IEEE 9274.1.1) has otherwise, by the clauses that the conformance suite's test/v2_0 names.
  ...twoRows({
    '4.1.2 alternate syntax': ['The alternate request syntax is gone', 'xAPI 2.0 refuses the alternate request syntax'],
    '4.1.3 content types': ['multipart/mixed may come without attachments', 'a statement with its attachment as multipart/mixed is stored'],
    '4.1.4 ETag': ['Documents have an ETag in quotes', 'the ETag of a document is the SHA-1 of its bytes, in quotes; If-None-Match with it answers 304'],
    '4.1.4 If-Match': ['PUT, POST and DELETE heed If-Match', 'If-Match with another ETag is 412 for PUT, POST and DELETE and changes nothing; with the right one it is done'],
    '4.1.4 blind PUT, profiles': ['A PUT over a profile without a condition is 409', 'a PUT over a profile with neither header is 409 with an explanation, and the profile stays'],
    '4.1.4 blind PUT, state': ['A PUT over a state without a condition is 409', 'in xAPI 2.0 a PUT over a state with neither header is 409 too'],
    '4.1.6.1 early voiding': ['A voiding statement is not refused because its target is not here yet', 'a voiding statement that comes before what it voids is taken, and voids it when it comes'],
    '4.1.6.1 same id twice': ['A batch with one id twice is refused', 'a batch that uses one id twice is refused with 400'],
    '4.1.6.1 Last-Modified': ['Last-Modified of a statement is when it was stored', 'one statement is found by its id, with Last-Modified the moment it was stored, and 404 where there is none'],
    '4.1.6.1 StatementRef': ['What refers to a statement that fits is found with it', 'a statement that refers to one that fits is found with it'],
    '4.1.6.1 more': ['more leads on, and stays valid', 'limit bounds a page, more leads through all of them once, and stays valid while others write'],
    '4.1.6.1 related_agents': ['related_agents looks into contextAgents and contextGroups', 'related_agents adds contextAgents and contextGroups'],
    '4.1.6.2 Last-Modified': ['Documents have Last-Modified', 'Last-Modified of a document, and of a list of them, is when it last changed'],
    '4.1.6.2 POST': ['A POST of a document is a JSON object; since goes with lists only', 'in xAPI 2.0 a POST of anything but a JSON object is refused, and since does not go with an id'],
    '4.1.6.7 about': ['about names 2.0.0', 'about names the versions it speaks, as an array of texts, and extensions'],
    '4.1.7 version': ['2.0 and 2.0.x are understood, anything else refused', 'a version that is neither 1.0, 1.0.x, 2.0 nor 2.0.x is refused'],
  }),
]
