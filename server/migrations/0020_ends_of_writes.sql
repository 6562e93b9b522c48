-- What strangers and providers write has an end: a repeat is counted instead of kept, and what is old enough is forgotten.

-- What was sent before has no fingerprint, and is not counted anew.
alter table callbacks
    -- Whether its signature was good.
    add column verified boolean,
    -- SHA-256: of the facts that a good message reports, of the bytes of any other.
    add column fingerprint bytea check (octet_length(fingerprint) = 32),
    -- Bytes of the whole message, of which only the beginning is kept where the signature is not good.
    add column size int,
    -- How often it came again: each time up to a hundred, then once a second at most.
    add column repeats int not null default 0,
    add column last_seen_at timestamptz;
create unique index callbacks_fingerprint_key on callbacks (provider, verified, fingerprint);
-- Rows lie in the order in which they came.
create index callbacks_received_at_idx on callbacks using brin (received_at);
grant update (repeats, last_seen_at) on callbacks to portal_server;

-- What came and was left out, because there was too much of it, by the hour.
create table left_out (
    -- Such as `callback:vnpay`.
    what text not null,
    hour timestamptz not null,
    times bigint not null check (times > 0),
    bytes bigint not null,
    primary key (what, hour)
);

-- The server's role may not delete callbacks; this forgets those that are old enough, whoever calls it. The shortest age is
-- decided here, so that nobody sets it to nothing.
create function forget_callbacks(before timestamptz, at_most int) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    forgotten bigint;
begin
    if before > now() - interval '30 days' then
        raise exception 'callbacks are kept for 30 days at least' using errcode = 'insufficient_privilege';
    end if;
    delete from callbacks where id in (select id from callbacks where received_at < before limit at_most);
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;

-- Of an event only what the provider sent may be forgotten, and not before a year is over; the event itself stays, because the
-- state of the payment is made of it.
drop trigger insert_only on payment_events;
create trigger insert_only before delete or truncate on payment_events execute function refuse_change();
create trigger insert_only_but_raw before update on payment_events for each row
    when (not (
        new.raw is null and old.recorded_at < now() - interval '365 days'
        and (new.id, new.attempt_id, new.event, new.recorded_at)
            is not distinct from (old.id, old.attempt_id, old.event, old.recorded_at)
    ))
    execute function refuse_change();
create index payment_events_recorded_at_idx on payment_events using brin (recorded_at);

create function forget_raw_bodies(before timestamptz, at_most int) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    forgotten bigint;
begin
    if before > now() - interval '365 days' then
        raise exception 'what providers sent is kept for a year at least' using errcode = 'insufficient_privilege';
    end if;
    update payment_events set raw = null
    where id in (select id from payment_events where recorded_at < before and raw is not null limit at_most);
    get diagnostics forgotten = row_count;
    return forgotten;
end
$$;

revoke all on function forget_callbacks(timestamptz, int), forget_raw_bodies(timestamptz, int) from public;
grant execute on function forget_callbacks(timestamptz, int), forget_raw_bodies(timestamptz, int) to portal_server;

-- What an account has uploaded in a day (Vietnam's), with what was taken away again: removing makes no room for the same day.
create table uploads (
    account_id uuid not null references accounts (id) on delete cascade,
    day date not null,
    bytes bigint not null check (bytes > 0),
    primary key (account_id, day)
);
create index attachments_account_idx on attachments (account_id);
