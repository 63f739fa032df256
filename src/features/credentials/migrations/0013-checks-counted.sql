-- How many checks of certificates were answered on a day: of which certificate, by whom and from where stands nowhere. Slots spread the writes.
create table credential_check (
  tenant text not null,
  day date not null,
  valid boolean not null,
  slot smallint not null,
  n bigint not null,
  primary key (tenant, day, valid, slot)
);
