-- What figures are broken down by, in coarse codes: never in statements, never more than a figure needs. One row an agent, written
-- when she enters a programme, changed with her corrections, deleted when she is erased (she is "missing" from there on).
create table person_breakdown (
  tenant text not null,
  agent uuid not null references agent (agent),
  sex text check (sex in ('female', 'male', 'other')),
  -- Her age on the day she entered the programme, so that it does not move with the calendar.
  age_band text not null check (age_band in ('14-17', '18-24', '25-29', '30-44', '45-59', '60+')),
  -- INEI's, of two, four and six digits, by the table of ubigeo_version; a district that INEI has no code for keeps RENIEC's.
  department text not null,
  province text not null,
  district text not null,
  district_scheme text not null check (district_scheme in ('INEI', 'RENIEC')),
  ubigeo_version text not null,
  language text not null,
  -- By residence. Nobody is asked, and no table of rural districts is at hand: null until a padrón brings it.
  area text check (area in ('urban', 'rural')),
  primary key (tenant, agent)
);
create index person_breakdown_agent on person_breakdown (agent);

-- The organisation of the agreement for which she holds the role; null: for the whole programme.
alter table staff_role add column organisation text;
