-- Dossiers that were sent and whose payer is at the platform.
insert into dossiers
    (number, account_id, idempotency_key, procedure_code, unit_code, state, form, created_at, updated_at, sent_at)
select 10000000 + n, '00000000-0000-4000-8000-000000000000', 'sent-' || n, '2.000488', '72-so-tu-phap', 1, $form$,
    now(), now(), now()
from generate_series($first$, $last$) n;

insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
select ('00000000-0000-4000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 10000000 + n, 'Thanh toán phí cho hồ sơ ' || n,
    'Cổng DVC Tây Ninh',
    '[{"code": "PHI_LLTP", "name": "Phí cung cấp thông tin lý lịch tư pháp", "kind": "fee", "quantity": 1, "unit_amount": 200000, "amount": 200000}]',
    200000, 'VND', 'in_progress', now()
from generate_series($first$, $last$) n;

insert into payment_attempts
    (id, order_id, idempotency_key, channel_code, provider, reference, amount, state, live, created_at, requested_at,
     next_query_at)
select ('00000000-0000-4000-8002-' || lpad(to_hex(n), 12, '0'))::uuid,
    ('00000000-0000-4000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 'attempt', 'vietcombank', 'national-platform',
    'b' || lpad(n::text, 21, '0'), 200000, 'pending', true, now(), date_trunc('second', now()), now() + interval '1 day'
from generate_series($first$, $last$) n;

insert into payment_events (attempt_id, event, recorded_at)
select ('00000000-0000-4000-8002-' || lpad(to_hex(n), 12, '0'))::uuid, event, now()
from generate_series($first$, $last$) n,
    unnest(array['{"type": "create_requested"}'::jsonb, '{"type": "create_accepted"}']) event;

insert into jobs (work, run_at, created_at)
select jsonb_build_object('kind', 'poll_attempt', 'attempt_id',
        '00000000-0000-4000-8002-' || lpad(to_hex(n), 12, '0')), now() + interval '1 day', now()
from generate_series($first$, $last$) n;
