//! Lists in pages.

use serde::{Deserialize, Serialize};

/// Most items on a page.
pub const PAGE_SIZE: u32 = 20;
/// Last page that can be asked for: nobody reads further, and skipping rows costs time.
pub const LAST_PAGE: u32 = 500;
/// Items on all pages that can be asked for. A list without end is counted to one more: counting all of it costs time.
pub const MOST_COUNTED: i64 = 10_000;

/// Which page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PageQuery {
    /// Page, from `1`. Anything else is the first, a page beyond the end the last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl PageQuery {
    /// Asks for a page; the first without a number, as an address does that nobody has turned a page on.
    #[must_use]
    pub fn at(page: u32) -> Self {
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        Self { page }
    }

    /// The page asked for, 1 to [`LAST_PAGE`].
    #[must_use]
    pub fn number(&self) -> u32 {
        page_number(&self.page)
    }
}

/// The page that a text from an address asks for, 1 to [`LAST_PAGE`].
#[must_use]
pub fn page_number(text: &str) -> u32 {
    text.parse().unwrap_or(1).clamp(1, LAST_PAGE)
}

/// Where a page stands in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Paging {
    /// Number of all items; of a list without end, 10,001 where there are more.
    pub total: i64,
    /// This page, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
}

impl Paging {
    /// The page that is shown where `asked` was asked for.
    #[must_use]
    pub fn of(total: i64, asked: u32) -> Self {
        Self::sized(PAGE_SIZE, total, asked)
    }

    /// The same in a list with pages of another size.
    #[must_use]
    pub fn sized(size: u32, total: i64, asked: u32) -> Self {
        let size = i64::from(size);
        let pages = u32::try_from((total + size - 1) / size)
            .unwrap_or(LAST_PAGE)
            .clamp(1, LAST_PAGE);
        Self {
            total,
            page: asked.clamp(1, pages),
            pages,
        }
    }

    /// Number of items on the pages before.
    #[must_use]
    pub fn skipped(&self) -> i64 {
        i64::from((self.page - 1) * PAGE_SIZE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beyond_the_end_is_the_last_and_an_empty_list_has_one() {
        for (total, asked, page, pages) in [
            (0, 1, 1, 1),
            (0, 7, 1, 1),
            (20, 2, 1, 1),
            (21, 2, 2, 2),
            (1_000, 51, 50, 50),
            (1_000, 3, 3, 50),
            (1_000_000, 500, 500, 500),
        ] {
            let expected = Paging { total, page, pages };
            assert_eq!(Paging::of(total, asked), expected, "{total} {asked}");
        }
    }

    #[test]
    fn as_many_are_counted_as_there_are_pages() {
        assert_eq!(MOST_COUNTED, i64::from(LAST_PAGE * PAGE_SIZE));
        assert_eq!(Paging::of(MOST_COUNTED + 1, LAST_PAGE + 1).page, LAST_PAGE);
    }

    #[test]
    fn what_is_no_page_is_the_first() {
        for (text, page) in [
            ("", 1),
            ("0", 1),
            ("-3", 1),
            ("2", 2),
            ("x", 1),
            ("501", 500),
            ("99999999999999999999", 1),
        ] {
            assert_eq!(page_number(text), page, "{text:?}");
        }
    }
}
