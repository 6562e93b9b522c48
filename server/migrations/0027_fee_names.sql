-- What the names of fees mean in English, for orders and catalogue in English. Receipts are in Vietnamese. An order that was made
-- before keeps the names it was made with.
alter table fee_rules add column name_en text;
