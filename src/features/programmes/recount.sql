-- An independent recount of the number, for PostgreSQL >= 15. Written from the text of the rule (programmes/*/rule-v1.en.md) and
-- docs/statements.md alone: it shares no line with the evaluator in this folder, so that each can be held against the other.
--
--   $1 text    the tenant (programme)
--   $2 bigint  the position P
--   $3 jsonb   the rule file, rule-v1.yaml, as JSON. A version with a `from` carries the version in force before it as `earlier`:
--              {"hash": the SHA-256 of that file, "rule": that file as JSON, with its own `earlier` where it has a `from`}
--   $4 text    the SHA-256 of the rule file, in hex
--
-- Answers one row n0, n1, n2, n3; all four are null when this version of the rule is not the one in force at P.
-- The number before each CTE is the paragraph of the rule's text that it carries out.
--
-- A million statements take seconds; where PostgreSQL has a JIT compiler, `set jit = off` first: compiling takes longer than counting.
--
-- What the text leaves open was decided so:
-- a. "Named": an instructor is named by an account of our own home page, ext.second by a string; neither may be empty.
-- b. A day is a day of the calendar written YYYY-MM-DD; any other ext.date of a `died` is no day.
-- c. A conflict-found without a key or without the other side blocks; nothing can resolve it.
-- d. Signatures count together when hash and version are equal. Of versions in force by P, the one that came into force last
--    gives the figures.
-- e. Figures are JSON numbers and truth is JSON true: "48" is no minutes, "true" no pass.
-- f. `annulled` strikes out whichever of the two has the higher position.
-- g. The 48 hours of a late attendance run from the believed time to the reception, both to the millisecond.
-- h. Names of courses and labs need no percent-encoding in an IRI.

with recursive

-- Each version with the hash of its file, the newest being number 0.
given as (
  select 0 as n, $3::jsonb as r, $4::text as hash
  union all
  select n + 1, r #> '{earlier,rule}', r #>> '{earlier,hash}' from given where jsonb_typeof(r -> 'earlier') = 'object'
),
-- The figures and names in bold. Instants: 00:00 in Lima (UTC-5, all year) of the first day, and of the day after the last.
rule as materialized (
  select
    n, hash, r ->> 'from' is not null as has_from,
    -- "From": enrolments begun before 00:00 in Lima of that day are judged by the version in force before. Nothing is before the oldest.
    case when n < max(n) over () then ((r ->> 'from')::timestamp + interval '5 hours') at time zone 'UTC' end as starts,
    ns || $1::text || '/rules/' || (r ->> 'version') as version,
    ((r #>> '{validity,from}')::timestamp + interval '5 hours') at time zone 'UTC' as first_moment,
    ((r #>> '{validity,until}')::timestamp + interval '1 day 5 hours') at time zone 'UTC' as end_moment,
    r #>> '{identity,level}' as level,
    ns || $1::text || '/units/' || (r #>> '{minutes,course}') || '.' as units,
    (r #>> '{minutes,atLeast}')::numeric as least_minutes,
    coalesce((r #>> '{minutes,attendance}')::boolean, false) as attendance,
    ns || $1::text || '/quizzes/' || (r #>> '{quiz,course}') || '.' as quizzes,
    (r #>> '{quiz,mark}')::numeric as quiz_mark,
    ns || $1::text || '/products/' || (r #>> '{product,course}') || '.' as products,
    (r #>> '{product,mark}')::numeric as product_mark,
    r ->> 'certificate' as kind
  from given cross join (select 'https://w3id.org/yachay/' as ns) ours
),
-- "each lab named"
named_lab as materialized (
  select distinct n, 'https://w3id.org/yachay/' || $1::text || '/labs/' || name as object
  from given cross join lateral jsonb_array_elements_text(coalesce(r -> 'labs', '[]')) as name
),

-- The few statements that say how the others are to be read. 1.1 "Only the record of this programme, and of it only the statements
-- with a position up to P." 1.2 "Acts are read only with authority command", "neither does one whose actor is none of our agents".
-- jsonb has no U+0000 and no half surrogate pair; no value that a rule reads holds one, so here and below they become U+FFFD.
rare as materialized (
  select pos, substr(verb, 31) as word, actor, object, regexp_replace(raw, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb as j
  from statement
  where tenant = $1 and pos <= $2 and authority = 'command' and actor is not null and verb in (
    'https://w3id.org/yachay/verbs/rule-signed', 'https://w3id.org/yachay/verbs/merged', 'https://w3id.org/yachay/verbs/split',
    'https://w3id.org/yachay/verbs/died', 'https://w3id.org/yachay/verbs/annulled')
),

-- 9. "A rule-signed names the version and, as ext.hash, the SHA-256 of the rule file. The rule is in force from the position of
-- the first rule-signed that makes two different signers (actors) of the same hash."
second_signature as (
  select version, hash, (array_agg(pos order by pos))[2] as pos
  from (
    select object as version, j #>> '{context,extensions,https://w3id.org/yachay/ext/hash}' as hash, actor, min(pos) as pos
    from rare
    where word = 'rule-signed' and j #>> '{context,extensions,https://w3id.org/yachay/ext/hash}' is not null
    group by 1, 2, 3
  ) first_signature
  group by version, hash
  having count(*) >= 2
),
-- 9. "Before that there is no figure. When a later version comes into force, it alone gives the figures from its position on."
-- Of those in force, the last gives the figures, with those before it that its `from` leaves in force for earlier enrolments.
in_force as materialized (
  select coalesce((
    select bool_and(coalesce(signed.version = rule.version and signed.hash = rule.hash, false))
      and bool_or(rule.n = last.n and (not rule.has_from or last.n + 1 = (select count(*) from second_signature)))
    from rule
    cross join (select max(n) as n from rule) last
    left join (select version, hash, row_number() over (order by pos desc) - 1 as n from second_signature) signed on signed.n = rule.n
  ), false) as yes
),

-- 2.1 "A link between agents A and B is in force when the last statement among merged and split with actor A and object B is
-- merged." 2.2 "A link from an agent to itself means nothing."
link as (
  select actor as a, object as b
  from (
    select distinct on (actor, object) actor, object, word
    from rare
    where word in ('merged', 'split') and actor <> object
    order by actor, object, pos desc
  ) last
  where word = 'merged'
),
-- 2.2 "A person is everybody connected by links in force, over any number of steps and in either direction"
step as materialized (
  select a, b from link union select b, a from link
),
connected (agent, other) as (
  select a, a from step
  union
  select connected.agent, step.b from connected join step on step.a = connected.other
),
-- Agent -> person, who bears the least id of her agents; "an agent without links is a person alone" and is not in it. What the
-- large CTE below looks up stands in one object each, not in rows: then no wrong guess of the planner can make it slow.
person_of as (
  select coalesce(jsonb_object_agg(agent, person), '{}') as map
  from (select agent, min(other) as person from connected group by agent) joined
),

-- 5.1 "An agent's date of death is ext.date of the last died with her as actor; if that is no day (null), she has none. A person's
-- date of death is the earliest of her agents' dates."
death as (
  select coalesce(jsonb_object_agg(person, date), '{}') as map
  from (
    select coalesce((select map from person_of) ->> actor, actor) as person, min(date collate "C") as date
    from (
      select distinct on (actor) actor, j #>> '{context,extensions,https://w3id.org/yachay/ext/date}' as date
      from rare
      where word = 'died'
      order by actor, pos desc
    ) last
    -- 31 February, as the 1st and 30 days more, comes out as a day of March. The calendar repeats after 400 years.
    where case when date ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
      then to_char(make_date(2000 + left(date, 4)::int % 400, substr(date, 6, 2)::int, 1) + right(date, 2)::int - 1, 'MM-DD') = substr(date, 6) end
    group by 1
  ) earliest
),

-- 3. "An annulled strikes out the statement to which it refers if both have the same actor (the same agent)"
annulment as (
  select coalesce(jsonb_object_agg(actor || ' ' || lower(object), true), '{}') as map from rare where word = 'annulled'
),
-- 1.2 "Acts are read only with authority command. The fact completed is read with authority command or session."
-- 3. What can be struck out.
word (name, is_fact, can_be_struck) as (
  values
    ('enrolled', false, true), ('withdrew', false, false), ('re-entered', false, false),
    ('identity-checked', false, true), ('conflict-found', false, false), ('conflict-resolved', false, false),
    ('completed', true, true), ('attended', false, true), ('quiz-scored', false, true), ('lab-graded', false, true),
    ('product-graded', false, true), ('proposed', false, false), ('approved', false, false), ('issued', false, false),
    ('revoked', false, false), ('suspended', false, false), ('reinstated', false, false), ('superseded', false, false)
),
-- 1.1 "Only the record of this programme, and of it only the statements with a position up to P." 1.2 "neither does one whose
-- actor is none of our agents" 1.4 "The believed time is the earlier of its timestamp and its reception, to the millisecond, finer
-- digits cut off. Days are days of Lima: UTC-5, all year." 2.3 "a statement is hers when its actor is one of her agents"
read as materialized (
  select
    said.*,
    -- 5.2, 7, 8.5: up to the end of the person's day of death in Lima.
    (select map from death) -> person is null
      or to_char(at at time zone 'UTC' - interval '5 hours', 'YYYY-MM-DD') collate "C" <= (select map from death) ->> person as in_life
  from (
    select
      s.pos, word.name as word, s.actor as agent, coalesce((select map from person_of) ->> s.actor, s.actor) as person, s.object, s.registration,
      date_trunc('milliseconds', least(s.happened, s.stored)) as at,
      date_trunc('milliseconds', s.stored) as received,
      word.can_be_struck and (select map from annulment) -> (s.actor || ' ' || s.id) is not null as struck,
      case when j #>> '{context,instructor,account,homePage}' = ns || 'agents' then nullif(j #>> '{context,instructor,account,name}', '') end as instructor,
      case when jsonb_typeof(ext -> (ns || 'ext/second')) = 'string' then nullif(ext ->> (ns || 'ext/second'), '') end as second,
      ext ->> (ns || 'ext/level') as level,
      ext ->> (ns || 'ext/documentKey') as document,
      ext ->> (ns || 'ext/other') as other,
      ext ->> (ns || 'ext/kind') as kind,
      coalesce(ext -> (ns || 'ext/keeps') = 'true', false) as keeps,
      coalesce(ext -> (ns || 'ext/manual') = 'true', false) as manual,
      case when jsonb_typeof(ext -> (ns || 'ext/minutes')) = 'number' then (ext -> (ns || 'ext/minutes'))::numeric end as minutes,
      case when jsonb_typeof(j #> '{result,score,raw}') = 'number' then (j #> '{result,score,raw}')::numeric end as mark,
      coalesce(j #> '{result,success}' = 'true', false) as success
    from (select 'https://w3id.org/yachay/' as ns) ours
    cross join statement s
    join word on s.verb = ns || 'verbs/' || word.name
    cross join lateral (
      select case when strpos(s.raw, '\u') = 0 then s.raw
        else regexp_replace(s.raw, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g') end::jsonb as j
      offset 0 -- keeps the planner from parsing once for every field
    ) parsed
    cross join lateral (select j #> '{context,extensions}' as ext offset 0) extensions
    where s.tenant = $1 and s.pos <= $2 and s.actor is not null
      and (s.authority = 'command' or s.authority = 'session' and word.is_fact)
      and (select yes from in_force)
  ) said
),

-- 4.1 "An enrolment is a registration with at least one enrolled of the person that is not struck out; enrolled without
-- registration is none. It begins at the earliest believed time of those enrolled." 4.3 "each piece of work is held against the
-- enrolment whose registration it carries": `begins` is null where that is none of hers.
-- 4.2 "among its enrolled, withdrew and re-entered (same person, same registration, not struck out) with a believed time not later
-- than t [...] Last by believed time; at equal times, by position": each of these opens a new spell of its enrolment, at equal
-- times before any other statement, and what stands in a spell has that one as its last.
spelled as (
  select
    marked.*,
    min(at) filter (where word = 'enrolled' and not struck and registration is not null) over same_enrolment as begins,
    count(*) filter (where turns) over (same_enrolment order by at, not turns, pos) as spell
  from (select *, word in ('enrolled', 'withdrew', 're-entered') and not struck as turns from read) marked
  window same_enrolment as (partition by person, registration)
),
-- 4.2 "An enrolment is open at time t when it has begun (t is not earlier than its beginning) and [...] the last is not withdrew."
held as materialized (
  select spelled.*,
    -- The version that judges this enrolment: the newest whose first day had come when it began.
    (select min(n) from rule where begins >= starts or begins is not null and starts is null) as n,
    at >= begins and not bool_or(word = 'withdrew') over (partition by person, registration, spell) as in_window
  from spelled
),

-- 6. "A completed, attended, quiz-scored or lab-graded counts only if, at its believed time, the enrolment whose registration it
-- carries is open, the agreement is valid and the person's day of death has not ended. Without a registration it does not count."
work as materialized (
  select n, word, person, object, at, received, instructor, second, manual, minutes, mark, success
  from held join rule using (n)
  where word in ('completed', 'attended', 'quiz-scored', 'lab-graded') and not struck and in_window and in_life
    and at >= rule.first_moment and (rule.end_moment is null or at < rule.end_moment)
),
-- 6.1 "gives ext.minutes, a whole number from 1 to 600; with anything else in that place it gives nothing"
timed as (
  select n, word, person, object, minutes
  from work join rule using (n)
  where minutes between 1 and 600 and minutes = trunc(minutes)
    and (word = 'completed' and starts_with(object, rule.units) and length(object) > length(rule.units)
      -- 6.1, where attendance counts too: "an attended that names its tutor. One that is late (received more than 48 hours after its
      -- believed time) or manual (ext.manual true) counts only if ext.second names somebody other than the tutor."
      or word = 'attended' and rule.attendance and instructor is not null
        and (second <> instructor or received - at <= interval '48 hours' and not manual))
),
-- 6.1 "Each unit counts once a person, whatever its version, section or enrolment; where several completions of one unit count, the
-- largest figure is taken." "each session (the object) once a person, the largest figure. Units and sessions add up."
studied as (
  select person, n, sum(minutes) as minutes
  from (select person, n, word, object, max(minutes) as minutes from timed group by person, n, word, object) once
  group by person, n
),
-- 6.2 "result.score.raw, a number from 0 to 20; anything else is no mark. The best mark in any quiz of the course counts."
quizzed as (
  select person, n, max(mark) as mark
  from work join rule using (n)
  where word = 'quiz-scored' and starts_with(object, rule.quizzes) and length(object) > length(rule.quizzes) and mark between 0 and 20
  group by person, n
),
-- 6.3 "A lab is passed when any lab-graded that counts has result.success true." 7. "each lab named passed"
labs_passed as (
  select person, n, count(distinct object) as labs
  from work
  where word = 'lab-graded' and success and (n, object) in (select n, object from named_lab)
  group by person, n
),
-- 6.4 "it counts only if it names its grader; when it carries the registration of an enrolment of the person, and its believed time
-- is not earlier than the beginning of that enrolment nor than the first day of the agreement. The best mark counts."
made as (
  select person, n, max(mark) as mark
  from held join rule using (n)
  where word = 'product-graded' and not struck and instructor is not null
    and starts_with(object, rule.products) and length(object) > length(rule.products) and mark between 0 and 20
    and at >= begins and at >= rule.first_moment
  group by person, n
),

-- 7, N1. "identity-checked, not struck out, with ext.level card or higher (checksum < card < registry). card and registry count only
-- when checker (instructor) and ext.second are both named and are two different people"
identified as (
  select person, n
  from read cross join rule cross join (select array['checksum', 'card', 'registry'] as order) levels
  where word = 'identity-checked' and not struck
    and array_position(levels.order, read.level) >= array_position(levels.order, rule.level)
    and (read.level = 'checksum' or instructor <> second)
),
-- 7, N1. "a conflict-found of agent X on document key K, naming the agent Y as ext.other, is open unless, after it, there is a
-- conflict-resolved of the same agent X on the same key K with ext.keeps true, or X and Y are the same person at P"
claim as (
  select word, person, other,
    document is not null and max(pos) filter (where word = 'conflict-resolved' and keeps) over (partition by agent, document) > pos as resolved
  from read
  where word in ('conflict-found', 'conflict-resolved')
),
in_conflict as (
  select person
  from claim
  where word = 'conflict-found' and resolved is not true
    and person is distinct from coalesce((select map from person_of) ->> other, other)
),

-- 8.2 "an approved of the person with the same registration and ext.kind certificado that names its approver and is itself allowed":
-- 8.3 "Before the approval there is a proposed of the person with the same registration, ext.kind certificado and a named proposer,
-- and no proposed of the person with the same registration, of whatever kind, that came before the approval names the approver"
-- 8.4 "No product-graded and no attended of the person that came before the approval names the approver as its instructor: of any
-- enrolment, in any window, and even if that statement was struck out."
-- 8.5 "At the believed time of the approval the person's day of death has not ended."
paper as (
  select
    filed.*,
    word = 'approved' and right_kind and instructor is not null and in_life
      and min(pos) filter (where word = 'proposed' and right_kind and instructor is not null) over same_enrolment < pos
      and coalesce(min(pos) filter (where word = 'proposed') over (partition by person, registration, instructor) > pos, true)
      and coalesce(min(pos) filter (where word in ('product-graded', 'attended')) over (partition by person, instructor) > pos, true) as allowed
  from (
    select pos, word, n, person, registration, object, instructor, begins, in_life, held.kind = rule.kind as right_kind
    from held left join rule using (n)
    where word in ('proposed', 'approved', 'issued', 'revoked', 'suspended', 'reinstated', 'superseded', 'product-graded', 'attended')
  ) filed
  window same_enrolment as (partition by person, registration)
),
-- 8. "The object of an issued of the person with ext.kind certificado counts if all of these hold." 8.1 "Its registration is an
-- enrolment of the person." 8.2 "Before it there is an approved. One such approval is enough."
-- 8.6 "At P there is no revoked and no superseded of the person for this credential, and the last of its suspended and reinstated,
-- if there is any, is reinstated."
certificate as (
  select
    person, n,
    word = 'issued' and right_kind and begins is not null
      and min(pos) filter (where allowed) over (partition by person, registration) < pos
      and not bool_or(word in ('revoked', 'superseded')) over same_credential
      and coalesce(max(pos) filter (where word = 'suspended') over same_credential, 0)
        <= coalesce(max(pos) filter (where word = 'reinstated') over same_credential, 0) as in_force
  from paper
  window same_credential as (partition by person, object)
),

found (person, n, what, figure) as (
  select person, n, 'enrolled', null::numeric from held where word = 'enrolled' and begins is not null
  -- 7, N1. "the person has no date of death, or at least one enrolment began on or before that day"
  union all select person, n, 'alive', null from held where word = 'enrolled' and begins is not null and not struck and in_life
  union all select person, n, 'identified', null from identified
  union all select person, n, 'in conflict', null from in_conflict cross join rule
  union all select person, n, 'minutes', minutes from studied
  union all select person, n, 'quiz', mark from quizzed
  union all select person, n, 'labs', labs from labs_passed
  union all select person, n, 'product', mark from made
  union all select person, n, 'certified', null from certificate where in_force
),
-- 7. N0: "the person has an enrolment". N1: "N0, and all of identity, no open conflict, alive". N2: "N1, and at least 48 minutes".
-- N3: "N2, and all of: a best quiz mark, each lab named passed, a best product mark, and a certificate in force".
-- Each version judges the enrolments that are its own; of several, the one under which the person comes furthest counts.
ladder as (
  select
    person,
    bool_or(what = 'identified') and not bool_or(what = 'in conflict') and bool_or(what = 'alive') as n1,
    coalesce(max(figure) filter (where what = 'minutes'), 0) >= rule.least_minutes as n2,
    max(figure) filter (where what = 'quiz') >= rule.quiz_mark
      and coalesce(max(figure) filter (where what = 'labs'), 0) = (select count(*) from named_lab where named_lab.n = rule.n)
      and max(figure) filter (where what = 'product') >= rule.product_mark
      and bool_or(what = 'certified') as n3
  from found join rule using (n)
  group by person, rule.n, rule.least_minutes, rule.quiz_mark, rule.product_mark
  having bool_or(what = 'enrolled')
),
-- 7. "Each level counts the persons who are at that level or above it."
figures as (
  select count(*)::int as n0, count(*) filter (where n1)::int as n1, count(*) filter (where n1 and n2)::int as n2,
    count(*) filter (where n1 and n2 and n3)::int as n3
  from (select bool_or(n1) as n1, bool_or(n1 and n2) as n2, bool_or(n1 and n2 and n3) as n3 from ladder group by person) furthest
)
-- 9. "Before that there is no figure: not zero, none."
select figures.n0, figures.n1, figures.n2, figures.n3 from in_force left join figures on in_force.yes
