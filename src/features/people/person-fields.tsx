import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, Field, Select, type Option } from '../../web/form.tsx'
import { CONSENT_TEXT } from './consents.ts'
import { countries } from './countries.ts'
import { DOCUMENT_TYPES, documentTypeName } from './documents.ts'
import type { TypedPerson } from './person-form.ts'
import { DECLARED_GROUPS, LEARNING_LANGUAGES } from './profile.ts'
import { FORM, GROUP_NAME, LANGUAGE_NAME } from './words.ts'

export interface PersonFieldsProps {
  readonly lang: Lang
  readonly typed: TypedPerson
  readonly problems: readonly FieldProblem[]
}

/** The ten fields of a person, for the application form; conditional ones fold away and open when they are needed. */
export function PersonFields(props: PersonFieldsProps): JSX.Element {
  return (
    <>
      <FirstFields {...props} />
      <RestFields {...props} />
    </>
  )
}

/** What it takes to have an account: seven of the ten. `readFirstForm` reads them. */
export function FirstFields({ lang, typed, problems }: PersonFieldsProps): JSX.Element {
  const common = { lang, problems }
  const value = (name: string): string | undefined => typed.text[name]
  return (
    <>
      <DocumentFields {...common} typed={typed} />
      <Field {...common} name="full_name" label={say(FORM.fullName, lang)} hint={say(FORM.fullNameHint, lang)} value={value('full_name')} autocomplete="name" maxLength={160} />
      <Field {...common} name="birth_date" label={say(FORM.birthDate, lang)} hint={say(FORM.birthDateHint, lang)} value={value('birth_date')} inputMode="text" autocomplete="bday" maxLength={10} />
      <Fold title={say(FORM.minorOnly, lang)} open={opens(problems, 'guardian_') || Boolean(value('guardian_name'))}>
        <Field {...common} name="guardian_name" label={say(FORM.guardianName, lang)} value={value('guardian_name')} autocomplete="off" optional />
        <Select {...common} name="guardian_document_type" label={say(FORM.guardianDocumentType, lang)} value={value('guardian_document_type')}
          options={(['dni', 'ce'] as const).map((type) => ({ value: type, label: say(documentTypeName(type), lang) }))} />
        <Field {...common} name="guardian_document_number" label={say(FORM.guardianDocumentNumber, lang)} value={value('guardian_document_number')} autocomplete="off" optional />
        <Choices {...common} name="guardian_consent" label={say(FORM.consent, lang)} several chosen={[value('guardian_consent') ?? '']} options={[{ value: 'yes', label: say(FORM.guardianConsent, lang) }]} />
      </Fold>
      <DistrictField {...common} typed={typed} />
      <Field {...common} name="pin" label={say(FORM.pin, lang)} hint={say(FORM.pinHint, lang)} inputMode="numeric" autocomplete="off" maxLength={6} />
      <Choices {...common} name="consent" label={say(FORM.consent, lang)} several chosen={[value('consent') ?? '']} options={[{ value: 'yes', label: say(CONSENT_TEXT.programme.text, lang) }]} />
    </>
  )
}

/** The other three, asked once she has an account. `readRestForm` reads them. */
export function RestFields({ lang, typed, problems }: PersonFieldsProps): JSX.Element {
  return (
    <>
      <PhoneField lang={lang} problems={problems} value={typed.text.phone} />
      <LanguageField lang={lang} problems={problems} value={typed.text.language ?? lang} />
      <GroupFields lang={lang} problems={problems} typed={typed} />
    </>
  )
}

type Part = { readonly lang: Lang; readonly problems: readonly FieldProblem[] }

