-- Everyone can get in, and nobody else: three kinds of account, ways to prove who one is, and what was done with them.

-- What is typed to sign in: a citizen's identity number, an enterprise's tax code, an agency's official e-mail address.
-- One person may have an account of their own and represent an enterprise, so the identity number alone is not unique.
alter table accounts add column login_name text;
update accounts set login_name = identity_number;
alter table accounts
    alter column login_name set not null,
    add constraint accounts_login_name_key unique (login_name),
    drop constraint accounts_identity_number_key,
    -- Accounts that came by an identity provider, a signature or an administrator may have no password.
    alter column password_hash drop not null,
    add column tax_code text,
    -- An enterprise's or agency's name; `full_name` is then who represents it.
    add column legal_name text,
    add column unit_code text references units (code),
    -- An agency's account waits for an administrator.
    add column state text not null default 'active' check (state in ('waiting', 'active', 'refused', 'closed')),
    add constraint accounts_citizen check (kind <> 'citizen' or (login_name = identity_number and tax_code is null)),
    add constraint accounts_enterprise check (kind <> 'enterprise' or (login_name = tax_code and legal_name is not null)),
    add constraint accounts_agency check (kind <> 'agency' or (unit_code is not null and legal_name is not null and login_name = email)),
    add constraint accounts_only_agencies_wait check (kind = 'agency' or state in ('active', 'closed'));
create index accounts_identity_number_idx on accounts (identity_number);
create index accounts_waiting_idx on accounts (created_at) where state = 'waiting';

alter table sessions
    -- Names the session in its owner's list, where the token must not stand.
    add column id uuid not null default gen_random_uuid() unique,
    add column method text not null default 'password'
        check (method in ('password', 'passkey', 'usb_token', 'signing_sim', 'national', 'vneid', 'vietnam_post')),
    -- How sure we are in this session, which may be less or more than of the account.
    add column assurance smallint not null default 2 check (assurance between 1 and 3),
    -- When whoever is signed in last proved it; changes to the account want it to be recent.
    add column proved_at timestamptz,
    add column browser text not null default '',
    add column address text not null default '',
    -- For the logout at the identity provider.
    add column id_token text;
update sessions set proved_at = created_at;
alter table sessions alter column proved_at set not null;

-- A browser in which somebody has signed in to an account. It has limits of its own, so that strangers who use up the
-- account's do not lock its owner out.
create table known_browsers (
    token_hash bytea not null,
    account_id uuid not null references accounts (id) on delete cascade,
    last_seen_at timestamptz not null,
    primary key (token_hash, account_id)
);

alter table flows
    drop constraint flows_kind_check,
    add constraint flows_kind_check
        check (kind in ('registration', 'sign_in', 'password_recovery', 'phone_recovery', 'phone_replacement',
            'phone_change', 'email_change')),
    -- How the code goes out.
    add column method text not null default 'sms' check (method in ('sms', 'voice', 'email')),
    -- Where it can go instead.
    add column email text,
    -- Neither is known where a recovery names no account; it looks the same to whoever asked.
    alter column phone drop not null;

-- A captcha that needs no eyes: the browser works instead. So many bits of a hash must be zero.
alter table captchas
    add column work_bits smallint,
    alter column answer_hash drop not null,
    add constraint captchas_picture_or_work check ((answer_hash is null) <> (work_bits is null));

-- One exchange with something outside the page: an identity provider, a token, an authenticator. Bound to the browser by a
-- cookie with the token whose hash this is; answered once.
create table ceremonies (
    token_hash bytea primary key,
    kind text not null check (kind in ('single_sign_on', 'signature', 'vouched', 'passkey_added', 'passkey_shown')),
    account_id uuid references accounts (id) on delete cascade,
    state jsonb not null,
    expires_at timestamptz not null
);
create index ceremonies_expires_at_idx on ceremonies (expires_at);

-- Accounts elsewhere that lead into one here, by the provider's stable key (TechID, sub, citizenPid).
create table linked_identities (
    provider text not null check (provider in ('national', 'vneid', 'vietnam_post')),
    subject text not null,
    account_id uuid not null references accounts (id) on delete cascade,
    linked_at timestamptz not null,
    primary key (provider, subject),
    unique (account_id, provider)
);

create table certificates (
    fingerprint bytea primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    subject text not null,
    issuer text not null,
    serial text not null,
    not_after timestamptz not null,
    bound_at timestamptz not null
);
create index certificates_account_idx on certificates (account_id);

create table passkeys (
    id bytea primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    name text not null,
    credential jsonb not null,
    added_at timestamptz not null,
    last_used_at timestamptz
);
create index passkeys_account_idx on passkeys (account_id);

-- A lost telephone: the new number counts after a wait, in which whoever has the old one can object.
create table phone_replacements (
    id uuid primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    new_phone text not null,
    asked_at timestamptz not null,
    takes_effect_at timestamptz not null,
    objection_token_hash bytea not null unique,
    ended_at timestamptz,
    outcome text check (outcome in ('replaced', 'objected', 'superseded')),
    constraint phone_replacements_end check ((ended_at is null) = (outcome is null))
);
create unique index phone_replacements_open on phone_replacements (account_id) where ended_at is null;

-- Every sign-in, failure, recovery and change, without secrets. Insert-only.
create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    event text not null,
    -- Whose account, where one is known.
    account_id uuid references accounts (id),
    -- Who did it, where it was not the account's owner.
    actor_id uuid references accounts (id),
    address text not null,
    browser text not null,
    detail jsonb not null
);
create index audit_log_account_idx on audit_log (account_id, at desc);
create index audit_log_at_idx on audit_log (at desc);
revoke update, delete on audit_log from portal_server;
create trigger audit_log_insert_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change();

-- One officer may have several roles; that one person does not do both halves of a refund is another rule.
alter table officers add column roles text[];
update officers set roles = case role
    when 'finance_officer' then array['finance_maker', 'finance_checker']
    else array[role]
end;
alter table officers
    drop column role,
    alter column roles set not null,
    add constraint officers_roles check (
        cardinality(roles) > 0
        and roles <@ array['desk_officer', 'finance_maker', 'finance_checker', 'administrator', 'auditor']
    ),
    add column ended_at timestamptz;
