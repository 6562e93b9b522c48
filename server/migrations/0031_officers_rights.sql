-- What officers ask is answered by an index, whatever was paid before; what they did stays as they did it.

-- The last minutes, of every channel or of one. In place of an index by channel, which says nothing of when where no channel is
-- named: each page on which a payer chooses read all attempts there were.
create index payment_attempts_requested_idx on payment_attempts (requested_at, channel_code);
drop index payment_attempts_channel_idx;
-- What is left of an attempt's money, and a citizen's history, ask for the receipt of an attempt.
create index receipts_attempt_idx on receipts (attempt_id);
-- All refunds, page by page.
create index refunds_proposed_at_idx on refunds (proposed_at, id);
