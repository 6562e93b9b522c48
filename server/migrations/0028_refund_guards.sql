-- What providers took, charge by charge: a projection of the events, as the states are. So the database can refuse a refund of
-- more than was taken.
create table payment_charges (
    attempt_id uuid not null references payment_attempts (id),
    -- The provider's own; empty while it is not known.
    number text not null,
    amount bigint not null check (amount >= 0),
    primary key (attempt_id, number)
);

-- The fold of `domain::payment::Attempt::charges`: of two amounts the one due, or else the larger; a charge without a number
-- holds what those with one do not account for. A number that officers read in the bank's papers names no charge.
with told as (
    select e.attempt_id, a.amount as due, (e.event ->> 'amount')::bigint as amount,
        case e.event ->> 'type'
            when 'reported_paid' then coalesce(e.event ->> 'provider_transaction', '')
            when 'cash_received' then e.event ->> 'receipt'
            else ''
        end as number
    from payment_events e join payment_attempts a on a.id = e.attempt_id
    where e.event ->> 'type' in ('reported_paid', 'cash_received', 'corrected_paid')
), believed as (
    select attempt_id, number, due, case when bool_or(amount = due) then due else max(amount) end as amount
    from told where amount > 0 group by attempt_id, number, due
), numbered as (
    select attempt_id, sum(amount) as amount, bool_or(amount = due) as settles
    from believed where number <> '' group by attempt_id
)
insert into payment_charges (attempt_id, number, amount)
select b.attempt_id, b.number,
    case when b.number <> '' or n.attempt_id is null then b.amount
        when n.settles then 0
        else greatest(b.amount - n.amount, 0) end
from believed b left join numbered n using (attempt_id);

-- The system has one open proposal for each charge. What it proposed before may be done, or have been turned down.
drop index refunds_proposed_by_system_key;

-- Refunds of a charge whose number has come since, or under the number of the bank's papers.
update refunds r set provider_transaction =
    (select c.number from payment_charges c where c.attempt_id = r.attempt_id
     order by c.number = '', c.amount < r.amount, c.number limit 1)
where not exists (
        select from payment_charges c where c.attempt_id = r.attempt_id and c.number = r.provider_transaction and c.amount > 0)
    and exists (select from payment_charges c where c.attempt_id = r.attempt_id)
    -- One charge that was proposed twice stays so, for `verify-ledger` to tell.
    and not exists (
        select from refunds o where o.attempt_id = r.attempt_id and o.id <> r.id and o.state = 'proposed' and r.state = 'proposed'
            and o.proposed_by is null and r.proposed_by is null);

create unique index refunds_proposed_by_system_key on refunds (attempt_id, provider_transaction)
    where proposed_by is null and state = 'proposed';

insert into payment_charges (attempt_id, number, amount)
select distinct attempt_id, provider_transaction, 0 from refunds on conflict do nothing;

-- The number that replaces a placeholder is that of its refunds as well.
alter table refunds add constraint refunds_charge_fkey
    foreign key (attempt_id, provider_transaction) references payment_charges (attempt_id, number) on update cascade;

-- Nobody is given back more than was taken, by one charge or by all of an order. What the outside world tells is never refused:
-- not that less was taken than it had said, nor that a refund was made which was believed to have failed.
create function refund_is_covered() returns trigger language plpgsql as $$
declare
    refunded_order uuid;
begin
    select order_id into refunded_order from payment_attempts where id = new.attempt_id;
    perform 1 from payment_orders where id = refunded_order for update;
    if (select sum(amount) from refunds
            where attempt_id = new.attempt_id and provider_transaction = new.provider_transaction
                and state not in ('failed', 'rejected'))
        > (select amount from payment_charges where attempt_id = new.attempt_id and number = new.provider_transaction)
    then
        raise exception 'more would go back than charge % of attempt % took', new.provider_transaction, new.attempt_id
            using errcode = 'check_violation', constraint = 'refunds_of_charge';
    end if;
    if (select sum(r.amount) from refunds r join payment_attempts a on a.id = r.attempt_id
            where a.order_id = refunded_order and r.state not in ('failed', 'rejected'))
        > (select sum(c.amount) from payment_charges c join payment_attempts a on a.id = c.attempt_id
            where a.order_id = refunded_order)
    then
        raise exception 'more would go back than order % was paid', refunded_order
            using errcode = 'check_violation', constraint = 'refunds_of_order';
    end if;
    return null;
