import type { Requirement } from './requirement.ts'

// What version 2.0 (IEEE 9274.1.1-2023, clause 4.2) says of statements beside or otherwise than 1.0.3, in our words.

const row = (id: string, says: string, test: string): Requirement => ({ id, versions: ['2.0.0'], says, test })
const open = (id: string, says: string, why: string): Requirement => ({ id, versions: ['2.0.0'], says, test: null, why })

export const dataRequirements20: readonly Requirement[] = [
  row('2.0 4.2 immutability', 'Two statements are compared without id, timestamp, display, definitions, attachments and the order of members', 'Version 2.0 compares neither id nor timestamp'),
  open('2.0 4.2 case', 'Case does not count in a comparison', 'read as in 1.0.3, 2.3.1: only what has no case by its own definition (UUIDs, domains, hashes, language tags); else an answer "A" would pass for "a"'),
  row('2.0 4.2.1 properties', 'A property that the tables do not know is refused', 'A context knows no other property'),
  row('2.0 4.2.1 twice', 'A property that stands twice is refused', 'A name that stands twice in an object is found at any depth, however it is written'),
  row('2.0 4.2.1 null', 'Null is refused but in extensions', 'Nothing but an extension is null'),
  row('2.0 4.2.1 types', 'A value of the wrong type is refused, in quotes too', 'Completion is true or false'),
  row('2.0 4.2.1 IRIs', 'An IRI that is none, or without scheme, is refused', 'The type of an activity is an IRI'),
  row('2.0 4.2.2.3 Activity', 'An object without objectType is an activity', 'An object is one of five kinds'),
  row('2.0 4.2.2.5 contextAgents', 'contextAgents is a list of contextAgent objects, each with its agent', 'Context agents say who else is concerned'),
  row('2.0 4.2.2.5 contextGroups', 'contextGroups is a list of contextGroup objects, each with its group', 'Context groups say which groups are concerned'),
  row('2.0 4.2.2.5 relevantTypes', 'relevantTypes, where given, are one IRI or more', 'The relevant types of a context agent are one IRI or more'),
  row('2.0 4.2.2.5 revision', 'Revision and platform stay with activities', 'A revision is only said of an activity'),
  row('2.0 4.2.4.1 order', 'The order of properties does not matter', 'A valid statement is never refused, whatever it holds and in which order'),
  row('2.0 4.2.4.1 size', 'No property is refused for its size', 'A response is a text'),
  row('2.0 4.2.4.1 future', 'A timestamp to come is taken', 'A timestamp is a date and time of ISO 8601'),
  row('2.0 4.2.4.1 malicious', 'What is thought to be malicious may be refused: extensions nested without end', 'Extensions nest a hundred levels deep and no deeper'),
  row('2.0 4.2.4.2 one identifier', 'Nobody has two identifiers', 'An agent has exactly one of the four identifiers'),
  row('2.0 4.2.4.2 no group in a group', 'A group has no groups as members', 'The members of a group are agents'),
  row('2.0 4.2.4.2 interactionType', 'An interaction has a valid interactionType', 'An interaction is of one of ten types'),
  row('2.0 4.2.4.2 no nested sub-statement', 'A sub-statement holds no sub-statement', 'A sub-statement holds no sub-statement'),
  row('2.0 4.2.4.2 version', 'A version of 1.0.x or 2.0.x is no reason to refuse', 'The version of a 2.0 statement is 1.0.x or 2.0.x'),
  row('2.0 4.2.5 voiding', 'What voids has a reference with an id as object', 'What voids another statement refers to it'),
  row('2.0 4.2.6 signature', 'A signature is an attachment of octets', 'A signature is an attachment of octets'),
  row('2.0 4.2.6 equivalence', 'What was signed is equivalent to what was sent', 'what the specification\'s comparison leaves out may differ: the order of members, the offset of the time, attachments; in 2.0 the id too'),
  row('2.0 4.2.7 extensions', 'The keys of extensions are IRIs, their values anything', 'The extensions of a result are IRIs with any value'),
  row('2.0 4.2.7 language maps', 'Language tags are well-formed', 'The keys of a language map are language tags'),
  row('2.0 4.2.7 UUIDs', 'A UUID has its standard form, of whatever variant', 'A registration is a UUID'),
  row('2.0 4.2.7 timestamps', 'A timestamp of another offset is taken', 'A timestamp is a date and time of ISO 8601'),
  row('2.0 4.2.7 duration', 'A duration has the form of ISO 8601:2004, 4.4.3.2, of whatever precision', 'A duration is an ISO 8601 duration'),
  row('2.0 4.2.7 duration compared', 'What is finer than 0.01 s does not count in a comparison', 'A duration counts to the hundredth of a second'),
]
