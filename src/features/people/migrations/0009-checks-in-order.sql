-- Cards that wait for a second look, the oldest first: counted and listed without reading them all.
create index identity_proposal_waiting on identity_proposal (tenant, at, id) where decided is null;
