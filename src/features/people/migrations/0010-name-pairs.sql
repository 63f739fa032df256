-- Since pairs of words have keys too, whoever has these has the mark 2 as the first of them (name-keys.ts). Whoever has not is to be filled.
create index person_without_name_pairs on person (id) where profile is not null and name_keys[1] is distinct from 2;
