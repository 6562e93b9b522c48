-- What asking for an attempt takes: the provider it was made at, whatever its channel leads to later, and what that provider
-- wants to be asked by.
alter table payment_attempts
    add column provider text,
    add column provider_token text,
    -- Ways to pay besides the provider's page.
    add column app_url text,
    add column qr text,
    -- How long the provider took to open it, in milliseconds, and whether it did. Neither is known while it is asked, nor
    -- where no provider is called.
    add column open_milliseconds int check (open_milliseconds >= 0),
    add column opened boolean,
    -- The payer or the provider was heard of since it was made.
    add column contact boolean not null default false,
    -- Nothing more can be learnt by asking: an officer must find out.
    add column needs_person boolean not null default false;

update payment_attempts a set provider = c.provider from payment_channels c where c.code = a.channel_code;
alter table payment_attempts alter column provider set not null;

-- How a channel did in the last minutes.
create index payment_attempts_channel_idx on payment_attempts (channel_code, requested_at);
create index payment_attempts_person_idx on payment_attempts (requested_at) where needs_person;

-- Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): written in the transaction of what the request does, kept
-- for a day. Without an answer it is in flight.
create table idempotency_keys (
    -- Account and endpoint: a key means nothing to anybody else.
    account_id uuid not null references accounts (id) on delete cascade,
    endpoint text not null,
    key text not null,
    -- SHA-256 of path and payload.
    fingerprint bytea not null,
    status smallint,
    answer jsonb,
    created_at timestamptz not null,
    primary key (account_id, endpoint, key),
    constraint idempotency_answered check ((status is null) = (answer is null))
);

create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

-- Two officers say what became of an attempt that no provider answers for.
create table corrections (
    id uuid primary key,
    attempt_id uuid not null references payment_attempts (id),
    outcome text not null check (outcome in ('paid', 'failed')),
    amount bigint check (amount > 0),
    provider_transaction text,
    reason text not null check (btrim(reason) <> ''),
    state text not null check (state in ('proposed', 'approved', 'rejected')),
    proposed_by uuid not null references accounts (id),
    proposed_at timestamptz not null,
    decided_by uuid references accounts (id),
    decided_at timestamptz,
    constraint corrections_two_people check (state <> 'approved' or decided_by <> proposed_by),
    constraint corrections_money check ((outcome = 'paid') = (amount is not null and provider_transaction is not null)),
    constraint corrections_decided check ((state = 'proposed') = (decided_by is null))
);

create unique index corrections_open_key on corrections (attempt_id) where state = 'proposed';

-- Finance officers see the payments of the whole province.
alter table officers
    drop constraint officers_role,
    add constraint officers_role check (role in ('desk_officer', 'finance_officer'));
