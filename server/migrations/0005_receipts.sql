-- Receipts (Nghị định 123/2020/NĐ-CP, Điều 32): numbered without gaps per form, serial and year.
create table receipt_series (
    form_symbol text not null,
    serial text not null,
    year int not null,
    last_number int not null check (last_number between 0 and 9999999),
    primary key (form_symbol, serial, year)
);

create table receipts (
    id uuid primary key,
    order_id uuid not null constraint receipts_order_key unique references payment_orders (id),
    attempt_id uuid not null references payment_attempts (id),
    form_symbol text not null,
    serial text not null,
    year int not null,
    number int not null check (number between 1 and 9999999),
    -- Printed as a QR code; whoever holds the paper can compare it with what is here.
    check_code text not null unique,
    -- Everything printed, frozen at issue, so that every copy is the same paper.
    content jsonb not null,
    issued_at timestamptz not null,
    unique (form_symbol, serial, year, number)
);
