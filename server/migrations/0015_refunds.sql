-- Refunds: of one attempt's money, whole or in part. As for payments, events are what happened and the state is a projection.
create table refunds (
    id uuid primary key,
    attempt_id uuid not null references payment_attempts (id),
    -- What the provider knows the refund by.
    reference text not null constraint refunds_reference_key unique,
    -- The provider's charge that is refunded.
    provider_transaction text not null,
    charged bigint not null check (charged > 0),
    amount bigint not null check (amount > 0 and amount <= charged),
    -- Of the amount: what was beyond the amount due, phí, lệ phí.
    surplus bigint not null check (surplus >= 0),
    fees bigint not null check (fees >= 0),
    charges bigint not null check (charges >= 0),
    cause text not null check (cause in ('duplicate', 'surplus', 'officer')),
    reason text not null check (btrim(reason) <> ''),
    state text not null,
    -- Nobody: the system.
    proposed_by uuid references accounts (id),
    proposed_at timestamptz not null,
    decided_by uuid references accounts (id),
    decided_at timestamptz,
    -- Sent to the provider to the second, and again with every question.
    requested_at timestamptz,
    -- Where the money goes if no provider takes it back.
    bank_bin text check (bank_bin ~ '^[0-9]{6}$'),
    account_number text check (account_number ~ '^[0-9A-Za-z]{4,24}$'),
    account_holder text,
    settlement_number text,
    settled_at timestamptz,
    queries int not null default 0,
    next_query_at timestamptz,
    needs_person boolean not null default false,
    constraint refunds_shares check (amount = surplus + fees + charges),
    constraint refunds_two_people check (decided_by is null or proposed_by is null or decided_by <> proposed_by),
    constraint refunds_account check (
        (bank_bin is null) = (account_number is null) and (account_number is null) = (account_holder is null))
);

create index refunds_attempt_idx on refunds (attempt_id);
create index refunds_state_idx on refunds (state, proposed_at);
-- The system proposes to give one charge back once.
create unique index refunds_proposed_by_system_key on refunds (attempt_id, provider_transaction)
    where proposed_by is null and state <> 'failed';

create table refund_events (
    id bigint generated always as identity primary key,
    refund_id uuid not null references refunds (id),
    event jsonb not null,
    recorded_at timestamptz not null
);

create index refund_events_refund_idx on refund_events (refund_id, id);
create trigger insert_only before update or delete or truncate on refund_events execute function refuse_change();
revoke update, delete on refund_events from portal_server;

create index jobs_refund_idx on jobs ((work ->> 'refund_id')) where work ? 'refund_id';

-- A receipt whose money went back whole is void.
alter table receipts add column cancelled_at timestamptz;
