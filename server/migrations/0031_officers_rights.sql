-- What officers ask is answered by an index, whatever was paid before; what they did stays as they did it.

-- The last minutes, of every channel or of one. In place of an index by channel, which says nothing of when where no channel is
-- named: each page on which a payer chooses read all attempts there were.
create index payment_attempts_requested_idx on payment_attempts (requested_at, channel_code);
drop index payment_attempts_channel_idx;
-- What is left of an attempt's money, and a citizen's history, ask for the receipt of an attempt.
create index receipts_attempt_idx on receipts (attempt_id);
-- All refunds, page by page.
create index refunds_proposed_at_idx on refunds (proposed_at, id);

-- Why a correction was turned down. Nobody was asked before.
alter table corrections
    add column decision_reason text,
    add constraint corrections_rejected_for_a_reason
        check (state <> 'rejected' or btrim(coalesce(decision_reason, '')) <> '') not valid;

-- The server says what became of an order, an attempt, a receipt, a correction or a refund, and deletes none of them. How much,
-- for what, by whom and why stays as it was written: it may change these columns and no other.
revoke update, delete on payment_orders, payment_attempts, receipts, receipt_series, corrections, refunds from portal_server;
grant update (state) on payment_orders to portal_server;
grant update (
    state, live, contact, provider_transaction, settled_at, redirect_url, app_url, qr, provider_token, opened,
    open_milliseconds, queries, queried_at, next_query_at, needs_person
) on payment_attempts to portal_server;
grant update (cancelled_at, cancellation_reason) on receipts to portal_server;
grant update (last_number) on receipt_series to portal_server;
grant update (state, decided_by, decided_at, decision_reason) on corrections to portal_server;
grant update (
    state, decided_by, decided_at, surplus, fees, charges, requested_at, bank_bin, account_number, account_holder, account_by,
    transfer_batch, results_file, settlement_number, settled_at, queries, next_query_at, needs_person
) on refunds to portal_server;

-- The same for whoever else connects.
create trigger insert_only before
    update of id, order_id, attempt_id, form_symbol, serial, year, number, check_code, content, issued_at
    or delete or truncate on receipts execute function refuse_change();
create trigger insert_only before delete or truncate on receipt_series execute function refuse_change();
create trigger insert_only before
    update of id, attempt_id, outcome, amount, provider_transaction, reason, proposed_by, proposed_at
    or delete or truncate on corrections execute function refuse_change();
create trigger insert_only before delete or truncate on refunds execute function refuse_change();
-- Of which charge and of which kind of money it is taken may become known later; how much it is may not change.
create trigger insert_only_but_progress before update on refunds for each row
    when (
        (new.id, new.attempt_id, new.reference, new.charged, new.amount, new.cause, new.reason, new.proposed_by, new.proposed_at)
        is distinct from
        (old.id, old.attempt_id, old.reference, old.charged, old.amount, old.cause, old.reason, old.proposed_by, old.proposed_at)
    )
    execute function refuse_change();
-- What is decided stays decided, and by whom; a receipt that is void stays void.
create trigger void_for_ever before update on receipts for each row
    when (old.cancelled_at is not null) execute function refuse_change();
create trigger decided_once before update on corrections for each row
    when (old.state <> 'proposed') execute function refuse_change();
create trigger decided_once before update on refunds for each row
    when (old.decided_by is not null and new.decided_by is distinct from old.decided_by)
    execute function refuse_change();

-- Who acts for the money of others is named, in the log as well. Some old entries name nobody.
alter table audit_log add constraint audit_log_officer_named check (
    actor_id is not null or operator is not null
    or event not in (
        'attempt_asked', 'cash_taken', 'correction_proposed', 'correction_approved', 'correction_rejected', 'refund_proposed',
        'refund_account_named', 'refund_approved', 'refund_rejected', 'refund_asked', 'transfers_downloaded', 'transfer_results_taken',
        'projections_rebuilt', 'channel_switched'
    )
) not valid;
