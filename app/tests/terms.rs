//! One word for each thing: what the list of terms forbids stands in no text, and what a text puts in quotation marks is what a
//! page calls it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where texts stand that people read.
const FOLDERS: [&str; 5] = [
    "src/locales",
    "../crates/desk/src/locales",
    "../crates/domain/src",
    "../crates/signatures/src",
    "../server/src",
];

/// A word that no text has, and the one that stands for it.
type Term = (&'static str, &'static str);

/// English, whatever the case, at the beginning of a word.
const ENGLISH: &[Term] = &[
    ("'", "’"),
    ("anybody", "anyone"),
    ("assurance level", "identity check level"),
    ("at present", "nothing"),
    ("begin again", "start again"),
    ("biên lai", "receipt"),
    ("bind", "add"),
    ("channel", "payment method"),
    ("chapter", "part"),
    ("dossier", "application"),
    ("e-mail", "email"),
    ("enterprise", "business"),
    ("everybody", "everyone"),
    ("go on", "continue"),
    ("hand in", "apply, give"),
    ("handed in", "made, given"),
    ("hotline", "helpline"),
    ("lodge", "apply, submit"),
    ("money is safe", "do not pay again"),
    ("nobody", "no one"),
    ("object to", "cancel"),
    ("objection", "cancellation"),
    ("papers", "identity card, documents"),
    ("picture code", "characters in the picture"),
    ("please", "nothing"),
    ("press", "select"),
    ("running number", "application number"),
    ("somebody", "someone"),
    ("state agenc", "government agency"),
    ("supplement", "more documents"),
    ("surplus", "overpayment"),
    ("tay ninh", "Tây Ninh"),
    ("telephone", "phone"),
    ("there is nothing", "you do not need to do anything"),
    ("turn down", "reject"),
    ("turned down", "rejected"),
    ("unbind", "remove"),
    ("verification code", "one-time code, code"),
    ("viet nam", "Vietnam"),
    ("whoever", "who it is"),
];

/// Vietnamese, whatever the case, at the beginning of a word.
const VIETNAMESE: &[Term] = &[
    (
        "an toàn, không cần nộp lại",
        "nếu đã bị trừ tiền, không cần nộp lại",
    ),
    ("bỏ liên kết", "hủy liên kết"),
    ("công dân rút hồ sơ", "người nộp đã rút"),
    ("gỡ liên kết", "hủy liên kết"),
    ("họ tên", "họ và tên"),
    ("hồ sơ nháp", "bản nháp"),
    ("hộp cát", "môi trường thử nghiệm"),
    ("hỏi lại", "kiểm tra lại"),
    ("hỏi ngân hàng", "kiểm tra với ngân hàng"),
    ("huỷ", "hủy"),
    ("liệt sỹ", "liệt sĩ"),
    ("mã xác thực", "mã OTP; mã trong hình"),
    ("người quản trị", "quản trị viên"),
    ("nơi đang đăng nhập", "thiết bị đang đăng nhập"),
    ("phần thừa", "số nộp thừa"),
    ("phản đối", "hủy yêu cầu đổi số"),
    ("sai số tiền", "lệch số tiền"),
    ("số giấy tờ", "số CCCD/CMND"),
    ("sổ phụ", "sao kê"),
    ("tài liệu kèm theo", "tài liệu đính kèm"),
    ("tận cùng là", "có đuôi"),
    ("thôi việc", "thu hồi quyền"),
    ("thư điện tử", "email"),
    ("thuỷ", "thủy"),
    ("trả trùng", "thanh toán trùng"),
    ("vui lòng chọn", "chọn"),
    ("vui lòng ghi", "ghi"),
    ("vui lòng nhập", "nhập"),
    ("xin bắt đầu", "bắt đầu"),
    ("xin chia sẻ", "chia sẻ"),
    ("xin đăng nhập", "đăng nhập"),
    ("xin gọi", "gọi"),
    ("xin gửi", "gửi"),
    ("xin thử", "thử"),
    ("đơn vị thực hiện", "cơ quan thực hiện"),
];

