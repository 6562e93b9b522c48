-- Documents of a dossier. The files themselves lie in the object store; here is what they are and whose.
create table attachments (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    -- Null while a document that was shared from the phone waits for its owner to choose a dossier.
    dossier_number bigint references dossiers (number),
    -- At most ten documents: there are ten places.
    place smallint check (place between 1 and 10),
    name text not null check (char_length(name) between 1 and 120 and name !~ '[[:cntrl:]/\\]'),
    media_type text not null
        check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/heic', 'image/webp')),
    size integer not null check (size between 1 and 10485760),
    sha256 bytea not null check (octet_length(sha256) = 32),
    stored_key text not null unique,
    created_at timestamptz not null,
    check ((dossier_number is null) = (place is null)),
    -- Sent twice, a document is there once.
    constraint attachments_once unique (dossier_number, sha256),
    unique (dossier_number, place)
);

create unique index attachments_waiting_idx on attachments (account_id, sha256) where dossier_number is null;
create index attachments_expiry_idx on attachments (created_at) where dossier_number is null;

-- What was sent is what the agency reads.
create function refuse_change_after_sending() returns trigger language plpgsql as $$
begin
    if exists (
        select from dossiers
        where state <> 0
          and (number = case when tg_op <> 'INSERT' then old.dossier_number end
            or number = case when tg_op <> 'DELETE' then new.dossier_number end)
    ) then
        raise exception 'documents of a dossier that was sent do not change';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end;
$$;

create trigger attachments_of_drafts_only before insert or update or delete on attachments
    for each row execute function refuse_change_after_sending();
