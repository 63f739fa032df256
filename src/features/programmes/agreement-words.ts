import { verbIri } from './vocabulary.ts'

/** Acts about the agreement and its organisations. No counting rule reads them: the target is what a number is held against, never the number. */
export const AGREEMENT_VERB = {
  proposed: verbIri('agreementProposed'),
  signed: verbIri('agreementSigned'),
  dropped: verbIri('agreementDropped'),
  moved: verbIri('agreementMoved'),
  organisation: verbIri('organisationRecorded'),
} as const