/// Vietnamese, in these very letters.
const VIETNAMESE_SPELLED: &[Term] = &[
    ("CMND/CCCD", "CCCD/CMND"),
    ("CMT", "CCCD/CMND"),
    ("Cổng DVCQG", "Cổng Dịch vụ công quốc gia"),
    ("Cổng dịch vụ công", "Cổng Dịch vụ công tỉnh Tây Ninh; cổng"),
    ("Cổng quốc gia", "Cổng Dịch vụ công quốc gia"),
    ("USB token", "USB ký số"),
    ("phận một cửa", "Bộ phận Một cửa"),
];

/// Words that hold a forbidden one and are meant.
const ALLOWED: &[(&str, &str)] = &[
    // The address that an office gives its people, by its name in the law.
    ("thư điện tử công vụ", "thư điện tử"),
    // A passport too, not a CCCD or CMND only.
    ("số giấy tờ tùy thân", "số giấy tờ"),
];

/// What texts put in quotation marks that no page of ours calls so.
const NOT_OURS: &[(&str, &str)] = &[
    ("khai sinh", "to be typed"),
    ("Khai Sinh", "to be typed"),
    ("work permit", "to be typed"),
    ("ly lich tu phap", "to be typed"),
    ("lý lịch tư pháp", "to be typed"),
    ("Chia sẻ", "a button of the phone"),
    ("Share", "a button of the phone"),
    ("một, hai, ba, bốn", "a question, read out"),
    ("one, two, three, four", "a question, read out"),
    ("", "filled in: a label by its constant, or a name"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Vietnamese,
    English,
}

/// A text in the source: what stands between two quotation marks.
struct Literal {
    file: PathBuf,
    line: usize,
    language: Language,
    words: String,
}

#[test]
fn no_text_has_a_word_that_the_list_of_terms_forbids() {
    let mut found = Vec::new();
    for literal in literals() {
        let small = literal.words.to_lowercase();
        let lists = match literal.language {
            Language::English => vec![(small.as_str(), ENGLISH)],
            Language::Vietnamese => vec![
                (small.as_str(), VIETNAMESE),
                (literal.words.as_str(), VIETNAMESE_SPELLED),
            ],
        };
        for (text, terms) in lists {
            for (word, better) in terms.iter().filter(|(word, _)| has(text, word)) {
                found.push(format!(
                    "{}:{}: “{word}” in “{}”: say {better}",
                    literal.file.display(),
                    literal.line,
                    literal.words
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_stands_in_quotation_marks_is_what_a_page_calls_it() {
    let all = literals();
    // What is Vietnamese in an English text stands between underscores.
    let plain = |words: &str| words.replace('_', "");
    let mut found = Vec::new();
    for literal in &all {
        let words = plain(&literal.words);
        for quoted in words.split('“').skip(1) {
            let quoted = quoted.split('”').next().unwrap_or_default();
            let is_ours = all
                .iter()
                .any(|label| label.language == literal.language && plain(&label.words) == quoted);
            if !is_ours && !NOT_OURS.iter().any(|(words, _)| *words == quoted) {
                found.push(format!(
                    "{}:{}: nothing is called “{quoted}”",
                    literal.file.display(),
                    literal.line
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a word stands in a text, elsewhere than where it is meant.
fn has(text: &str, word: &str) -> bool {
    let text = ALLOWED
        .iter()
        .filter(|(_, allowed)| *allowed == word)
        .fold(text.to_owned(), |text, (meant, _)| text.replace(meant, ""));
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !word.starts_with(char::is_alphabetic) || !before.is_some_and(char::is_alphanumeric)
    })
}

/// Every text of the folders.
fn literals() -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut literals = Vec::new();
    for folder in FOLDERS {
        let before = literals.len();
        for file in files(&root.join(folder)) {
            let source = fs::read_to_string(&file).expect("a source file");
            read(&file, &source, &mut literals);
        }
        assert!(literals.len() > before, "{folder} has no texts");
    }
    literals
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Takes the texts of a file: the two of `text(…, …)`, and those below an arm of `Language::Vietnamese` or `Language::English` in
/// the same block. What is in braces is filled in later and left out here, as the file's tests are.
fn read(file: &Path, source: &str, literals: &mut Vec<Literal>) {
    let source = source.split("mod tests {").next().unwrap_or_default();
    let mut rest = source;
    let mut word = "";
    // How many texts of a `text(…)` were read, within one.
    let mut pair = None;
    // The language of an arm, and how deep in blocks it stands.
    let mut arm: Option<(Language, usize)> = None;
    let mut depth = 0_usize;
    while let Some(letter) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if letter == '"' {
            let line = source[..source.len() - rest.len()].lines().count().max(1);
            let (words, after) = literal(&rest[1..]);
            rest = after;
            let language = match pair {
                Some(0) => Some(Language::Vietnamese),
                Some(_) => Some(Language::English),
                None => arm.map(|(language, _)| language),
            };
            pair = pair.map(|read| read + 1);
            if let Some(language) = language {
                literals.push(Literal {
                    file: file.to_owned(),
                    line,
                    language,
                    words,
                });
            }
        } else if letter.is_alphabetic() || letter == '_' {
            let end = rest
                .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .unwrap_or(rest.len());
            (word, rest) = rest.split_at(end);
            arm = match word {
                "fn" => None,
                "Vietnamese" => Some((Language::Vietnamese, depth)),
                "English" => Some((Language::English, depth)),
                _ => arm,
            };
        } else {
            match letter {
                '(' if word == "text" => pair = Some(0),
                ')' => pair = None,
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    arm = arm.filter(|(_, from)| depth >= *from);
                }
                _ => {}
            }
            if !letter.is_whitespace() {
                word = "";
            }
            // A character in single quotation marks is not the beginning of a text or of a block.
            rest = ["'\"'", "'{'", "'}'"]
                .into_iter()
                .find_map(|character| rest.strip_prefix(character))
                .unwrap_or(&rest[letter.len_utf8()..]);
        }
    }
}

/// What stands up to the next quotation mark, and what follows that.
fn literal(source: &str) -> (String, &str) {
    let mut words = String::new();
    let mut in_braces = false;
    let mut letters = source.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (words, &source[at + 1..]),
            // A line that goes on, or a letter that is written out.
            '\\' => match letters.next() {
                Some((_, '\n')) => {
                    let left = letters.as_str().trim_start();
                    let skipped = letters.as_str().len() - left.len();
                    letters.by_ref().take(skipped).for_each(drop);
                }
                Some((_, 'u')) => {
                    letters.by_ref().find(|(_, letter)| *letter == '}');
                    words.push(' ');
                }
                Some((_, letter)) => words.push(letter),
                None => {}
            },
            '{' => in_braces = true,
            '}' => in_braces = false,
            letter if !in_braces => words.push(letter),
            _ => {}
        }
    }
    panic!("a text without an end: {source}")
}

#[test]
fn texts_are_read_with_their_languages_and_nothing_else_is() {
    let source = r#"
        // text("Chú thích", "A comment")
        pub const A: Text = text(
            "Nộp\u{a0}hồ sơ",
            "Apply \
             now",
        );
        fn b(language: Language) -> String {
            match language {
                Language::Vietnamese => format!("{count} hồ sơ"),
                Language::English => format!("{count} “applications”"),
            }
            .with("nothing")
        }
        fn c() { call("nothing"); }
        mod tests {
            const B: Text = text("không có", "nothing");
        }
    "#;
    let mut literals = Vec::new();
    read(Path::new("x.rs"), source, &mut literals);
    let read: Vec<_> = literals
        .iter()
        .map(|literal| {
            (
                literal.line,
                literal.language == Language::English,
                literal.words.as_str(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (4, false, "Nộp hồ sơ"),
            (5, true, "Apply now"),
            (10, false, " hồ sơ"),
            (11, true, " “applications”"),
        ]
    );
    assert!(has("the telephones", "telephone"));
    assert!(!has("a cablephone", "phone"));
    assert!(!has("thư điện tử công vụ", "thư điện tử"));
    assert!(has("số giấy tờ và số giấy tờ tùy thân", "số giấy tờ"));
}
