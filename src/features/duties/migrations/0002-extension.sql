-- Why the term of a request was made longer, in words that she reads.
alter table duty_text drop constraint duty_text_part_check;
alter table duty_text add constraint duty_text_part_check check (part in ('asked', 'extension', 'answer', 'happened', 'step'));
