//! The style sheet: `style/main.css` and what it imports, as one small file.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// The first versions with cascade layers, which the sheets are written in; what they lack beyond is rewritten.
const BROWSERS: Browsers = Browsers {
    android: Some(version(99, 0)),
    chrome: Some(version(99, 0)),
    edge: Some(version(99, 0)),
    firefox: Some(version(97, 0)),
    ie: None,
    ios_saf: Some(version(15, 4)),
    opera: None,
    safari: Some(version(15, 4)),
    samsung: Some(version(18, 0)),
};

const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

/// Bundles and minifies a style sheet. An error names file and line.
pub fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    // The errors borrow from the sheets, so they are put into words before the sheets are gone.
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("{error}"))?;
    let targets = Targets {
        browsers: Some(BROWSERS),
        ..Targets::default()
    };
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::bundle;

    #[test]
    fn imports_are_inlined_in_their_layer_and_nesting_is_written_out() {
        let folder = std::env::temp_dir().join(format!("style-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("base.css"), "body { margin: 0 }").unwrap();
        fs::write(
            folder.join("main.css"),
            "@import \"base.css\" layer(base);\n.card { & h2 { margin: 0 } }",
        )
        .unwrap();
        assert_eq!(
            bundle(&folder.join("main.css")).unwrap(),
            "@layer base{body{margin:0}}.card h2{margin:0}"
        );
        fs::remove_file(folder.join("base.css")).unwrap();
        assert!(bundle(&folder.join("main.css")).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
