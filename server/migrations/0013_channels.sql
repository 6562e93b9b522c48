-- Channels: what a citizen chooses. Each leads to a provider, under the provider's own code of the bank or method.
alter table payment_channels
    drop constraint payment_channels_kind_check,
    add constraint payment_channels_kind check (kind in ('bank', 'wallet', 'qr', 'cash')),
    -- The name as the law has it, for banks; otherwise what the channel is.
    add column full_name text not null default '',
    -- Limits of one payment in đồng.
    add column minimum bigint not null default 1 check (minimum >= 1),
    add column maximum bigint check (maximum >= minimum),
    -- Hours of the day in Vietnam, where it is not open around the clock.
    add column opens_at time,
    add column closes_at time,
    add constraint payment_channels_hours check ((opens_at is null) = (closes_at is null) and opens_at < closes_at);

update payment_channels
set full_name = 'Ngân hàng TMCP Ngoại thương Việt Nam', position = 1
where code = 'vietcombank';

-- Connected to the national platform.
insert into payment_channels
    (code, name, full_name, kind, monogram, provider, provider_bank_code, precondition, precondition_english, position, enabled)
select code, name, full_name, 'bank', monogram, 'national-platform', bank_code,
    format('Cần thẻ hoặc tài khoản %s đã đăng ký ngân hàng điện tử.', name),
    format('You need a %s card or account registered for online banking.', name), position, true
from (values
    ('vietinbank', 'VietinBank', 'Ngân hàng TMCP Công Thương Việt Nam', 'CTG', 'ICB', 2),
    ('agribank', 'Agribank', 'Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam', 'AGR', 'VBA', 3),
    ('bidv', 'BIDV', 'Ngân hàng TMCP Đầu tư và Phát triển Việt Nam', 'BIDV', 'BIDV', 4)
) as direct (code, name, full_name, monogram, bank_code, position);

-- The 29 banks that are not, through Ngân Lượng or VNPT Pay.
insert into payment_channels
    (code, name, full_name, kind, monogram, provider, provider_bank_code, precondition, precondition_english, position, enabled,
     minimum)
select code, name, full_name, 'bank', monogram, provider, monogram,
    format('Cần thẻ hoặc tài khoản %s đã đăng ký Internet Banking.', name),
    format('You need a %s card or account registered for internet banking.', name), position, true,
    case provider when 'ngan-luong' then 2000 else 1 end
from (values
    ('techcombank', 'Techcombank', 'Ngân hàng TMCP Kỹ thương Việt Nam', 'TCB', 'ngan-luong', 'TCB', 5),
    ('mbbank', 'MB Bank', 'Ngân hàng TMCP Quân đội', 'MB', 'ngan-luong', 'MB', 6),
    ('acb', 'ACB', 'Ngân hàng TMCP Á Châu', 'ACB', 'ngan-luong', 'ACB', 7),
    ('sacombank', 'Sacombank', 'Ngân hàng TMCP Sài Gòn Thương Tín', 'STB', 'ngan-luong', 'STB', 8),
    ('vpbank', 'VPBank', 'Ngân hàng TMCP Việt Nam Thịnh Vượng', 'VPB', 'ngan-luong', 'VPB', 9),
    ('tpbank', 'TPBank', 'Ngân hàng TMCP Tiên Phong', 'TPB', 'ngan-luong', 'TPB', 10),
    ('vib', 'VIB', 'Ngân hàng TMCP Quốc tế Việt Nam', 'VIB', 'ngan-luong', 'VIB', 11),
    ('hdbank', 'HDBank', 'Ngân hàng TMCP Phát triển Thành phố Hồ Chí Minh', 'HDB', 'ngan-luong', 'HDB', 12),
    ('shb', 'SHB', 'Ngân hàng TMCP Sài Gòn – Hà Nội', 'SHB', 'ngan-luong', 'SHB', 13),
    ('msb', 'MSB', 'Ngân hàng TMCP Hàng hải Việt Nam', 'MSB', 'ngan-luong', 'MSB', 14),
    ('ocb', 'OCB', 'Ngân hàng TMCP Phương Đông', 'OCB', 'ngan-luong', 'OCB', 15),
    ('eximbank', 'Eximbank', 'Ngân hàng TMCP Xuất Nhập khẩu Việt Nam', 'EXB', 'ngan-luong', 'EXB', 16),
    ('seabank', 'SeABank', 'Ngân hàng TMCP Đông Nam Á', 'SEA', 'ngan-luong', 'SEA', 17),
    ('abbank', 'ABBANK', 'Ngân hàng TMCP An Bình', 'ABB', 'ngan-luong', 'ABB', 18),
    ('nam-a-bank', 'Nam A Bank', 'Ngân hàng TMCP Nam Á', 'NAB', 'ngan-luong', 'NAB', 19),
    ('bac-a-bank', 'BAC A BANK', 'Ngân hàng TMCP Bắc Á', 'BAB', 'ngan-luong', 'BAB', 20),
    ('vietabank', 'VietABank', 'Ngân hàng TMCP Việt Á', 'VAB', 'ngan-luong', 'VAB', 21),
    ('vikki', 'Vikki Bank', 'Ngân hàng TNHH MTV Số Vikki (trước là DongA Bank)', 'DAB', 'ngan-luong', 'DAB', 22),
    ('ncb', 'NCB', 'Ngân hàng TMCP Quốc Dân', 'NVB', 'ngan-luong', 'NVB', 23),
    ('pgbank', 'PGBank', 'Ngân hàng TMCP Thịnh vượng và Phát triển', 'PGB', 'ngan-luong', 'PGB', 24),
    ('gpbank', 'GPBank', 'Ngân hàng TNHH MTV Dầu khí Toàn cầu', 'GPB', 'ngan-luong', 'GPB', 25),
    ('mbv', 'MBV', 'Ngân hàng TNHH MTV Việt Nam Hiện Đại (trước là OceanBank)', 'OJB', 'ngan-luong', 'OJB', 26),
    ('saigonbank', 'Saigonbank', 'Ngân hàng TMCP Sài Gòn Công Thương', 'SGB', 'ngan-luong', 'SGB', 27),
    ('scb', 'SCB', 'Ngân hàng TMCP Sài Gòn', 'SCB', 'ngan-luong', 'SCB', 28),
    ('indovina', 'Indovina Bank', 'Ngân hàng TNHH Indovina', 'IVB', 'ngan-luong', 'IVB', 29),
    ('lpbank', 'LPBank', 'Ngân hàng TMCP Lộc Phát Việt Nam', 'LPB', 'vnpt-pay', 'LPB', 30),
    ('pvcombank', 'PVcomBank', 'Ngân hàng TMCP Đại Chúng Việt Nam', 'PVCB', 'vnpt-pay', 'PVCB', 31),
    ('baovietbank', 'BAOVIET Bank', 'Ngân hàng TMCP Bảo Việt', 'BVB', 'vnpt-pay', 'BVB', 32),
    ('kienlongbank', 'KienlongBank', 'Ngân hàng TMCP Kiên Long', 'KLB', 'vnpt-pay', 'KLB', 33)
) as others (code, name, full_name, monogram, provider, bank_code, position);

