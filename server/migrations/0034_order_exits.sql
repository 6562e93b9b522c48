-- Every order has an exit: officers accept another amount than was due, or everything goes back and the fee can be paid again.

-- Two officers accept what arrived. The amount is what the proposer saw as received; no number goes with it, the provider has told it.
alter table corrections
    drop constraint corrections_outcome_check,
    drop constraint corrections_money,
    add constraint corrections_outcome_check check (outcome in ('paid', 'failed', 'accepted')),
    add constraint corrections_money check (
        case outcome
            when 'paid' then amount is not null and provider_transaction is not null
            when 'accepted' then amount is not null and provider_transaction is null
            else amount is null or provider_transaction is null
        end
    );

-- Whether the fee is due again once everything has gone back, as it was proposed and approved.
alter table refunds add column fee_stays_due boolean not null default false;
create trigger fee_stays_as_proposed before update of fee_stays_due on refunds execute function refuse_change();

-- An order that is paid again has another receipt; the one before is void and stays.
alter table receipts drop constraint receipts_order_key;
create unique index receipts_order_key on receipts (order_id) where cancelled_at is null;
create index receipts_order_idx on receipts (order_id, year, number);
