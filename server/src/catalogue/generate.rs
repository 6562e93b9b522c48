//! Fills the catalogue up for measurements: Tây Ninh's 2,042 procedures (1,589 + 287 + 166), or any number in the same
//! proportion. Generated entries are recognised by their code and cannot be filed.

use crate::http::Result;
use domain::catalogue::Level;
use sqlx::{Connection, Executor, PgPool};

/// Procedures of province, district and commune on Tây Ninh's portal in July 2020.
pub const TAY_NINH_2020: [i64; 3] = [1589, 287, 166];

/// Acts, objects and groups that names are put together from, so that searches hit realistic parts of the catalogue.
const ACTS: [&str; 12] = [
    "Cấp",
    "Cấp lại",
    "Đổi",
    "Gia hạn",
    "Thu hồi",
    "Điều chỉnh",
    "Đăng ký",
    "Đăng ký lại",
    "Xác nhận",
    "Thẩm định",
    "Công nhận",
    "Chấm dứt",
];
const OBJECTS: [&str; 20] = [
    "giấy phép xây dựng",
    "giấy chứng nhận quyền sử dụng đất",
    "giấy phép lao động",
    "chứng chỉ hành nghề",
    "giấy phép kinh doanh",
    "giấy chứng nhận an toàn thực phẩm",
    "giấy phép khai thác nước",
    "phù hiệu xe",
    "giấy phép lái xe",
    "thẻ hướng dẫn viên",
    "giấy phép biểu diễn",
    "giấy phép xuất bản",
    "giấy chứng nhận đủ điều kiện kinh doanh",
    "quyết định trợ cấp",
    "giấy phép thăm dò khoáng sản",
    "văn bằng, chứng chỉ",
    "kết hôn",
    "khai tử",
    "giám hộ",
    "tạm trú",
];
const GROUPS: [&str; 10] = [
    "cho cá nhân",
    "cho tổ chức",
    "cho hộ kinh doanh",
    "cho người nước ngoài",
    "cho người có công",
    "cho học sinh, sinh viên",
    "cho hợp tác xã",
    "có yếu tố nước ngoài",
    "thuộc thẩm quyền cấp tỉnh",
    "tại khu vực biên giới",
];

/// Brings each level up to its share of `total`.
pub async fn fill_up(db: &PgPool, total: i64) -> Result<()> {
    let known: i64 = TAY_NINH_2020.iter().sum();
    let [_, district, commune] = TAY_NINH_2020.map(|share| share * total / known);
    // What rounding leaves over goes to the largest.
    fill_level(db, Level::Province, total - district - commune).await?;
    fill_level(db, Level::District, district).await?;
    fill_level(db, Level::Commune, commune).await?;
    // Only its owner may; the connection is not given back, so that nobody else has the owner's rights.
    let mut owner = db.acquire().await?.detach();
    owner.execute("reset role").await?;
    owner.execute("analyze procedures").await?;
    owner.close().await?;
    Ok(())
}

async fn fill_level(db: &PgPool, level: Level, wanted: i64) -> Result<()> {
    let present = sqlx::query_scalar!(
        r#"select count(*) as "count!" from procedures where level = $1"#,
        level as _
    )
    .fetch_one(db)
    .await?;
    let prefix = format!("9.{}", &level.to_string()[..1]);
    let (mut codes, mut names, mut folded) = (Vec::new(), Vec::new(), Vec::new());
    // Numbered on from what is there, so that a larger catalogue can grow out of a smaller one.
    for index in usize::try_from(present).unwrap_or(0)..usize::try_from(wanted).unwrap_or(0) {
        let name = format!(
            "{} {} {} (mẫu {})",
            ACTS[index % ACTS.len()],
            OBJECTS[index / ACTS.len() % OBJECTS.len()],
            GROUPS[index / (ACTS.len() * OBJECTS.len()) % GROUPS.len()],
            index + 1,
        );
        codes.push(format!("{prefix}{index:06}"));
        folded.push(domain::fold(&name));
        names.push(name);
    }
    sqlx::query!(
        "insert into procedures (code, name, name_folded, field_code, level, service_level, time_limit, result,
             target_group, legal_basis, documents, steps, fee_text, code_confirmed)
         select code, name, folded,
                (select array_agg(f.code) from fields f where f.level = $4)[
                    1 + n % (select count(*) from fields f where f.level = $4)],
                $4, 1 + n % 4, 'Dữ liệu sinh ra để đo', '', '', '', '[]', '[]', '', false
         from unnest($1::text[], $2::text[], $3::text[]) with ordinality as t (code, name, folded, n)
         on conflict (code) do nothing",
        &codes,
        &names,
        &folded,
        level as _,
    )
    .execute(db)
    .await?;
    sqlx::query!(
        "insert into procedure_units (procedure_code, unit_code)
         select p.code, (select array_agg(u.code) from units u where u.level = $1)[
             1 + row_number() over (order by p.code) % (select count(*) from units u where u.level = $1)]
         from procedures p where p.level = $1 and p.code like '9.%'
         on conflict do nothing",
        level as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
