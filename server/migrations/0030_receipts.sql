-- Receipts say what happened: when the money was taken, who paid, and why one is void.

-- When the provider says that it took the money, as it was told: what is not believed of it is for the reader to say.
alter table payment_events add column told_at timestamptz;

-- Printed on a void receipt. Frozen when it becomes void, as everything else is when it is issued.
alter table receipts
    add column cancellation_reason text,
    add constraint receipts_cancellation check (cancellation_reason is null or cancelled_at is not null);
update receipts r set cancellation_reason = (
    select string_agg(distinct f.reason, '; ') from refunds f
    where f.attempt_id = r.attempt_id and f.state = 'done' and f.fees + f.charges > 0)
where r.cancelled_at is not null;
grant update (cancellation_reason) on receipts to portal_server;

-- Cash belongs to the desk: whoever takes it for a unit needs no rights over the province's refunds.
alter table officers
    drop constraint officers_roles,
    add constraint officers_roles check (
        cardinality(roles) > 0
        and roles <@ array['desk_officer', 'cash_officer', 'finance_maker', 'finance_checker', 'administrator', 'auditor']
    );
-- What was answered then has another form now: whoever repeats such a request is told that the cash was taken.
delete from idempotency_keys where endpoint = 'RecordCash' and answer is not null;

-- A day without a fee rule is not free: its dossiers are not sent, and whoever can mend it is told once a day.
create table fee_gaps (
    procedure_code text not null references procedures (code) on delete cascade,
    day date not null,
    found_at timestamptz not null,
    primary key (procedure_code, day)
);
