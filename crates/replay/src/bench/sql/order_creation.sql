-- What sending a dossier says to the database, in the same transactions.
\set i :i + 1
\set n :first + :client_id * :each + :i
select s.id, s.account_id, s.last_seen_at, s.method, s.assurance as session_assurance, s.proved_at, a.full_name, a.legal_name,
    a.identity_number, a.phone, a.email, a.assurance, a.kind, a.tax_code, u.code, u.name, o.roles
from sessions s
join accounts a on a.id = s.account_id
left join officers o on o.account_id = a.id and o.ended_at is null
left join units u on u.code = o.unit_code
where s.token_hash = sha256(:token::text::bytea) and s.last_seen_at > now() - interval '30 minutes'
    and s.created_at > now() - interval '1 day';
begin;
select d.state, d.procedure_code, p.online_form, coalesce(p.payment_moment = 'on_filing', false)
from dossiers d join procedures p on p.code = d.procedure_code
where d.number = 10000000 + :n::bigint and d.account_id = :account::uuid
for update of d;
insert into idempotency_keys (account_id, endpoint, key, fingerprint, created_at)
values (:account::uuid, :endpoint::text, 'pgbench-' || :n::bigint, sha256(:n::text::bytea), now())
on conflict (account_id, endpoint, key) do update
set fingerprint = excluded.fingerprint, created_at = excluded.created_at, status = null, answer = null
where idempotency_keys.created_at < now() - interval '1 day'
returning true;
select unit_code from procedure_units where procedure_code = :procedure::text and unit_code = :unit::text;
with written as (
    update dossiers set unit_code = :unit::text, form = :form::text::jsonb, state = 1, sent_at = now(), updated_at = now()
    where number = 10000000 + :n::bigint returning number, account_id, state, sent_at
)
insert into dossier_events (dossier_number, at, account_id, state)
select number, sent_at, account_id, state from written where sent_at is not null;
select * from fee_rules where procedure_code = :procedure::text order by kind, code, valid_from;
insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
values (('00000000-0000-4000-8001-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, 10000000 + :n::bigint,
    'Thanh toán phí cho hồ sơ ' || :n::bigint, 'Cổng DVC Tây Ninh',
    '[{"code": "PHI_LLTP", "name": "Phí cung cấp thông tin lý lịch tư pháp", "kind": "fee", "quantity": 1, "unit_amount": 200000, "amount": 200000}]',
    200000, 'VND', 'due', now())
on conflict on constraint payment_orders_dossier_key do nothing;
select d.number, d.code, d.procedure_code, p.name, d.unit_code, u.name, d.state, d.form, d.updated_at, o.amount, o.state
from dossiers d
join procedures p on p.code = d.procedure_code
left join units u on u.code = d.unit_code
left join payment_orders o on o.dossier_number = d.number
where d.number = 10000000 + :n::bigint and d.account_id = :account::uuid;
update idempotency_keys set status = 200, answer = :answer::text::jsonb
where account_id = :account::uuid and endpoint = :endpoint::text and key = 'pgbench-' || :n::bigint;
commit;
