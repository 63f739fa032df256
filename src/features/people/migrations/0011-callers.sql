-- Who calls persons of an audit's sample: independent of those who teach, coordinate and approve.
alter table staff_role drop constraint staff_role_role_check;
alter table staff_role add constraint staff_role_role_check check (role in ('tutor', 'executor', 'approver', 'auditor', 'caller', 'administrator'));
