-- The key for ecdsa-rdfc-2019 that the same secret gives; null on rows from before there was that choice, filled when the key signs again.
alter table issuer_key add column ecdsa text;
-- Since when somebody else may have signed with the key, and when that was said here. Both null while it is trusted.
alter table issuer_key add column stolen_since timestamptz;
alter table issuer_key add column distrusted timestamptz;

-- Which key signed the papers as they are now; null on rows from before it was written down. Who signs anew after a theft finds its work by it.
alter table credential add column key_id text;
create index credential_key on credential (key_id, credential);
