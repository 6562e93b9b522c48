use domain::{
    language::{Language, Localized, Text, text},
    money::Vnd,
};

pub const SEARCH_HEADING: Text = text(
    "Tra cứu thủ\u{a0}tục hành\u{a0}chính",
    "Find an administrative procedure",
);
pub const SEARCH_TITLE: Text = text("Tra cứu thủ tục hành chính", "Find a procedure");
pub const SEARCH_DESCRIPTION: Text = text(
    "Tìm thủ tục hành chính của tỉnh Tây Ninh theo tên, đơn vị, lĩnh vực, cấp và mức độ dịch vụ; gõ có dấu hay không dấu đều được.",
    "Search the administrative procedures of Tây Ninh province by name, office, field and level, in Vietnamese or in English.",
);
pub const NAME: Text = text("Tên thủ tục", "Name of the procedure");
pub const EXAMPLE: Text = text("Ví dụ: khai sinh", "For example: work permit");
pub const SEARCH: Text = text("Tìm kiếm", "Search");
pub const FILTERS: Text = text(
    "Lọc theo đơn vị, lĩnh vực, cấp",
    "Filter by office, field, level",
);
pub const UNIT: Text = text("Đơn vị", "Office");
pub const ALL_UNITS: Text = text("Tất cả đơn vị", "All offices");
pub const FIELD: Text = text("Lĩnh vực", "Field");
pub const ALL_FIELDS: Text = text("Tất cả lĩnh vực", "All fields");
pub const LEVEL: Text = text("Cấp", "Level of government");
pub const ALL_LEVELS: Text = text("Tất cả các cấp", "All levels of government");
pub const SERVICE_LEVEL: Text = text("Mức độ dịch vụ", "Level of service");
pub const ALL_SERVICE_LEVELS: Text = text("Tất cả mức độ", "All levels of service");
pub const NOTHING_FOUND: Text = text("Không tìm thấy thủ tục phù hợp.", "No procedures found.");
pub const FEWER_WORDS: Text = text(
    "Thử ít từ hơn, chỉ giữ từ chính, ví dụ “khai sinh”.",
    "Try fewer words, and only the main ones, such as “work permit”.",
);
pub const CLEAR_FILTERS: Text = text("Bỏ bộ lọc", "Clear filters");
pub const WITHOUT_FILTERS: Text = text("Tìm lại không có bộ lọc", "Search again without filters");
pub const BROWSE_FIELDS: Text = text(
    "Xem tất cả lĩnh vực ở trang chủ",
    "Browse all fields on the home page",
);
pub const ASK_HOTLINE: Text = text(
    "Vẫn chưa tìm thấy? Gọi tổng đài để được hỗ trợ:",
    "Still cannot find it? Call the helpline:",
);
pub const ONLY_SIMILAR: Text = text(
    "Không có thủ tục nào chứa đủ các từ này. Thủ tục có tên gần giống:",
    "No procedure has all these words. Similar procedures:",
);
pub const FILE: Text = text("Nộp hồ sơ", "Apply");
pub const NOT_ONLINE: Text = text(
    "Thủ tục này chưa nộp trực tuyến được. Nộp trực tiếp tại cơ quan thực hiện.",
    "You cannot apply for this online yet. Apply in person at the office.",
);
pub const BREADCRUMB: Text = text("Đường dẫn", "You are here");
pub const PROCEDURES: Text = text("Thủ tục", "Procedures");
pub const SAMPLE_CODE: Text = text("(mã mẫu, chưa đối chiếu)", "(sample code, not verified)");
pub const TIME_LIMIT: Text = text("Thời hạn giải quyết", "Processing time");
pub const RESULT: Text = text("Kết quả", "What you get");
pub const TARGET_GROUP: Text = text("Đối tượng", "Who can apply");
pub const FEE_TEXT: Text = text("Phí, lệ phí", "Fees and charges");
pub const FEES: Text = text("Mức thu", "Amounts");
pub const DOCUMENTS: Text = text("Thành phần hồ sơ", "Documents you need");
pub const STEPS: Text = text("Trình tự thực hiện", "Steps");
pub const UNITS: Text = text("Cơ quan thực hiện", "Where to apply");
pub const LEGAL_BASIS: Text = text("Căn cứ pháp lý", "Legal basis");
pub const SAMPLE_DATA: Text = text(
    "Dữ liệu mẫu. Trước khi nộp hồ sơ, hãy đối chiếu với Cơ sở dữ liệu quốc gia về thủ tục hành chính.",
    "Sample data. Check the national database of administrative procedures before you apply.",
);
pub const VIETNAMESE_ONLY: Text = text(
    "Nội dung chi tiết có bằng tiếng Việt.",
    "The details of this procedure are in Vietnamese only. The helpline can explain them.",
);

pub fn code(language: Language, code: &str) -> String {
    match language {
        Language::Vietnamese => format!("Mã {code}"),
        Language::English => format!("Code {code}"),
    }
}

pub fn units(language: Language, count: usize) -> String {
    match language {
        Language::Vietnamese => format!("{count} cơ quan"),
        Language::English if count == 1 => "1 office".to_owned(),
        Language::English => format!("{count} offices"),
    }
}

pub fn reduced(language: Language, amount: Vnd) -> String {
    let amount = amount.localized(language);
    match language {
        Language::Vietnamese => format!("Đối tượng được giảm: {amount}"),
        Language::English => format!("Reduced rate: {amount}"),
    }
}

pub fn copies(language: Language, included: u32, extra: Vnd) -> String {
    let extra = extra.localized(language);
    match language {
        Language::Vietnamese => format!("Đã gồm {included} bản; mỗi bản thêm {extra}"),
        Language::English if included == 1 => format!("1 copy included; each further copy {extra}"),
        Language::English => format!("{included} copies included; each further copy {extra}"),
    }
}

/// How many of a document are needed; nothing of a kind of which none is.
pub fn pieces(language: Language, original: u32, copy: u32) -> String {
    match (language, original, copy) {
        (_, 0, 0) => String::new(),
        (Language::Vietnamese, _, 0) => format!("Bản chính: {original}"),
        (Language::Vietnamese, 0, _) => format!("Bản sao: {copy}"),
        (Language::Vietnamese, _, _) => format!("Bản chính: {original}, bản sao: {copy}"),
        (Language::English, _, 0) => format!("Originals: {original}"),
        (Language::English, 0, _) => format!("Copies: {copy}"),
        (Language::English, _, _) => format!("Originals: {original}, copies: {copy}"),
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
            format!("{name}: documents, steps, processing time and where to apply.")
        }
        (Language::English, false) => {
            format!("{name}. {fee}. Documents, steps, processing time and where to apply.")
        }
    }
}
