-- An independent recount of the number, for PostgreSQL >= 15. Written from the text of the rule (programmes/*/rule-v1.en.md) and
-- docs/statements.md alone; it shares no line with the evaluator in this folder, so that one can be held against the other.
--
--   $1 text    the tenant (programme)
--   $2 bigint  the position P
--   $3 jsonb   the rule file (rule-v1.yaml as JSON): version, thresholds and names
--   $4 text    the SHA-256 of the rule file, in hex
--
-- Answers one row n0, n1, n2, n3; all four are null when that version of the rule is not the one in force at P.
-- The number before each CTE is the paragraph of the rule's text that it carries out.
--
-- Where the text leaves room:
-- a. "Named" (instructor) is an account of our home page with a name that is not empty; ext.second a string that is not empty.
-- b. A day ends with its last millisecond: an approval at 00:00:00.000 of the next day in Lima is later than the end of the day.
-- c. ext.date that is not YYYY-MM-DD is no date of death, like null.
-- d. A conflict without key or without other side stays open (nothing can resolve it).
-- e. The version that came into force last by P gives the figures; signatures count together when version and hash are equal.
-- f. Numbers must be JSON numbers, booleans JSON booleans: "12" is no minutes, "true" is no pass.
-- g. `annulled` works whichever of the two statements has the higher position (the text names no order).
-- h. Received late (attendance) is measured in milliseconds, like the believed time.

with recursive

rule as (
  select
    $3::jsonb ->> 'version' as version,
    $3::jsonb ->> 'course' as course
),

-- 9. "The rule is in force from the position of the first rule-signed that makes two different signers (actors) of the same hash."
first_signature as (
  select s.object, s.raw::jsonb #>> '{context,extensions,https://w3id.org/yachay/ext/hash}' as hash, s.actor, min(s.pos) as pos
  from statement s
  where s.tenant = $1 and s.pos <= $2 and s.verb = 'https://w3id.org/yachay/verbs/rule-signed'
    and s.authority = 'command' and s.actor is not null
  group by 1, 2, 3
),
second_signature as (
  select object, hash, (array_agg(pos order by pos))[2] as pos
  from first_signature
  where hash is not null
  group by object, hash
  having count(*) >= 2
)
select 1
