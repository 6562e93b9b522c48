-- Channels in the words of the pages: what a bank's customers need is called one thing, and what is brought along is what people
-- have, for a number every application has and not everybody has an identity card.
update payment_channels set
    precondition = replace(precondition, 'Internet Banking', 'ngân hàng điện tử'),
    precondition_english = replace(
        replace(precondition_english, 'registered for online banking', 'registered for internet banking'),
        'with internet banking switched on', 'registered for internet banking')
where kind = 'bank';

update payment_channels set precondition_english = 'You need your bank’s app on a phone. You do not need to register for anything else.'
where code = 'vietqr';

update payment_channels set
    full_name = 'Nộp tại Bộ phận Một cửa của đơn vị tiếp nhận',
    precondition = 'Mang theo số hồ sơ và giấy tờ tùy thân.',
    precondition_english = 'Bring your application number and identity card or passport.'
where code = 'cash';
