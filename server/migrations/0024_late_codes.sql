-- A text message may come after another code was asked for. So each code of a verification is good for its own five minutes, and
-- one that is not good any more is known as what it was.
create table verification_codes (
    -- Whose it is. A verification takes over the codes of the one before it in the same browser, and those that the same account
    -- has used, only to tell them from wrong ones.
    verification bytea not null references verifications (token_hash) on delete cascade,
    -- What it was sent for, which its hash is bound to.
    sent_for bytea not null,
    code_hash bytea not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    -- False until it is known to have gone out; where a job finds no account it never does, and opens nothing.
    went_out boolean not null,
    -- Of its own: a wrong code takes one from each code that it was compared with.
    tries_left smallint not null check (tries_left >= 0),
    ended text check (ended in ('used', 'replaced')),
    primary key (sent_for, sent_at)
);
create index verification_codes_verification_idx on verification_codes (verification);

insert into verification_codes (verification, sent_for, code_hash, sent_at, expires_at, went_out, tries_left, ended)
select token_hash, token_hash, code_hash, code_sent_at, code_expires_at, sends_code, tries_left,
    case when verified_at is not null then 'used' end
from verifications;

alter table verifications
    drop column code_hash,
    drop column code_sent_at,
    drop column code_expires_at,
    drop column sends_code,
    drop column tries_left,
    -- What has done its work stays for the rest of its time without what was typed, so that its code is known as used.
    add column finished boolean not null default false;
create index verifications_finished_idx on verifications (account_id) where finished;

-- A captcha that is read aloud, for whoever sees no picture and has no scripts that could work in its place.
alter table captchas
    add column question boolean not null default false,
    -- An open page renews its captcha so long.
    add column renewable_until timestamptz;
update captchas set renewable_until = expires_at;
alter table captchas alter column renewable_until set not null;
