-- Accounts, the flows that lead into them, and sessions.
create table accounts (
    id uuid primary key,
    kind text not null check (kind in ('citizen', 'enterprise', 'agency')),
    identity_number text not null constraint accounts_identity_number_key unique,
    full_name text not null,
    birth_date date not null,
    phone text not null,
    email text,
    password_hash text not null,
    assurance smallint not null check (assurance between 1 and 3),
    created_at timestamptz not null
);

-- A session is known by the hash of its token, so that a copy of this table opens nothing.
create table sessions (
    token_hash bytea primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    created_at timestamptz not null,
    last_seen_at timestamptz not null
);

create index sessions_account_idx on sessions (account_id);

create table captchas (
    id uuid primary key,
    answer_hash bytea not null,
    expires_at timestamptz not null
);

create index captchas_expires_at_idx on captchas (expires_at);

-- A registration or a sign-in under way. Bound to the browser by a cookie with the token whose hash this is.
create table flows (
    token_hash bytea primary key,
    kind text not null check (kind in ('registration', 'sign_in')),
    -- Registration: the details as parsed. Sign-in: where to go afterwards.
    details jsonb not null,
    -- The account to sign in to; null in a registration.
    account_id uuid references accounts (id) on delete cascade,
    phone text not null,
    -- False where a registration is for a number that has an account: a code is awaited and never sent.
    sends_code boolean not null,
    code_hash bytea not null,
    code_expires_at timestamptz not null,
    code_sent_at timestamptz not null,
    tries_left smallint not null check (tries_left >= 0),
    verified_at timestamptz,
    expires_at timestamptz not null
);

create index flows_expires_at_idx on flows (expires_at);

-- Token buckets. The key names what is limited and for whom, hashed where it is personal.
create table throttles (
    key text primary key,
    tokens double precision not null,
    refilled_at timestamptz not null
);
