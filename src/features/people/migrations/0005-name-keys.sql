-- By what a name is found without opening anybody's: keyed hashes of the beginnings of its words. Null: to be filled (or erased).
alter table person add column name_keys bigint[];
create index person_name_keys on person using gin (name_keys);
create index person_without_name_keys on person (id) where name_keys is null and profile is not null;
