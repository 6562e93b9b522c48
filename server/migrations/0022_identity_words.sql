-- Identity in the field's words.

-- What waits for a one-time code.
alter table flows rename to verifications;
alter index flows_pkey rename to verifications_pkey;
alter index flows_expires_at_idx rename to verifications_expires_at_idx;
alter table verifications rename constraint flows_kind_check to verifications_kind_check;
update verifications set details = details - 'vouched' || jsonb_build_object('pending_identity', details -> 'vouched')
    where details ? 'vouched';

alter table throttles rename to rate_limits;
alter index throttles_pkey rename to rate_limits_pkey;

-- What a passkey's ceremony was for stood in its state. One that is under way now, for five minutes at most, begins again.
alter table ceremonies drop constraint ceremonies_kind_check;
delete from ceremonies where kind in ('passkey_added', 'passkey_shown');
update ceremonies set kind = case kind
    when 'single_sign_on' then 'federated_login'
    when 'vouched' then 'pending_identity'
    else kind
end;
alter table ceremonies add constraint ceremonies_kind_check check (kind in ('federated_login', 'signature', 'pending_identity',
    'passkey_registration', 'passkey_login', 'passkey_second_factor', 'passkey_reauthentication'));

update jobs set work = jsonb_set(work, '{kind}', '"poll_attempt"') where work ->> 'kind' = 'query_attempt';
