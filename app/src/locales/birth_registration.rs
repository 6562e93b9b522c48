//! Tờ khai đăng ký khai sinh.

use domain::language::{Text, text};

pub const CHILD: Text = text("Trẻ được đăng ký khai sinh", "The child");
pub const CHILD_NAME: Text = text("Họ, chữ đệm, tên của trẻ", "Child’s full name");
pub const CHILD_NAME_HINT: Text = text(
    "Viết có dấu, ví dụ Nguyễn Minh An.",
    "Include all accents, as it should appear on the certificate.",
);
pub const CHILD_BIRTH_DATE: Text = text("Ngày sinh của trẻ", "Child’s date of birth");
pub const CHILD_SEX: Text = text("Giới tính của trẻ", "Child’s sex");
pub const BIRTH_PLACE: Text = text("Nơi sinh", "Place of birth");
pub const BIRTH_PLACE_HINT: Text = text(
    "Tên cơ sở y tế và địa chỉ, hoặc xã, huyện, tỉnh nơi sinh.",
    "Name and address of the hospital, or commune, district and province of birth.",
);
pub const PARENTS: Text = text("Cha, mẹ", "The parents");
pub const MOTHER_NAME: Text = text("Họ, chữ đệm, tên người mẹ", "Mother’s full name");
pub const FATHER_NAME: Text = text("Họ, chữ đệm, tên người cha", "Father’s full name");
pub const APPLICANT: Text = text("Người nộp hồ sơ", "About you");
pub const RELATION: Text = text(
    "Quan hệ của người nộp với trẻ",
    "Your relationship to the child",
);
pub const CHOOSE_RELATION: Text = text("Chọn quan hệ", "Choose a relationship");
pub const FATHER: Text = text("Cha", "Father");
pub const MOTHER: Text = text("Mẹ", "Mother");
pub const GRANDPARENT: Text = text("Ông, bà", "Grandparent");
pub const OTHER_RELATIVE: Text = text("Người thân khác", "Another relative");
pub const ADDRESS: Text = text("Nơi cư trú của người nộp", "Your address");
pub const ADDRESS_HINT: Text = text(
    "Số nhà, đường hoặc ấp, xã, huyện, tỉnh.",
    "House number, street or hamlet, commune, district, province.",
);
pub const SEX_MISSING: Text = text("Chọn giới tính của trẻ.", "Choose the sex of the child.");
pub const RELATION_MISSING: Text = text(
    "Chọn quan hệ với trẻ.",
    "Choose how you are related to the child.",
);
