-- People as their papers have them: born in a year and on no day, with a number that became another, in letters that look alike.

-- Old papers have the year alone. The date is then its first day.
alter table accounts
    add column birth_year_only boolean not null default false,
    add constraint accounts_birth_year check (not birth_year_only or to_char(birth_date, 'MM-DD') = '01-01');

-- What they remember of a birth date has another form now, and none of them lasts longer than half an hour.
delete from verifications where kind = 'registration';
delete from ceremonies where kind = 'pending_identity';

-- Numbers that accounts went by: a CMND until its owner proved the CCCD that took its place. Whoever types one still means that
-- account, and nobody else gets one under it.
create table former_login_names (
    login_name text primary key,
    account_id uuid not null references accounts (id)
);
create index former_login_names_account_idx on former_login_names (account_id);
revoke update on former_login_names from portal_server;

create function account_named(name text) returns uuid language sql stable parallel safe as $$
    select coalesce(
        (select id from accounts where login_name = name),
        (select account_id from former_login_names where login_name = name))
$$;

-- After the row is there: what somebody else gave up meanwhile is seen by then.
create function refuse_former_login_name() returns trigger language plpgsql as $$
begin
    if exists (select from former_login_names where login_name = new.login_name and account_id <> new.id) then
        raise exception 'this login name was another account''s'
            using errcode = 'unique_violation', constraint = 'accounts_former_login_name';
    end if;
    return null;
end
$$;

create trigger accounts_former_login_name after insert or update of login_name on accounts
    for each row execute function refuse_former_login_name();

-- As `domain::fold` does: what is not seen goes, every eth is a d, and letters that stand for an apostrophe separate as it does.
create or replace function folded(words text) returns text language sql immutable parallel safe as $$
    select trim(regexp_replace(
        translate(
            lower(regexp_replace(normalize(words, NFD),
                U&'[\0001-\0008\000E-\001F\007F-\0084\0086-\009F\00AD\0300-\036F\061C\200B-\200F\202A-\202E\2060-\206F\FE00-\FE0F\FEFF]',
                '', 'g')),
            'đĐ' || U&'\00F0\00D0\0256\0189' || U&'\02B9\02BA\02BB\02BC\02C8\02CA\02CB\A78B\A78C',
            'dddddd' || repeat(' ', 9)),
        '[^[:alnum:]]+', ' ', 'g'))
$$;
