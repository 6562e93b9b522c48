-- Accounts that were signed in to from a network address within a day: its limits grow with their number. The address is
-- stored hashed, as in `throttles`.
create table sign_in_addresses (
    address_hash bytea not null,
    account_id uuid not null references accounts (id) on delete cascade,
    signed_in_at timestamptz not null,
    primary key (address_hash, account_id)
);
create index sign_in_addresses_account_idx on sign_in_addresses (account_id);
create index sign_in_addresses_signed_in_at_idx on sign_in_addresses (signed_in_at);
