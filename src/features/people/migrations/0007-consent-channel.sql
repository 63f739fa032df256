-- How a consent came: on a page of ours, or signed on paper and brought by a table. Null: given before this was noted.
alter table consent add column channel text check (channel in ('page', 'paper'));
