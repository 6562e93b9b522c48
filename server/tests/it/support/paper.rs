//! What stands on paper.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What a PDF reader copies out, every run of white space as one space.
pub fn words_of(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext, of the package poppler-utils");
    reader
        .stdin
        .take()
        .expect("its input")
        .write_all(pdf)
        .expect("it reads");
    let output = reader.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
