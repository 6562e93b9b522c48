-- What the portal of this database is: in a demonstration everybody knows passwords and reads one-time codes, so nothing of it
-- may be taken for real afterwards. Written at the first start, and changed only by `server leave-demonstration`.
create table installation (
    is_only_one boolean primary key default true check (is_only_one),
    purpose text not null check (purpose in ('demonstration', 'production')),
    since timestamptz not null
);

-- Accounts that the server made for a demonstration. Their password is published.
alter table accounts add column demonstration boolean not null default false;
update accounts set demonstration = true
where birth_date = date '1990-02-11' and (login_name, full_name) in (
    ('072090000017', 'Nguyễn Văn An'),
    ('072191000025', 'Trần Thị Bình'),
    ('072190000033', 'Lê Minh Châu'),
    ('072190000041', 'Phạm Quốc Dũng'),
    ('072190000058', 'Hồ Thị Giang'),
    ('072190000066', 'Vũ Quốc Hưng'),
    ('072190000074', 'Ngô Thị Lan'),
    ('3900123458', 'Đỗ Thị Hạnh')
);
insert into installation (purpose, since)
select 'demonstration', min(created_at) from accounts where demonstration having count(*) > 0;

-- Where people have accounts and nobody's was made for a demonstration, the portal is in production, whatever it is started as next.
insert into installation (purpose, since)
select 'production', min(created_at) from accounts
where not exists (select from accounts where demonstration) having count(*) > 0;

-- Two of them had telephones of real people, printed in the documents that the portal was made after.
update accounts set phone = case phone when '0869221603' then '0900000017' else '0900000025' end
where demonstration and phone in ('0869221603', '0973835933');
