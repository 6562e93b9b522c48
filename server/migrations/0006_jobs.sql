-- Work that must happen, written in the transaction of its cause and picked up by any server.
create table jobs (
    id bigint generated always as identity primary key,
    work jsonb not null,
    run_at timestamptz not null,
    failures int not null default 0,
    created_at timestamptz not null
);

create index jobs_run_at_idx on jobs (run_at);
-- A payer who comes back brings the question about the payment forward.
create index jobs_attempt_idx on jobs ((work ->> 'attempt_id')) where work ? 'attempt_id';
