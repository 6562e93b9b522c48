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

#[cfg(test)]
mod tests {
    use super::*;

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
