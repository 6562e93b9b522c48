-- Drafts that are complete and not sent.
insert into dossiers (number, account_id, idempotency_key, procedure_code, unit_code, state, form, created_at, updated_at)
select 10000000 + n, '00000000-0000-4000-8000-000000000000', 'draft-' || n, '2.000488', '72-so-tu-phap', 0, $form$, now(), now()
from generate_series($first$, $last$) n;
