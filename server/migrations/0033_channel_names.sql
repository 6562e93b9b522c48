-- What the names of channels mean in English, where they are Vietnamese words and not a brand.
alter table payment_channels add column name_english text;

update payment_channels set name_english = case code
    when 'momo-atm' then 'Domestic ATM card'
    when 'dvcqg' then 'National Public Service Portal'
    when 'cash' then 'Cash'
end
where code in ('momo-atm', 'dvcqg', 'cash');

-- The article goes by the sound that a name begins with, as it is spoken: “an MB Bank card”.
update payment_channels set precondition_english = replace(precondition_english, 'You need a ', 'You need an ')
where code in ('agribank', 'mbbank', 'acb', 'hdbank', 'shb', 'msb', 'ocb', 'eximbank', 'abbank', 'ncb', 'mbv', 'scb', 'indovina', 'lpbank');