insert into payment_channels
    (code, name, full_name, kind, monogram, provider, provider_bank_code, precondition, precondition_english, position, enabled,
     minimum, maximum, opens_at, closes_at)
values
    ('momo-atm', 'Thẻ ATM nội địa', 'Thẻ ATM của mọi ngân hàng, qua MoMo', 'bank', 'ATM', 'momo', 'payWithATM',
     'Cần thẻ ATM đã bật thanh toán trực tuyến.', 'You need an ATM card enabled for online payment.', 34, true,
     10000, 50000000, null, null),
    ('vietqr', 'VietQR', 'Quét mã bằng ứng dụng của bất kỳ ngân hàng nào', 'qr', 'QR', 'vietqr', null,
     'Cần ứng dụng ngân hàng trên điện thoại. Không cần đăng ký gì thêm.',
     'You need your bank’s app on a phone. Nothing else to register for.', 40, true, 1, 499999999, null, null),
    ('vnpt-pay', 'VNPT Pay', 'Ví điện tử VNPT Money', 'wallet', 'VNPT', 'vnpt-pay', null,
     'Cần ví VNPT Money đã kích hoạt.', 'You need an activated VNPT Money wallet.', 50, true, 1, null, null, null),
    ('momo', 'MoMo', 'Ví điện tử MoMo', 'wallet', 'MoMo', 'momo', 'captureWallet',
     'Cần ví MoMo đã xác thực.', 'You need a verified MoMo wallet.', 51, true, 1000, 50000000, null, null),
    ('zalopay', 'ZaloPay', 'Ví điện tử ZaloPay', 'wallet', 'Zalo', 'zalopay', null,
     'Cần ví ZaloPay đã xác thực.', 'You need a verified ZaloPay wallet.', 52, true, 1000, null, null, null),
    ('vnpay', 'VNPAY', 'Ví VNPAY, thẻ ATM hoặc VNPAY-QR', 'wallet', 'VNP', 'vnpay', null,
     'Cần ví VNPAY, hoặc thẻ hay ứng dụng ngân hàng có VNPAY-QR.',
     'You need a VNPAY wallet, or a card or banking app with VNPAY-QR.', 53, true, 5000, null, null, null),
    ('ngan-luong', 'Ngân Lượng', 'Ví điện tử Ngân Lượng', 'wallet', 'NL', 'ngan-luong', null,
     'Cần ví Ngân Lượng đã kích hoạt.', 'You need an activated Ngân Lượng wallet.', 54, true, 2000, null, null, null),
    -- Not offered here: the platform's own page, by dossier code, leads to it.
    ('dvcqg', 'Cổng Dịch vụ công quốc gia', 'Thanh toán theo mã hồ sơ trên Cổng Dịch vụ công quốc gia', 'bank', 'QG',
     'national-platform', null, 'Cần thẻ, tài khoản hoặc ví điện tử đã kích hoạt.',
     'You need an activated card, account or wallet.', 59, false, 1, null, null, null),
    ('cash', 'Tiền mặt', 'Nộp tại bộ phận một cửa của đơn vị giải quyết hồ sơ', 'cash', 'TM', 'cash-desk', null,
     'Mang theo mã hồ sơ và căn cước công dân.', 'Bring your dossier number and identity card.', 60, true,
     1, null, '07:00', '17:00');
