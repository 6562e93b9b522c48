-- The server works under this role: it may read and write, but neither change nor delete what is insert-only. Triggers say
-- the same to whoever else connects. A database whose owner may not make roles needs `portal_server` made beforehand.
do $$
begin
    if not exists (select from pg_roles where rolname = 'portal_server') then
        create role portal_server nologin;
    end if;
exception when duplicate_object or unique_violation then
    null;
end
$$;

grant portal_server to current_user;
grant usage on schema public to portal_server;
grant select, insert, update, delete on all tables in schema public to portal_server;
grant usage on all sequences in schema public to portal_server;
alter default privileges in schema public grant select, insert, update, delete on tables to portal_server;
alter default privileges in schema public grant usage on sequences to portal_server;

revoke update, delete on ledger_transactions, ledger_entries, payment_events, dossier_events from portal_server;
do $$
begin
    if to_regclass('_sqlx_migrations') is not null then
        revoke insert, update, delete on _sqlx_migrations from portal_server;
    end if;
end
$$;
-- A callback stays as it came; what was made of it is noted beside it.
revoke update, delete on callbacks from portal_server;
grant update (verdict) on callbacks to portal_server;
