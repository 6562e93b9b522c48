-- The procedure catalogue. Names are stored folded as well (domain::fold: no diacritics, lower case), because an
-- index on a stored column answers in milliseconds where an expression index takes seconds on misses.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create table units (
    code text primary key,
    name text not null,
    level text not null check (level in ('province', 'district', 'commune')),
    parent text references units (code),
    -- First part of every dossier code the unit gives (Thông tư 01/2018/TT-VPCP, Điều 19).
    organisation_code text not null
);

create table fields (
    code text primary key,
    name text not null,
    level text not null check (level in ('province', 'district', 'commune'))
);

create table procedures (
    code text primary key,
    name text not null,
    name_folded text not null,
    field_code text not null references fields (code),
    level text not null check (level in ('province', 'district', 'commune')),
    service_level smallint not null check (service_level between 1 and 4),
    time_limit text not null,
    result text not null,
    target_group text not null,
    legal_basis text not null,
    documents jsonb not null,
    steps jsonb not null,
    fee_text text not null,
    online_form text,
    -- When the fee is due: on filing, or while the dossier is processed.
    payment_moment text check (payment_moment in ('on_filing', 'while_processing')),
    code_confirmed boolean not null
);

create index procedures_name_folded_idx on procedures using gin (name_folded gin_trgm_ops);
create index procedures_field_idx on procedures (field_code);

create table procedure_units (
    procedure_code text not null references procedures (code) on delete cascade,
    unit_code text not null references units (code),
    primary key (procedure_code, unit_code)
);

create index procedure_units_unit_idx on procedure_units (unit_code);

create table fee_rules (
    procedure_code text not null references procedures (code) on delete cascade,
    code text not null,
    name text not null,
    kind text not null check (kind in ('fee', 'charge')),
    valid_from date not null,
    -- Inclusive; null while in force.
    valid_to date,
    amount bigint not null check (amount >= 0),
    reduced_amount bigint check (reduced_amount between 0 and amount),
    included_copies int check (included_copies >= 1),
    extra_copy_amount bigint check (extra_copy_amount >= 0),
    legal_basis text not null,
    check (valid_to is null or valid_to >= valid_from),
    check ((included_copies is null) = (extra_copy_amount is null)),
    -- Two amounts for one fee on one day would be a coin toss with citizens' money.
    exclude using gist (
        procedure_code with =,
        code with =,
        daterange(valid_from, valid_to, '[]') with &&
    )
);
