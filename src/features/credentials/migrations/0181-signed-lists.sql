-- The status lists as they were signed last: served until a bit changes, the key does, or a day is over.
create table status_list_signed (
  purpose text not null,
  list integer not null,
  -- Address and digest of which bits are set, and the verification method that signed.
  mark text not null,
  method text not null,
  body text not null,
  made timestamptz not null,
  primary key (purpose, list)
);

-- Under which name the certificates of a list were issued: the list is signed under the same one, for readers insist on that. A list without a
-- row is from before names were written down, or from a program that writes none.
create table status_list_name (
  list integer primary key,
  did text not null
);
