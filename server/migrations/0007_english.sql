-- What the catalogue's Vietnamese names and texts mean in English, where it is known. The law speaks Vietnamese.
alter table units add column name_en text;
alter table fields add column name_en text;
alter table procedures
    add column name_en text,
    -- The texts of a procedure (app::api::catalogue::ProcedureInEnglish).
    add column english jsonb;
