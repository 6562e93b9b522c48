use domain::{
    language::{Language, Text, text},
    money::Vnd,
};

pub const SEARCH_HEADING: Text = text(
    "Tra cứu thủ\u{a0}tục hành\u{a0}chính",
    "Find an administrative procedure",
);
pub const SEARCH_TITLE: Text = text("Tra cứu thủ tục hành chính", "Find a procedure");
pub const SEARCH_DESCRIPTION: Text = text(
    "Tìm thủ tục hành chính của tỉnh Tây Ninh theo tên, đơn vị, lĩnh vực, cấp và mức độ dịch vụ; gõ có dấu hay không dấu đều được.",
    "Search the administrative procedures of Tây Ninh province by name, agency, field and level, in Vietnamese or in English.",
);
pub const NAME: Text = text("Tên thủ tục", "Name of the procedure");
pub const EXAMPLE: Text = text("Ví dụ: khai sinh", "For example: work permit");
pub const SEARCH: Text = text("Tìm kiếm", "Search");
pub const FILTERS: Text = text(
    "Lọc theo đơn vị, lĩnh vực, cấp",
    "Filter by agency, field, level",
);
pub const UNIT: Text = text("Đơn vị", "Agency");
pub const ALL_UNITS: Text = text("Tất cả đơn vị", "All agencies");
pub const FIELD: Text = text("Lĩnh vực", "Field");
pub const ALL_FIELDS: Text = text("Tất cả lĩnh vực", "All fields");
pub const LEVEL: Text = text("Cấp", "Level of government");
pub const ALL_LEVELS: Text = text("Tất cả các cấp", "All levels of government");
pub const SERVICE_LEVEL: Text = text("Mức độ dịch vụ", "Level of service");
pub const ALL_SERVICE_LEVELS: Text = text("Tất cả mức độ", "All levels of service");
pub const NOTHING_FOUND: Text = text("Không tìm thấy thủ tục phù hợp.", "No procedure was found.");
pub const FEWER_WORDS: Text = text(
    "Thử ít từ hơn, chỉ giữ từ chính, ví dụ “khai sinh”.",
    "Try fewer words, and only the main ones, such as “work permit”.",
);
pub const WITHOUT_FILTERS: Text = text("Tìm lại không có bộ lọc", "Search again without filters");
pub const BROWSE_FIELDS: Text = text(
    "Xem tất cả lĩnh vực ở trang chủ",
    "Browse all fields on the home page",
);
pub const ASK_HOTLINE: Text = text(
    "Vẫn chưa thấy? Gọi tổng đài, cán bộ tìm giúp:",
    "Still not there? Call the hotline and an officer will look for it:",
);
pub const ONLY_SIMILAR: Text = text(
    "Không có tên nào chứa đủ các từ này. Các thủ tục có tên gần giống:",
    "No name has all of these words. Procedures with similar names:",
);
pub const FILE: Text = text("Nộp hồ sơ", "File a dossier");
pub const NOT_ONLINE: Text = text(
    "Thủ tục này chưa nhận hồ sơ trên cổng. Nộp trực tiếp tại đơn vị thực hiện bên dưới.",
    "Dossiers for this procedure cannot be filed here yet. Hand yours in at one of the agencies below.",
);
pub const BREADCRUMB: Text = text("Đường dẫn", "You are here");
pub const PROCEDURES: Text = text("Thủ tục", "Procedures");
pub const SAMPLE_CODE: Text = text("(mã mẫu, chưa đối chiếu)", "(sample code, not verified)");
pub const TIME_LIMIT: Text = text("Thời hạn giải quyết", "Time it takes");
pub const RESULT: Text = text("Kết quả", "What you receive");
pub const TARGET_GROUP: Text = text("Đối tượng", "Who may apply");
pub const FEE_TEXT: Text = text("Phí, lệ phí", "Fees and charges");
pub const FEES: Text = text("Mức thu", "Amounts");
pub const DOCUMENTS: Text = text("Thành phần hồ sơ", "Documents to hand in");
pub const STEPS: Text = text("Trình tự thực hiện", "Steps");
pub const UNITS: Text = text("Đơn vị thực hiện", "Where it is done");
pub const LEGAL_BASIS: Text = text("Căn cứ pháp lý", "Legal basis");
pub const SAMPLE_DATA: Text = text(
    "Dữ liệu mẫu. Khi làm thật, đối chiếu với Cơ sở dữ liệu quốc gia về thủ tục hành chính.",
    "Sample data. Before you act on it, check the national database of administrative procedures.",
);
pub const VIETNAMESE_ONLY: Text = text(
    "Nội dung chi tiết có bằng tiếng Việt.",
    "The details of this procedure are available in Vietnamese only. The hotline can explain them.",
);

pub fn code(language: Language, code: &str) -> String {
    match language {
        Language::Vietnamese => format!("Mã {code}"),
        Language::English => format!("Code {code}"),
    }
}

pub fn units(language: Language, count: usize) -> String {
    match language {
        Language::Vietnamese => format!("{count} đơn vị"),
        Language::English if count == 1 => "1 agency".to_owned(),
        Language::English => format!("{count} agencies"),
    }
}

pub fn reduced(language: Language, amount: Vnd) -> String {
    match language {
        Language::Vietnamese => format!("Nhóm được giảm: {amount}"),
        Language::English => format!("Reduced groups: {amount}"),
    }
}

pub fn copies(language: Language, included: u32, extra: Vnd) -> String {
    match language {
        Language::Vietnamese => format!("Đã gồm {included} bản; mỗi bản thêm {extra}"),
        Language::English if included == 1 => format!("1 copy included; each further copy {extra}"),
        Language::English => format!("{included} copies included; each further copy {extra}"),
    }
}

/// How many of a document must be handed in.
pub fn pieces(language: Language, original: u32, copy: u32) -> String {
    match language {
        Language::Vietnamese => format!("Bản chính: {original}, bản sao: {copy}"),
        Language::English => format!("Originals: {original}, copies: {copy}"),
    }
}

pub fn suggestions(language: Language, count: usize) -> String {
    match language {
        Language::Vietnamese => format!("{count} gợi ý"),
        Language::English if count == 1 => "1 suggestion".to_owned(),
        Language::English => format!("{count} suggestions"),
    }
}

/// Tells search engines what a page about a procedure tells: its name and its fee.
pub fn description(language: Language, name: &str, fee: &str) -> String {
    let fee = fee.trim_end_matches('.');
    match (language, fee.is_empty()) {
        (Language::Vietnamese, true) => {
            format!("{name}: thành phần hồ sơ, trình tự, thời hạn và nơi nộp.")
        }
        (Language::Vietnamese, false) => {
            format!("{name}. {fee}. Thành phần hồ sơ, trình tự, thời hạn và nơi nộp.")
        }
        (Language::English, true) => {
            format!("{name}: documents, steps, time it takes and where to file.")
        }
        (Language::English, false) => {
            format!("{name}. {fee}. Documents, steps, time it takes and where to file.")
        }
    }
}
