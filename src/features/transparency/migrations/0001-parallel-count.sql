-- One published cut counted under a version that is proposed, beside the version that judged it. A calculation: nobody's number changes.
create table parallel_count (
  tenant text not null,
  -- The cut.
  month text not null,
  revision int not null,
  pos bigint not null,
  -- Hash of the version that judged the cut, and of the one that is proposed.
  in_force text not null,
  proposed text not null,
  version text not null,
  asked timestamptz not null,
  asked_by uuid not null,
  done timestamptz,
  -- For N0 to N3: {inForce, proposed, onlyInForce, onlyProposed}
  levels jsonb,
  primary key (tenant, month, revision, proposed)
);
