import type { JSX } from 'preact'
import type { StaffRole } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Field, PostButton, Select } from '../../web/form.tsx'
import { shownLimaDay } from './dates.ts'
import { DocumentFields } from './person-fields.tsx'
import { EVERYWHERE, PROGRAMME_ROLES, type StaffMember } from './staff.ts'
import { ROLE_NAME, STAFF as W } from './staff-words.ts'

/** An organisation of a programme, for which a role may be held. */
export interface EntityOption {
  readonly value: string
  readonly tenant: string
  readonly organisation: string
  readonly name: string
  readonly programme: Text
}

export interface StaffPageProps {
  readonly lang: Lang
  readonly all: readonly StaffMember[]
  /** Who is shown of them; null: everybody. */
  readonly only: StaffShown | null
  /** Who looks. */
  readonly self: string
  readonly programmes: readonly { readonly id: string; readonly title: Text }[]
  readonly entities: readonly EntityOption[]
  readonly typed: { readonly name: string; readonly handle: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  /** A link just made, shown this once. */
  readonly link: { readonly name: string; readonly url: string } | null
  readonly saved: boolean
}

/** Who has a role somewhere, who has none yet, and who left. */
export const STAFF_SHOWN = [...PROGRAMME_ROLES, 'administrator', 'without-role', 'inactive'] as const
export type StaffShown = (typeof STAFF_SHOWN)[number]

/** So many are seen at a glance; more are filtered. */
const AT_A_GLANCE = 8

function fits({ active, roles }: StaffMember, only: StaffShown | null): boolean {
  if (only === null) return true
  if (only === 'inactive') return !active
  return active && (only === 'without-role' ? roles.length === 0 : roles.some((one) => one.role === only))
}

function StaffFinder({ lang, only }: { lang: Lang; only: StaffShown | null }): JSX.Element {
  const nameOf = (one: StaffShown): Text => (one === 'inactive' ? W.inactiveOnes : one === 'without-role' ? W.roleless : ROLE_NAME[one])
  return (
    <form method="get" action="/office/staff" role="search" class="card">
      <Select lang={lang} name="only" label={say(W.whom, lang)} value={only ?? ''} options={[{ value: '', label: say(W.wholeStaff, lang) }, ...STAFF_SHOWN.map((value) => ({ value, label: say(nameOf(value), lang) }))]} />
      <button class="quiet">{say(W.show, lang)}</button>
    </form>
  )
}

export function StaffPage(props: StaffPageProps): JSX.Element {
  const { lang, all, only, problems } = props
  const shown = all.filter((member) => fits(member, only))
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      {props.saved && <p class="good" role="status">{say(W.saved, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      {props.link && (
        <section class="card next" role="status">
          <h2>{say(W.linkTitle, lang)}</h2>
          <p>{say(W.linkText, lang, { name: props.link.name })}</p>
          <p><code>{props.link.url}</code></p>
        </section>
      )}
      <section class="card">
        <h2>{say(W.invite, lang)}</h2>
        <form method="post" action="/office/staff">
          <Field lang={lang} problems={problems} name="name" label={say(W.name, lang)} value={props.typed.name} autocomplete="off" maxLength={120} />
          <Field lang={lang} problems={problems} name="handle" label={say(W.handle, lang)} hint={say(W.handleHint, lang)} value={props.typed.handle} autocomplete="off" maxLength={40} />
          <p class="actions"><button>{say(W.makeLink, lang)}</button></p>
        </form>
      </section>
      {(all.length > AT_A_GLANCE || only) && <StaffFinder lang={lang} only={only} />}
      {shown.length === 0 && <p>{say(W.nobodyHere, lang)}</p>}
      {shown.map((member) => <Member {...props} member={member} />)}
      <p><a href="/office/staff/log">{say(W.seeLog, lang)}</a> · <a href="/office/reset">{say(W.resetTitle, lang)}</a></p>
    </>
  )
}

function Member({ lang, member, self, programmes, entities }: StaffPageProps & { member: StaffMember }): JSX.Element {
  const base = `/office/staff/${member.id}`
  const place = (tenant: string): string => (tenant === EVERYWHERE ? say(W.everywhere, lang) : say(programmes.find((p) => p.id === tenant)?.title ?? { es: tenant, en: tenant }, lang))
  return (
    <section class="card">
      <h2>{member.name}</h2>
      <p><code>{member.handle}</code>{!member.joined && <> · {say(W.invited, lang)}</>}{!member.active && <> · <strong>{say(W.inactive, lang)}</strong></>}</p>
      {member.roles.length === 0 ? <p>{say(W.noRoles, lang)}</p> : (
        <ul>
          {member.roles.map(({ tenant, role, organisation }) => (
            <li>
              {say(ROLE_NAME[role], lang)} · {place(tenant)}{organisation && <> · {say(W.onlyOf, lang, { entity: entities.find((e) => e.tenant === tenant && e.organisation === organisation)?.name ?? organisation })}</>}{' '}
              {member.id !== self && <PostButton action={`${base}/roles/end`} label={say(W.take, lang)} kind="quiet" values={{ tenant, role }} />}
            </li>
          ))}
        </ul>
      )}
      {member.id !== self && <RoleForm lang={lang} member={member} programmes={programmes} entities={entities} />}
      {member.active && member.id !== self && <p><a href={`${base}/hand-over`}>{say(W.handOver, lang)}</a></p>}
      {member.active && <PostButton action={`${base}/link`} label={say(W.newLink, lang)} kind="quiet" />}
      {member.id !== self && <PostButton action={`${base}/active`} label={say(member.active ? W.deactivate : W.activate, lang)} kind="quiet" values={{ active: member.active ? 'no' : 'yes' }} />}
    </section>
  )
}

function RoleForm({ lang, member, programmes, entities }: Pick<StaffPageProps, 'lang' | 'programmes' | 'entities'> & { member: StaffMember }): JSX.Element {
  const roles: readonly StaffRole[] = [...PROGRAMME_ROLES, 'administrator']
  return (
    <details>
      <summary>{say(W.giveRole, lang)}</summary>
      <form method="post" action={`/office/staff/${member.id}/roles`}>
        <div class="field">
          <label for={`role-${member.id}`}>{say(W.role, lang)}</label>
          <select id={`role-${member.id}`} name="role">{roles.map((role) => <option value={role}>{say(ROLE_NAME[role], lang)}</option>)}</select>
        </div>
        <div class="field">
          <label for={`tenant-${member.id}`}>{say(W.programme, lang)}</label>
          <select id={`tenant-${member.id}`} name="tenant">
            {programmes.map((p) => <option value={p.id}>{say(p.title, lang)}</option>)}
            <option value={EVERYWHERE}>{say(W.everywhere, lang)}</option>
          </select>
        </div>
        {entities.length > 0 && (
          <div class="field">
            <label for={`organisation-${member.id}`}>{say(W.entity, lang)}</label>
            <p class="hint" id={`organisation-hint-${member.id}`}>{say(W.entityHint, lang)}</p>
            <select id={`organisation-${member.id}`} name="organisation" aria-describedby={`organisation-hint-${member.id}`}>
              <option value="">{say(W.wholeProgramme, lang)}</option>
              {entities.map((e) => <option value={e.value}>{e.name} ({say(e.programme, lang)})</option>)}
            </select>
          </div>
        )}
        <p class="actions"><button>{say(W.give, lang)}</button></p>
      </form>
    </details>
  )
}

export interface ResetByDocumentProps {
  readonly lang: Lang
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly found: readonly { readonly person: string; readonly name: string; readonly since: Date }[] | null
}

export function ResetByDocumentPage({ lang, typed, problems, found }: ResetByDocumentProps): JSX.Element {
  return (
    <>
      <h1>{say(W.resetTitle, lang)}</h1>
      <p>{say(W.resetText, lang)}</p>
      <ErrorSummary lang={lang} problems={problems} />
      <form method="post" action="/office/reset">
        <DocumentFields lang={lang} problems={problems} typed={{ text: typed }} />
        <p class="actions"><button>{say(W.find, lang)}</button></p>
      </form>
      {found?.length === 0 && <p role="status">{say(W.nobody, lang)}</p>}
      {found?.map((one) => (
        <section class="card">
          <p><strong>{one.name}</strong> · {say(W.registered, lang, { day: shownLimaDay(one.since) })}</p>
          <PostButton action={`/office/reset/${one.person}`} label={say(W.print, lang)} />
        </section>
      ))}
    </>
  )
}
