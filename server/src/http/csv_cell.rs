//! Cells of tables that somebody opens in a spreadsheet.

/// A cell that no spreadsheet takes for a formula (OWASP, “CSV Injection”). In a country that writes a comma in its numbers, as
/// Vietnam does, a spreadsheet divides a line at `;`; others divide at tabs and line ends within quotes. What follows one of
/// these begins a cell as well.
#[must_use]
pub fn harmless(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for letter in cell.chars() {
        if begins
            && matches!(
                letter,
                '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
            )
        {
            safe.push('\'');
        }
        safe.push(letter);
        begins = matches!(letter, ';' | '\t' | '\n' | '\r' | '"') || (begins && letter == ' ');
    }
    safe
}

/// A cell that a spreadsheet shows, and saves again, as it is written: nothing is a formula, and what the spreadsheet would make a
/// number or a date of (`007100123456`, twenty digits, `1E10`, `1/6`, `MAR12`) has a tab before it. Excel and LibreOffice take that
/// for text; who reads the file without them trims it.
#[must_use]
pub fn kept(cell: &str) -> String {
    let safe = harmless(cell);
    if safe == cell && is_read_otherwise(cell) {
        return format!("\t{cell}");
    }
    safe
}

/// Whether spreadsheets, whatever country they are set to, make something else of a text.
fn is_read_otherwise(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return false;
    }
    if digits == cell.len() {
        // From twelve digits on Excel shows and saves 2.63301E+11; noughts at the beginning are lost.
        return digits > 11 || (digits > 1 && cell.starts_with('0'));
    }
    let is_of_numbers = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':' | '/' | '-' | '+' | '%' | ' ')
    };
    let words: Vec<String> = cell
        .split(is_of_numbers)
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    match &words[..] {
        [] => true,
        [word] => ["E", "AM", "PM"].contains(&word.as_str()) || is_month(word),
        _ => false,
    }
}

/// In English, as all of them read it.
fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_make_a_number_of_stays_a_text() {
        for cell in [
            "007100123456",
            "0912345678",
            "00",
            "263301000123",
            "1234567890123456",
            "12345678901234567890",
            "1E10",
            "263e9",
            "1.5E3",
            "12.345.678",
            "1,5",
            "1.50",
            "1/6",
            "01/06/1990",
            "2026-03-16",
            "16/03/2026 10:00:00",
            "10:30",
            "10:30 AM",
            "50%",
            "MAR12",
            "dec1234",
            "1-Sep-20",
            "03 June",
        ] {
            assert_eq!(kept(cell), format!("\t{cell}"), "{cell:?}");
        }
        for cell in [
            "",
            "0",
            "7",
            "200000",
            "970436",
            "12345678901",
            "FT26075123",
            "NGUYEN VAN AN",
            "Hoan phi ho so 363815",
            "072xxxxxx017",
            "Ấp 1",
            "a2b0c4d1e6f7g2h314j5k0",
            "đ",
            "E",
            "MARIA 12",
        ] {
            assert_eq!(kept(cell), cell, "{cell:?}");
        }
        assert_eq!(kept("-1"), "'-1", "what is no formula needs nothing else");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, expected) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+84", "'+84"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("＝1", "'＝1"),
            ("  =1", "  '=1"),
            ("An;=1+1", "An;'=1+1"),
            ("An; =1+1", "An; '=1+1"),
            ("An\t@SUM(A1)", "An\t'@SUM(A1)"),
            ("An\n-1", "An\n'-1"),
            ("An\r\n+1", "An\r\n'+1"),
            ("An\";=1", "An\";'=1"),
            ("An\"=1", "An\"'=1"),
            ("Trả trùng = hoàn", "Trả trùng = hoàn"),
            ("Nguyễn-Văn", "Nguyễn-Văn"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected, "{cell:?}");
        }
    }
}
