-- What a card holder's bank tells us unasked is not kept. The digest says what the message was.
alter table callbacks
    -- SHA-256 of the message as received. Of what was kept before it is not known where the signature was good.
    add column digest bytea check (octet_length(digest) = 32);
update callbacks set digest = fingerprint where not verified;

-- What was kept before loses it as well. Only the national platform has sent such values (DVCQG, interface 1.0.6). A message whose
-- signature was good is JSON, and so is the answer with which it opened a payment; what strangers sent has an end of its own.
create function without_card_data(message bytea) returns bytea language sql immutable as $$
    select convert_to(
        regexp_replace(convert_from(message, 'UTF8'),
            '"(SoThe|TenThe|ThangThe|NamThe|Token)"\s*:\s*("([^"\\]|\\.)*"|[^",}\s]+)', '"\1":""', 'g'),
        'UTF8')
$$;
update callbacks set body = without_card_data(body)
where provider = 'national-platform' and verified
  and (position('The"'::bytea in body) > 0 or position('"Token"'::bytea in body) > 0);
alter table payment_events disable trigger insert_only_but_raw;
update payment_events e set raw = without_card_data(raw)
from payment_attempts a
where a.id = e.attempt_id and a.provider = 'national-platform'
  and (position('The"'::bytea in e.raw) > 0 or position('"Token"'::bytea in e.raw) > 0);
alter table payment_events enable trigger insert_only_but_raw;
drop function without_card_data(bytea);

alter table jobs
    -- Whom the job waits for, such as a provider, so that nobody holds up more than a share of the workers. Null: by its kind.
    add column waits_for text,
    -- When it is too late to run it, as a message with a code that is good no more.
    add column expires_at timestamptz,
    -- How often it has panicked in a row, and when that was too often: then it waits for a person.
    add column panics int not null default 0,
    add column given_up_at timestamptz;
update jobs j set waits_for = a.provider
from payment_attempts a
where j.work ->> 'kind' = 'poll_attempt' and a.id::text = j.work ->> 'attempt_id';
drop index jobs_run_at_idx;
create index jobs_run_at_idx on jobs (run_at) where given_up_at is null;
create index jobs_given_up_idx on jobs (given_up_at) where given_up_at is not null;

-- Whether providers answered our questions, and that they reported by themselves, where payments are opened without a call: what
-- the health of those channels is told from. Of the last day.
create table channel_signals (
    id bigint generated always as identity primary key,
    channel_code text not null references payment_channels (code),
    at timestamptz not null,
    answered boolean not null,
    -- How long the answer took; null for a report, for which nobody waited.
    milliseconds int check (milliseconds >= 0)
);
create index channel_signals_at_idx on channel_signals (at);
