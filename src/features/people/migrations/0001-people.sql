-- Persons belong to the installation. What names or describes one is sealed with her own data key (`profile`, `number`), the key
-- with the field key of DATA_DIR/keys: destroying `data_key` erases her and leaves the opaque ids.
create table person (
  id uuid primary key,
  data_key bytea,
  profile bytea,
  -- HMAC of name and birth date: proposes duplicates to staff, decides nothing.
  likeness text,
  -- HMAC of the phone: more than five persons with one phone are worth a look.
  phone_key text,
  created timestamptz not null
);
create index person_likeness on person (likeness);
create index person_phone on person (phone_key);

-- A claim of a document: two persons may claim one key until one of them is checked. `key` is the HMAC of type, country, number.
create table identity_document (
  id uuid primary key,
  person uuid not null references person,
  key text not null,
  sealed bytea not null,
  added timestamptz not null,
  -- Set when it was a typing error: no claim any more.
  withdrawn timestamptz
);
create unique index identity_document_claim on identity_document (person, key) where withdrawn is null;
create index identity_document_key on identity_document (key) where withdrawn is null;

-- The opaque id of a person in one programme: what statements carry.
create table agent (
  tenant text not null,
  person uuid not null references person,
  agent uuid not null unique,
  since timestamptz not null default now(),
  primary key (tenant, person)
);
create index agent_person on agent (person);

-- The PIN: argon2id, its salt made from the document and its secret (pepper) outside the database.
create table account (
  person uuid primary key references person,
  pin text not null,
  chosen timestamptz not null
);

-- Tries to sign in that failed, or are not decided yet: a try is counted before it is checked. Swept after two days.
create table sign_in_try (
  id uuid primary key,
  subject text not null,
  pin text,
  address text not null,
  at timestamptz not null
);
create index sign_in_try_subject on sign_in_try (subject, at);
create index sign_in_try_pin on sign_in_try (pin, at);
create index sign_in_try_address on sign_in_try (address, at);

-- A browser in which this person (or member of staff) signed in before; named by a signed cookie.
create table known_device (
  device uuid not null,
  owner uuid not null,
  since timestamptz not null,
  seen timestamptz not null,
  primary key (device, owner)
);
create index known_device_owner on known_device (owner);

create table staff (
  id uuid primary key,
  name text not null,
  -- What she types to sign in; lower case.
  handle text not null unique,
  password text,
  totp bytea,
  -- The last time step used: a code works once.
  totp_step bigint not null default 0,
  active boolean not null default true,
  created timestamptz not null
);

create table staff_role (
  staff uuid not null references staff,
  tenant text not null,
  role text not null check (role in ('tutor', 'executor', 'approver', 'auditor', 'administrator')),
  granted timestamptz not null,
  primary key (staff, tenant, role)
);

create table recovery_code (
  staff uuid not null references staff,
  hash bytea not null,
  used timestamptz,
  primary key (staff, hash)
);

-- A link that works once: for the first staff member (staff is null) or for one an administrator invites or helps.
create table staff_link (
  hash bytea primary key,
  staff uuid references staff,
  totp bytea not null,
  expires timestamptz not null,
  used timestamptz
);

create table session (
  token bytea primary key,
  id uuid not null unique,
  person uuid references person,
  staff uuid references staff,
  started timestamptz not null,
  seen timestamptz not null,
  ends timestamptz not null,
  check ((person is null) <> (staff is null))
);
create index session_person on session (person);
create index session_staff on session (staff);

-- The printed code with which a learner chooses a new PIN.
create table reset_code (
  hash bytea primary key,
  person uuid not null references person,
  made_by uuid not null references staff,
  made timestamptz not null,
  expires timestamptz not null,
  used timestamptz
);
create index reset_code_person on reset_code (person);

create table consent (
  person uuid not null references person,
  purpose text not null,
  version text not null,
  language text not null,
  given timestamptz not null,
  withdrawn timestamptz,
  primary key (person, purpose, given)
);

create table inbox_note (
  id uuid primary key,
  person uuid not null references person,
  tenant text not null,
  at timestamptz not null default now(),
  note jsonb not null,
  link text,
  read timestamptz
);
create index inbox_note_person on inbox_note (person, at desc);

-- Every correction of a person's data: which field, by whom; what stood there before is sealed with her key.
create table person_change (
  id uuid primary key,
  person uuid not null references person,
  field text not null,
  before bytea,
  staff uuid references staff,
  reason text,
  at timestamptz not null
);
create index person_change_person on person_change (person, at);

-- What staff did that is no statement: looks at a document number, resets, roles, links. Only ever added to.
create table staff_log (
  id uuid primary key,
  at timestamptz not null,
  staff uuid,
  action text not null,
  tenant text,
  person uuid,
  other_staff uuid,
  detail jsonb not null default '{}'
);
create index staff_log_at on staff_log (at desc);
create index staff_log_person on staff_log (person, at);
create trigger staff_log_is_append_only before update or delete on staff_log
  for each row execute function refuse_change();

-- "I saw her card", waiting for a second pair of eyes.
create table identity_proposal (
  id uuid primary key,
  tenant text not null,
  person uuid not null references person,
  document uuid not null references identity_document,
  proposed_by uuid not null references staff,
  at timestamptz not null,
  decided timestamptz
);
create unique index identity_proposal_open on identity_proposal (tenant, person) where decided is null;
