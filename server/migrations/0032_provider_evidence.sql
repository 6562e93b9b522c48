-- What providers said of money, as the auditor of the books reads it (crates/book-audit). Their callbacks leave after a year, and
-- answers to questions are not kept at all, because they name payers; this stays, and says of whom nothing.
create table provider_evidence (
    id bigint generated always as identity primary key,
    -- The callback that it was read from; null for an answer. No foreign key: callbacks leave.
    callback_id bigint constraint provider_evidence_callback_key unique,
    provider text not null,
    about text not null check (about in ('payment', 'refund')),
    -- Of an attempt or a refund, as the message names it; empty where it names none.
    reference text not null,
    order_id uuid references payment_orders (id),
    attempt_id uuid references payment_attempts (id),
    refund_id uuid references refunds (id),
    meaning text not null check (meaning in ('took', 'gave_back', 'held', 'not_taken', 'not_paid', 'nothing', 'unreadable')),
    -- The provider's number of the charge, or of the refund.
    number text,
    -- Whole đồng; null where the message does not say how much.
    amount bigint check (amount >= 0),
    code text not null,
    -- When, by the provider's word.
    told_at timestamptz,
    received_at timestamptz not null,
    -- SHA-256 of the message as it was read.
    digest bytea not null check (octet_length(digest) = 32),
    -- SHA-256 of what it says of what: an answer that says the same as before is kept only where another came between.
    facts bytea not null check (octet_length(facts) = 32)
);

create index provider_evidence_reference_idx on provider_evidence (reference, about);
create index provider_evidence_order_idx on provider_evidence (order_id) where order_id is not null;
create index provider_evidence_ownerless_idx on provider_evidence (provider) where order_id is null and meaning = 'took';

create trigger insert_only before update or delete or truncate on provider_evidence execute function refuse_change();
revoke update, delete on provider_evidence from portal_server;

-- Of what was answered before this table there is no other trace than the events.
insert into provider_evidence
    (provider, about, reference, order_id, attempt_id, meaning, number, amount, code, received_at, digest, facts)
select a.provider, 'payment', a.reference, a.order_id, a.id, 'took', e.event ->> 'provider_transaction',
    (e.event ->> 'amount')::bigint, 'event', e.recorded_at,
    sha256(convert_to(e.event::text, 'UTF8')), sha256(convert_to('payment_event:' || e.id, 'UTF8'))
from payment_events e join payment_attempts a on a.id = e.attempt_id
where e.event ->> 'type' = 'reported_paid' and (e.event ->> 'amount')::bigint >= 0;

insert into provider_evidence
    (provider, about, reference, order_id, attempt_id, refund_id, meaning, number, amount, code, received_at, digest, facts)
select a.provider, 'refund', r.reference, a.order_id, a.id, r.id, 'gave_back', e.event ->> 'number', r.amount, 'event',
    e.recorded_at, sha256(convert_to(e.event::text, 'UTF8')), sha256(convert_to('refund_event:' || e.id, 'UTF8'))
from refund_events e
join refunds r on r.id = e.refund_id
join payment_attempts a on a.id = r.attempt_id
where e.event ->> 'type' = 'done' and r.account_number is null;
