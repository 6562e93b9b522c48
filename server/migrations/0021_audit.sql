-- Every officer's act says on what it was done, what changed and why; the log is chained, and the head of each day signed.

alter table audit_log
    -- What it was done to, such as a refund, and its id, code or number.
    add column object_kind text,
    add column object_id text,
    -- The members that changed, as they were and as they became. Amounts in whole đồng; no secrets, numbers only masked.
    add column before jsonb,
    add column after jsonb,
    add column reason text,
    -- Who did it at the server's command line, where nobody is signed in.
    add column operator text,
    add constraint audit_log_object check (object_kind is not null or object_id is null),
    add constraint audit_log_one_actor check (actor_id is null or operator is null);
create index audit_log_actor_idx on audit_log (actor_id, at desc) where actor_id is not null;
create index audit_log_object_idx on audit_log (object_kind, object_id) where object_id is not null;

-- Entries are written by the transactions of what they tell, side by side; a moment later one server seals them, one after the
-- other. `hash` is an HMAC-SHA256 under the server's key over the hash before it, the sequence and the whole entry, so that
-- nobody without the key changes, removes or inserts an entry unseen. No foreign key: a removed entry is what is looked for, and
-- its check would write every entry once more.
create table audit_chain (
    sequence bigint primary key check (sequence > 0),
    audit_id bigint not null unique,
    sealed_at timestamptz not null,
    hash bytea not null check (octet_length(hash) = 32)
);

-- How far the chain had come when a day of Vietnam's calendar was over. Stays when the day's entries have left.
create table audit_days (
    day date primary key,
    -- 0: nothing was sealed by then.
    last_sequence bigint not null check (last_sequence >= 0),
    head bytea not null check (octet_length(head) = 32),
    -- Over the day, its head, and the signature of the day before.
    signature bytea not null check (octet_length(signature) = 32)
);

revoke update, delete on audit_chain, audit_days from portal_server;
create trigger insert_only before update or delete or truncate on audit_days
    for each statement execute function refuse_change();

-- Of log and chain whole days leave once they have lasted a year: logs are kept for 12 months (Decree 333/2026). Whoever deletes
-- anything younger is refused, its owner too.
create function audit_may_leave_until() returns date language sql stable as $$
    select (now() at time zone 'Asia/Ho_Chi_Minh')::date - 366
$$;

create function refuse_young_audit_chain() returns trigger language plpgsql as $$
declare
    oldest_kept bigint := (select coalesce(max(last_sequence), 0) from audit_days where day <= audit_may_leave_until());
begin
    if exists (select from gone where sequence > oldest_kept) then
        raise exception 'audit_chain is insert-only' using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;
create trigger insert_only before update or truncate on audit_chain
    for each statement execute function refuse_change();
create trigger keeps_a_year after delete on audit_chain referencing old table as gone
    for each statement execute function refuse_young_audit_chain();

create function refuse_young_audit_log() returns trigger language plpgsql as $$
declare
    -- A day later than its day of the chain: clocks of several servers differ a little.
    oldest_kept timestamptz := (audit_may_leave_until() + 2)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
    if exists (select from gone where at >= oldest_kept)
        or exists (select from gone join audit_chain on audit_id = gone.id) then
        raise exception 'audit_log is insert-only' using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;
drop trigger audit_log_insert_only on audit_log;
create trigger insert_only before update or truncate on audit_log
    for each statement execute function refuse_change();
create trigger keeps_a_year after delete on audit_log referencing old table as gone
    for each statement execute function refuse_young_audit_log();

-- Removes the entries of whole days up to one that is old enough and whose head is signed; says how many there were. The only way
-- in which the server's role removes any.
create function remove_audit_days(last_day date) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    removed bigint;
begin
    if last_day > audit_may_leave_until() then
        raise exception 'the audit log of % is not a year old', last_day using errcode = 'insufficient_privilege';
    end if;
    with unchained as (
        delete from audit_chain
        where sequence <= (select max(last_sequence) from audit_days where day <= last_day)
        returning audit_id
    )
    delete from audit_log where id in (select audit_id from unchained);
    get diagnostics removed = row_count;
    return removed;
end
$$;
revoke all on function remove_audit_days(date) from public;
grant execute on function remove_audit_days(date) to portal_server;