end
$$;

create constraint trigger refunds_covered_when_proposed after insert on refunds
    for each row when (new.state not in ('failed', 'rejected')) execute function refund_is_covered();
create constraint trigger refunds_covered_when_decided after update of state, amount on refunds
    for each row
    when (new.amount > old.amount
        or old.state = 'proposed' and new.state not in ('proposed', 'failed', 'rejected')
        or old.state in ('failed', 'rejected') and new.state not in ('failed', 'rejected', 'done'))
    execute function refund_is_covered();

-- Charges are neither forgotten nor moved: the server writes them, and gives a placeholder its number.
revoke delete on payment_charges from portal_server;

-- Where the bank transfers a refund is named by one officer and approved by another, and stays as it was approved.
alter table refunds add column account_by uuid references accounts (id);

create function refuse_account_of_one_person() returns trigger language plpgsql as $$
begin
    raise exception 'who names an account does not approve the refund to it'
        using errcode = 'check_violation', constraint = 'refunds_account_two_people';
end
$$;

-- No constraint, which would refuse what becomes of refunds that were approved before.
create trigger refunds_account_two_people before update of decided_by on refunds for each row
    when (
        old.decided_by is null and new.decided_by is not null and new.account_number is not null and new.state <> 'rejected'
        and (new.account_by is null or new.account_by = new.decided_by)
    )
    execute function refuse_account_of_one_person();

create function refund_account_is_fixed() returns trigger language plpgsql as $$
begin
    raise exception 'the account of refund % was decided on', new.id
        using errcode = 'check_violation', constraint = 'refunds_account_fixed';
end
$$;

create trigger refunds_account_fixed before update on refunds
    for each row
    when (old.state <> 'proposed'
        and (old.bank_bin, old.account_number, old.account_holder, old.account_by)
            is distinct from (new.bank_bin, new.account_number, new.account_holder, new.account_by))
    execute function refund_account_is_fixed();

-- What an officer brought from the bank, as it was: whoever says that a transfer failed is not the one who approves another.
create table transfer_result_files (
    id uuid primary key,
    csv text not null,
    taken_by uuid not null references accounts (id),
    taken_at timestamptz not null
);
create trigger insert_only before update or delete or truncate on transfer_result_files execute function refuse_change();
revoke update, delete on transfer_result_files from portal_server;

alter table refunds
    add column results_file uuid references transfer_result_files (id),
    -- The refund that failed, in whose place the system proposed this one.
    add column replaces uuid references refunds (id);

-- The bank is given transfers in batches, each once: given out again, a batch is the same one.
create table transfer_batches (
    number bigint generated always as identity primary key,
    made_by uuid not null references accounts (id),
    made_at timestamptz not null
);
create table transfer_batch_downloads (
    id bigint generated always as identity primary key,
    batch bigint not null references transfer_batches (number),
    downloaded_by uuid not null references accounts (id),
    downloaded_at timestamptz not null
);
create index transfer_batch_downloads_batch_idx on transfer_batch_downloads (batch);
create trigger insert_only before update or delete or truncate on transfer_batches execute function refuse_change();
create trigger insert_only before update or delete or truncate on transfer_batch_downloads execute function refuse_change();
revoke update, delete on transfer_batches, transfer_batch_downloads from portal_server;

alter table refunds add column transfer_batch bigint references transfer_batches (number);
create index refunds_transfer_batch_idx on refunds (transfer_batch) where transfer_batch is not null;
