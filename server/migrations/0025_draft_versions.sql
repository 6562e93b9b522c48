-- How often a draft was written. Who saves it says which version was on the page, so that what was typed in one tab does not take the
-- place of what was saved in another meanwhile without anybody noticing.
alter table dossiers add column version integer not null default 1 check (version > 0);
