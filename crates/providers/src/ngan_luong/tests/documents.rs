//! Reading XML that somebody else wrote.

use proptest::prelude::*;

use super::super::xml::Fields;

fn text(document: &str) -> Option<String> {
    let fields = Fields::parse(document.as_bytes())?;
    Some(fields.text("a").unwrap_or("nothing").to_owned())
}

#[test]
fn texts_are_read_however_they_are_written() {
    for (document, expected) in [
        ("<result><a>1</a></result>", "1"),
        (
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<result>\n <a> 1 </a>\n</result>\n",
            "1",
        ),
        ("<result><a><![CDATA[x & <y>]]></a></result>", "x & <y>"),
        ("<result><a>x&amp;y&#65;&#x42;</a></result>", "x&yAB"),
        ("<result><a>1<!-- 2 -->3</a></result>", "13"),
        ("<result><a>1<b>2</b>3</a></result>", "13"),
        ("<result><b><a>2</a></b></result>", "nothing"),
        ("<result><a/><b>2</b></result>", "nothing"),
        ("<result><a>  </a></result>", "nothing"),
        ("<result/>", "nothing"),
    ] {
        assert_eq!(text(document).as_deref(), Some(expected), "{document}");
    }
}

#[test]
fn documents_that_could_be_read_two_ways_are_refused() {
    for document in [
        "",
        "result",
        "<result>",
        "<result><a>1</result>",
        "<result><a>1</a></result",
        "<result><a>1</a></result></result>",
        "<result><a>1</a></result><result/>",
        "<result><a>1</a></result>1",
        "<result>1</result>",
        "<other><a>1</a></other>",
        "<a>1</a>",
        "<result><a>1</a><a>2</a></result>",
        "<result><a>1</a><a/></result>",
        "<result><a>&unknown;</a></result>",
        "<result><a>&#0;</a></result>",
        "<!DOCTYPE result [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><result><a>&x;</a></result>",
        "<!DOCTYPE result><result><a>1</a></result>",
        "<?run it?><result><a>1</a></result>",
    ] {
        assert_eq!(text(document), None, "{document}");
    }
    assert!(Fields::parse(b"<result><a>\xff</a></result>").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Fields::parse(&bytes);
    }

    #[test]
    fn nearly_documents_do_not_make_it_panic(document in "(<result>|</result>|<a>|</a>|<b/>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&amp;|&#9;|[a-z&<>]){0,20}") {
        let _ = Fields::parse(document.as_bytes());
    }
}
