-- Payments are events. States stored here are projections of them, kept so that the database itself can refuse a second
-- live attempt.
create table payment_channels (
    code text primary key,
    name text not null,
    kind text not null check (kind in ('bank', 'wallet')),
    monogram text not null,
    provider text not null,
    -- The provider's own code for the bank; null where the payer chooses there.
    provider_bank_code text,
    precondition text not null,
    position int not null,
    enabled boolean not null
);

insert into payment_channels values
    ('vietcombank', 'Vietcombank', 'bank', 'VCB', 'national-platform', 'VCB',
     'Cần thẻ hoặc tài khoản Vietcombank đã đăng ký ngân hàng điện tử.', 1, true);

create table payment_orders (
    id uuid primary key,
    dossier_number bigint not null constraint payment_orders_dossier_key unique references dossiers (number),
    text text not null,
    supplier text not null,
    -- The fee lines as they were on the day of sending: later rules do not change what is due.
    lines jsonb not null,
    amount bigint not null check (amount > 0),
    currency text not null check (currency = 'VND'),
    state text not null,
    created_at timestamptz not null
);

create table payment_attempts (
    id uuid primary key,
    order_id uuid not null references payment_orders (id),
    -- Given by the caller; a second post with it is the same attempt.
    idempotency_key text not null,
    channel_code text not null references payment_channels (code),
    -- What the provider knows the attempt by; unguessable, because the return page works without a session.
    reference text not null constraint payment_attempts_reference_key unique,
    amount bigint not null check (amount > 0),
    state text not null,
    -- Whether money may still move over this attempt.
    live boolean not null,
    redirect_url text,
    provider_transaction text,
    created_at timestamptz not null,
    -- Sent to the provider to the second, and again with every query.
    requested_at timestamptz not null,
    settled_at timestamptz,
    -- Times that the provider was asked, and when it was last and will be next. No next time while an answer is
    -- missing means that a person must look.
    queries int not null default 0,
    queried_at timestamptz,
    next_query_at timestamptz,
    constraint payment_attempts_idempotency_key unique (order_id, idempotency_key)
);

-- Rule 4: an order has at most one live attempt.
create unique index payment_attempts_live_key on payment_attempts (order_id) where live;
create index payment_attempts_order_idx on payment_attempts (order_id);

create table payment_events (
    id bigint generated always as identity primary key,
    attempt_id uuid not null references payment_attempts (id),
    event jsonb not null,
    -- What the provider sent, byte for byte, where the event came from there.
    raw bytea,
    recorded_at timestamptz not null
);

create index payment_events_attempt_idx on payment_events (attempt_id, id);

-- Callbacks as they came, before they are believed.
create table callbacks (
    id bigint generated always as identity primary key,
    provider text not null,
    headers jsonb not null,
    body bytea not null,
    received_at timestamptz not null,
    verdict text
);

-- Double entry in whole đồng. Amounts are positive on the debit side and negative on the credit side.
create table ledger_transactions (
    id bigint generated always as identity primary key,
    -- What moved the money, such as `settled:<attempt>`; once each.
    cause text not null constraint ledger_transactions_cause_key unique,
    at timestamptz not null
);

create table ledger_entries (
    transaction_id bigint not null references ledger_transactions (id),
    account text not null,
    amount bigint not null check (amount <> 0),
    primary key (transaction_id, account)
);

create function ledger_transaction_balances() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from ledger_entries where transaction_id = new.transaction_id) <> 0 then
        raise exception 'ledger transaction % does not balance', new.transaction_id
            using errcode = 'check_violation', constraint = 'ledger_balances';
    end if;
    return null;
end
$$;

create constraint trigger ledger_balances after insert on ledger_entries
    deferrable initially deferred for each row execute function ledger_transaction_balances();

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger insert_only before update or delete or truncate on ledger_transactions execute function refuse_change();
create trigger insert_only before update or delete or truncate on ledger_entries execute function refuse_change();
create trigger insert_only before update or delete or truncate on payment_events execute function refuse_change();
create trigger insert_only before update or delete or truncate on dossier_events execute function refuse_change();
