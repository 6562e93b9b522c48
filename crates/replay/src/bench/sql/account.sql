-- Somebody who is signed in. The session's token is given.
insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, password_hash, assurance, created_at)
values ('00000000-0000-4000-8000-000000000000', 'citizen', '072190999999', '072190999999', 'Nguyễn Thị Ánh Tuyết', '1990-02-11', '0979999999',
    'none', 2, now());
insert into sessions (token_hash, account_id, created_at, last_seen_at, proved_at)
values (sha256(convert_to($token$, 'UTF8')), '00000000-0000-4000-8000-000000000000', now(), now(), now());
