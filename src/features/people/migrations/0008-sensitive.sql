-- What the law calls sensitive, apart from the profile: sealed with the person's key and with a key of this store. A row stands only
-- while she consents to it (consent.purpose = 'sensitive'); it goes with the consent and with her erasure.
create table sensitive_profile (
  person uuid primary key references person,
  sealed bytea not null
);
