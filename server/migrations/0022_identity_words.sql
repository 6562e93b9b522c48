-- Identity in the field's words.

-- What waits for a one-time code.
alter table flows rename to verifications;
alter index flows_pkey rename to verifications_pkey;
alter index flows_expires_at_idx rename to verifications_expires_at_idx;
alter table verifications rename constraint flows_kind_check to verifications_kind_check;
alter table verifications rename constraint flows_method_check to verifications_method_check;
alter table verifications rename constraint flows_tries_left_check to verifications_tries_left_check;
alter table verifications rename constraint flows_account_id_fkey to verifications_account_id_fkey;

alter table throttles rename to rate_limits;
alter index throttles_pkey rename to rate_limits_pkey;

-- Browsers hold what is under way in cookies of other names now, and what a passkey's ceremony was for stood in its state: what
-- has lasted minutes begins again, instead of lying here without anybody who could go on with it.
delete from verifications;
alter table ceremonies drop constraint ceremonies_kind_check;
delete from ceremonies where kind not in ('single_sign_on', 'signature');
update ceremonies set kind = 'federated_login' where kind = 'single_sign_on';
alter table ceremonies add constraint ceremonies_kind_check check (kind in ('federated_login', 'signature', 'pending_identity',
    'passkey_registration', 'passkey_login', 'passkey_second_factor', 'passkey_reauthentication'));

update jobs set work = jsonb_set(work, '{kind}', '"poll_attempt"') where work ->> 'kind' = 'query_attempt';
update idempotency_keys set endpoint = 'RecordCash' where endpoint = 'TakeCash';
