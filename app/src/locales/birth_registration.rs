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
pub const MOTHER_KNOWN: Text = text("Người mẹ", "The mother");
pub const FATHER_KNOWN: Text = text("Người cha", "The father");
pub const PARENT_NAMED: Text = text("Ghi họ và tên dưới đây", "Give the name below");
pub const PARENT_UNKNOWN: Text = text("Không xác định", "Not known");
pub const PARENT_CHOICE_MISSING: Text = text(
    "Chọn ghi họ và tên hoặc không xác định.",
    "Choose whether the name is given or not known.",
);
pub const NAME_OR_UNKNOWN: Text = text(
    "Nhập họ và tên người mẹ, hoặc chọn “Không xác định”.",
    "Enter the mother’s name, or choose “Not known”.",
);
pub const UNKNOWN_BUT_NAMED: Text = text(
    "Đã chọn “Không xác định”. Xóa họ và tên này, hoặc chọn ghi họ và tên.",
    "You chose “Not known”. Remove this name, or choose to give it.",
);
pub const UNKNOWN_BUT_BORN: Text = text(
    "Đã chọn “Không xác định”. Xóa ngày sinh này, hoặc chọn ghi họ và tên.",
    "You chose “Not known”. Remove this date, or choose to give the name.",
);
pub const MOTHER_BORN: Text = text("Ngày sinh của mẹ", "Mother’s date of birth");
pub const FATHER_BORN: Text = text("Ngày sinh của cha", "Father’s date of birth");
pub const BORN_HINT: Text = text(
    "Ví dụ 25/12/1990. Nếu giấy tờ chỉ ghi năm sinh, nhập năm.",
    "For example 25/12/1990. If their documents show only the year, enter the year.",
);
pub const CARER: Text = text(
    "Người hoặc tổ chức đang nuôi dưỡng trẻ",
    "Person or institution caring for the child",
);
pub const RELATION_UNKNOWN: Text = text(
    "Người nộp là cha hoặc mẹ thì ghi họ và tên ở trên, hoặc chọn quan hệ khác.",
    "If you are this parent, give your name above, or choose another relationship.",
);
