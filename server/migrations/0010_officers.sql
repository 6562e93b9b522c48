-- Officers: accounts that work for a unit. An officer sees the dossiers of that unit and of no other.
create table officers (
    account_id uuid primary key references accounts (id) on delete cascade,
    unit_code text not null references units (code),
    role text not null constraint officers_role check (role in ('desk_officer')),
    since timestamptz not null
);

-- What a desk works through: its own dossiers in one state, sent first at the top.
create index dossiers_unit_idx on dossiers (unit_code, state, sent_at, number) where state > 0;

-- As `domain::fold` does, for what is not stored folded. A test compares the two.
create function folded(words text) returns text language sql immutable parallel safe as $$
    select trim(regexp_replace(
        translate(lower(regexp_replace(normalize(words, NFD), U&'[\0300-\036F]', '', 'g')), 'đĐ', 'dd'),
        '[^[:alnum:]]+', ' ', 'g'))
$$;

-- What a desk finds a dossier by: its numbers, who filed it, and the procedure.
create function dossier_words(dossier dossiers) returns text language sql stable parallel safe as $$
    select folded(concat_ws(' ', dossier.number, dossier.code, a.full_name)) || ' ' || p.name_folded
    from accounts a, procedures p
    where a.id = dossier.account_id and p.code = dossier.procedure_code
$$;
