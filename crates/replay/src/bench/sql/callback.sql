-- What a CONFIRM that settles an order says to the database, in the same transactions. `chr(58)` is a colon, which pgbench would take for a variable.
\set i :i + 1
\set n :first + :client_id * :each + :i
with known as (
    select id, repeats, last_seen_at,
        coalesce(verdict in ('Accepted', 'AlreadyProcessed', 'AmountMismatch'), false) as recorded
    from callbacks where provider = :provider::text and verified and fingerprint = sha256(('fact ' || :n::bigint)::bytea)
), kept as (
    insert into callbacks (provider, verified, fingerprint, digest, headers, body, size, received_at)
    select :provider::text, true, sha256(('fact ' || :n::bigint)::bytea), sha256(('body ' || :n::bigint)::bytea),
        '{"content-type": "application/json", "content-length": "450"}', :confirm::text::bytea, 450, now()
    where not exists (select from known)
    on conflict (provider, verified, fingerprint) do update set repeats = callbacks.repeats + 1, last_seen_at = now()
    returning id
), counted as (
    update callbacks c set repeats = c.repeats + 1, last_seen_at = now()
    from known
    where c.id = known.id and (known.repeats < 100 or known.last_seen_at <= now() - interval '1 second')
)
select id as callback, recorded,
    (select state from payment_attempts
     where provider = :provider::text and reference = 'b' || lpad(:n::bigint::text, 21, '0')) as state
from known
union all select id, false, null from kept \gset
begin;
select id from payment_attempts where reference = 'b' || lpad(:n::bigint::text, 21, '0') and provider = :provider::text;
select o.id, o.amount, o.state, o.lines, d.unit_code
from payment_orders o
join payment_attempts a on a.order_id = o.id
join dossiers d on d.number = o.dossier_number
where a.id = ('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid for update of o;
select a.order_id, a.id, a.reference, a.provider, a.amount, e.event
from payment_attempts a left join payment_events e on e.attempt_id = a.id
where a.order_id = any (array[('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid])
order by a.created_at, a.id, e.id;
insert into payment_events (attempt_id, event, raw, told_at, recorded_at)
values (('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid,
    '{"type": "reported_paid", "amount": 200000, "provider_transaction": "GD20260316100500000001", "source": "callback"}',
    :confirm::text::bytea, now(), now())
returning id as event \gset
with booked as (
    insert into ledger_transactions (cause, at) values ('received:' || :event::bigint, now())
    on conflict on constraint ledger_transactions_cause_key do nothing returning id)
insert into ledger_entries (transaction_id, account, amount)
select booked.id, entry.account, entry.amount
from booked, unnest(array['clearing' || chr(58) || 'national-platform', 'citizens' || chr(58) || '00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0')],
    array[200000, -200000]::bigint[]) as entry (account, amount);
with charged as (
    insert into payment_charges (attempt_id, number, amount)
    select ('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, charge.number, charge.amount
    from unnest(array['GD20260316100500000001'], array[200000]::bigint[]) as charge (number, amount)
    on conflict (attempt_id, number) do update set amount = excluded.amount
        where payment_charges.amount <> excluded.amount)
update payment_attempts
set state = 'paid', live = false, provider_transaction = 'GD20260316100500000001', settled_at = coalesce(settled_at, now()),
    next_query_at = null, needs_person = false or (false and needs_person), contact = true
where id = ('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
update payment_orders set state = 'paid'
where id = ('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
with booked as (
    insert into ledger_transactions (cause, at)
    values ('settled' || chr(58) || '00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'), now())
    on conflict on constraint ledger_transactions_cause_key do nothing returning id)
insert into ledger_entries (transaction_id, account, amount)
select booked.id, entry.account, entry.amount
from booked, unnest(array['citizens' || chr(58) || '00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'), 'revenue' || chr(58) || 'fee' || chr(58) || '72-so-tu-phap'],
    array[200000, -200000]::bigint[]) as entry (account, amount);
select count(*), coalesce(bool_or(cancelled_at is null), false), (array_agg(attempt_id order by year desc, number desc))[1]
from receipts where order_id = ('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
select o.lines, d.number, d.code, d.form, p.name, u.name, u.level, a.full_name, a.identity_number, a.legal_name, a.tax_code,
    c.name, c.kind, t.reference, t.provider_transaction, t.requested_at, e.told_at, e.recorded_at
from payment_orders o
join dossiers d on d.number = o.dossier_number
join procedures p on p.code = d.procedure_code
join units u on u.code = d.unit_code
join accounts a on a.id = d.account_id
join payment_attempts t on t.id = ('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid
join payment_channels c on c.code = t.channel_code
left join lateral (
    select told_at, recorded_at from payment_events
    where attempt_id = t.id and event ->> 'type' in ('reported_paid', 'cash_received', 'corrected_paid')
        and id > coalesce((select max(r.id) from payment_events r
                           where r.attempt_id = t.id and r.event ->> 'type' = 'returned'), 0)
    order by case when (event ->> 'amount')::bigint = o.amount then -id end desc nulls last, id desc limit 1
) e on true
where o.id = ('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
insert into receipt_series as s (form_symbol, serial, year, last_number) values ('01BLP0-001', 'PG-26E', 2026, 1)
on conflict (form_symbol, serial, year) do update set last_number = s.last_number + 1
returning last_number as number \gset
insert into receipts (id, order_id, attempt_id, form_symbol, serial, year, number, check_code, content, issued_at)
values (gen_random_uuid(), ('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid,
    ('00000000-0000-4000-8002-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, '01BLP0-001', 'PG-26E', 2026, :number::int,
    'pgbench-' || :n::bigint, :form::text::jsonb, now());
select pg_notify('payment_news', 'b' || lpad(:n::bigint::text, 21, '0'));
update callbacks set verdict = 'Accepted' where id = :callback::bigint;
commit;
