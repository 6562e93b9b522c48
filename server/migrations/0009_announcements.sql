-- What every page says on top while it holds.
create table announcements (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('info', 'warning')),
    text_vi text not null check (btrim(text_vi) <> ''),
    text_en text not null check (btrim(text_en) <> ''),
    -- A path of ours or a web address.
    link text check (link ~ '^(/[^/]|https://)'),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    constraint announcements_time check (ends_at > starts_at)
);

create index announcements_ends_at on announcements (ends_at);
