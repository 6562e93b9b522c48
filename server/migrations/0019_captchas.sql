-- A browser works for every captcha, unseen, also where a picture is to be read: a picture alone is good for few tries.
alter table captchas
    drop constraint captchas_picture_or_work,
    add constraint captchas_picture_or_work check (answer_hash is not null or work_bits is not null);