/** Kind, number and (folded) country: at registration, sign-in and reset; `prefix` when a page has two of them. */
export function DocumentFields({ lang, problems, typed, prefix = '' }: Part & { typed: Pick<TypedPerson, 'text'>; prefix?: string }): JSX.Element {
  const common = { lang, problems }
  const value = (name: string): string | undefined => typed.text[prefix + name]
  const types: Option[] = DOCUMENT_TYPES.map((type) => ({ value: type, label: say(documentTypeName(type), lang) }))
  const land: Option[] = [{ value: '', label: say(FORM.chooseCountry, lang) }, ...countries(lang).map((c) => ({ value: c.code, label: c.name }))]
  return (
    <>
      <Select {...common} name={`${prefix}document_type`} label={say(FORM.documentType, lang)} value={value('document_type') ?? 'dni'} options={types} />
      <Field {...common} name={`${prefix}document_number`} label={say(FORM.documentNumber, lang)} hint={say(FORM.documentNumberHint, lang)} value={value('document_number')}
        autocomplete={prefix ? 'off' : 'username'} maxLength={24} />
      <Fold title={say(FORM.passportOnly, lang)} open={value('document_type') === 'passport' || opens(problems, `${prefix}document_country`)}>
        <Select {...common} name={`${prefix}document_country`} label={say(FORM.documentCountry, lang)} value={value('document_country')} options={land} />
      </Fold>
    </>
  )
}

export function PhoneField({ lang, problems, value }: Part & { value: string | undefined }): JSX.Element {
  return <Field lang={lang} problems={problems} name="phone" label={say(FORM.phone, lang)} hint={say(FORM.phoneHint, lang)} value={value} type="tel" inputMode="tel" autocomplete="tel-national" maxLength={20} optional />
}

/** A text field; when what was typed means several districts, the choices stand under it as radio buttons. */
export function DistrictField({ lang, problems, typed }: Part & { typed: TypedPerson }): JSX.Element {
  return (
    <>
      <Field lang={lang} problems={problems} name="district" label={say(FORM.district, lang)} hint={say(FORM.districtHint, lang)} value={typed.text.district} autocomplete="off" list="district-list" maxLength={120} />
      <datalist id="district-list" />
      {typed.districts.length > 0 && (
        <Choices lang={lang} name="district_choice" label={say(FORM.districtChoice, lang)} options={typed.districts} chosen={[typed.text.district_choice ?? '']} />
      )}
    </>
  )
}

export function LanguageField({ lang, problems, value }: Part & { value: string }): JSX.Element {
  const options = LEARNING_LANGUAGES.map((code) => ({ value: code, label: say(LANGUAGE_NAME[code], lang) }))
  return <Select lang={lang} problems={problems} name="language" label={say(FORM.language, lang)} hint={say(FORM.languageHint, lang)} value={value} options={options} />
}

export function GroupFields({ lang, problems, typed }: Part & { typed: TypedPerson }): JSX.Element {
  const common = { lang, problems }
  return (
    <>
      <Choices {...common} name="groups" label={say(FORM.groups, lang)} hint={say(FORM.groupsHint, lang)} several chosen={typed.groups}
        options={DECLARED_GROUPS.map((group) => ({ value: group, label: say(GROUP_NAME[group], lang) }))} />
      <Fold title={say(FORM.firmOnly, lang)} open={typed.groups.includes('sme-owners')}>
        <Field {...common} name="ruc" label={say(FORM.ruc, lang)} hint={say(FORM.rucHint, lang)} value={typed.text.ruc} inputMode="numeric" autocomplete="off" maxLength={16} optional />
        <Choices {...common} name="no_ruc" label={say(FORM.ruc, lang)} several chosen={[typed.text.no_ruc ?? '']} options={[{ value: 'yes', label: say(FORM.noRuc, lang) }]} />
        <Field {...common} name="line" label={say(FORM.line, lang)} hint={say(FORM.lineHint, lang)} value={typed.text.line} autocomplete="off" maxLength={80} optional />
      </Fold>
    </>
  )
}

function Fold({ title, open, children }: { title: string; open: boolean; children: ComponentChildren }): JSX.Element {
  return <details open={open}><summary>{title}</summary>{children}</details>
}

function opens(problems: readonly FieldProblem[], prefix: string): boolean {
  return problems.some((p) => p.field.startsWith(prefix))
}
