//! Tables that officers take out: as CSV for programs, and as a workbook, whose cells are what they say.

use super::{Error, Result, csv_cell::kept};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// What a cell of a workbook may hold, in characters.
const LONGEST_CELL: usize = 32_767;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Csv,
    /// Office Open XML.
    Xlsx,
}

impl FileType {
    /// What the ending of an address asks for.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if path.ends_with(".xlsx") {
            Self::Xlsx
        } else {
            Self::Csv
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The answer with a file of this type, to be saved under the name.
    #[must_use]
    pub fn answer(self, name: &str, file: Vec<u8>) -> Response {
        let disposition = format!("attachment; filename=\"{name}.{}\"", self.ending());
        let mut response = file.into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type()),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(disposition) = HeaderValue::try_from(disposition) {
            headers.insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Stays as it is written, digits too.
    Text(String),
    Number(i64),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The file of a type. A workbook is made beside other requests, because a long one takes a while.
    ///
    /// # Errors
    /// A table that no workbook can hold.
    pub async fn into_file(self, file_type: FileType) -> Result<Vec<u8>> {
        match file_type {
            FileType::Csv => Ok(self.csv().into_bytes()),
            FileType::Xlsx => tokio::task::spawn_blocking(move || self.workbook())
                .await
                .map_err(Error::internal)?
                .map_err(Error::internal),
        }
    }

    fn csv(&self) -> String {
        // By this mark spreadsheets know that it is UTF-8.
        let mut csv = String::from("\u{feff}");
        let mut write = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            csv.push_str(&cells.join(","));
            csv.push('\n');
        };
        write(self.columns.clone());
        for row in &self.rows {
            write(row.iter().map(Cell::in_csv).collect());
        }
        csv
    }

    fn workbook(&self) -> std::result::Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // Whoever changes a cell by hand writes text, too.
        let text = Format::new().set_num_format("@");
        let sheet = workbook.add_worksheet();
        for (column, name) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &text)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(words) => {
                        sheet.write_string_with_format(line, column, shortened(words), &text)?
                    }
                    // Not that of a sum of money, which has fifteen digits at most.
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "numbers here are counts and amounts"
                    )]
                    Cell::Number(number) => sheet.write_number(line, column, *number as f64)?,
                };
            }
        }
        sheet.autofit();
        workbook.save_to_buffer()
    }
}

impl Cell {
    fn in_csv(&self) -> String {
        match self {
            Self::Text(words) => kept(words),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// In quotes where a reader, also one that divides at semicolons or tabs, would see more than one cell.
fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// What a workbook cannot hold ends in `…`.
fn shortened(words: &str) -> String {
    if words.encode_utf16().count() <= LONGEST_CELL {
        return words.to_owned();
    }
    let kept: String = words.chars().take(LONGEST_CELL / 2 - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn table() -> Table {
        let text = |words: &str| Cell::Text(words.to_owned());
        Table {
            columns: vec!["account_number".to_owned(), "amount".to_owned()],
            rows: vec![
                vec![text("007100123456"), Cell::Number(200_000)],
                vec![text("12345678901234567890"), Cell::Number(1_000)],
                vec![text("An \"A\", B; C"), Cell::Number(0)],
                vec![text("=1+1"), Cell::Number(1)],
            ],
        }
    }

    #[test]
    fn a_csv_is_read_as_the_same_cells_whatever_divides_them() {
        assert_eq!(
            table().csv(),
            "\u{feff}account_number,amount\n\
             \"\t007100123456\",200000\n\
             \"\t12345678901234567890\",1000\n\
             \"An \"\"A\"\", B; C\",0\n\
             '=1+1,1\n"
        );
    }

    #[test]
    fn a_workbook_holds_account_numbers_as_text() {
        let file = table().workbook().expect("a workbook");
        assert!(file.starts_with(b"PK"));
        let read = |name: &str| {
            let archive = zip::ZipArchive::new(std::io::Cursor::new(&file));
            let mut archive = archive.expect("an archive");
            let mut text = String::new();
            let mut part = archive.by_name(name).expect(name);
            part.read_to_string(&mut text).expect("text");
            text
        };
        let texts = read("xl/sharedStrings.xml");
        for number in ["007100123456", "12345678901234567890", "=1+1"] {
            assert!(texts.contains(&format!("<t>{number}</t>")), "{texts}");
        }
        let sheet = read("xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<v>200000</v>"), "{sheet}");
        assert!(!sheet.contains("<f>"), "{sheet}");
    }
}
