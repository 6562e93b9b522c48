-- What one must have before choosing a channel, for those who read English.
alter table payment_channels add column precondition_english text;
update payment_channels
set precondition_english = 'You need a Vietcombank card or account with internet banking switched on.'
where code = 'vietcombank';
alter table payment_channels alter column precondition_english set not null;

-- Whoever has shown that they may track a dossier sees it again by a ticket: neither its number nor the applicant's phone
-- is in an address. Known by its hash, as a session is.
create table tracking_tickets (
    ticket_hash bytea primary key,
    dossier_number bigint not null references dossiers (number),
    expires_at timestamptz not null
);

create index tracking_tickets_expires_at_idx on tracking_tickets (expires_at);
