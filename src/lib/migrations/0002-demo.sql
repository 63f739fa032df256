-- One row on an installation of `npm start -- --demo`, none on a real one. It is written before anything else, even
-- before this migration (src/demo/installation.ts), so that whoever starts on this database later knows that its people are invented.
create table if not exists demo_installation (
  one boolean primary key default true check (one),
  people int not null,
  seed int not null,
  -- The moment that the demo ends at: nothing in its record is later.
  until timestamptz not null,
  -- Null while its people are still being made.
  finished timestamptz,
  -- Path -> text of the files of its programme, under the folder that DemoContent names.
  files jsonb not null
);
