//! The project's tasks: `cargo xtask <task>`. They install or build what is missing, and say what they are doing.

mod apt;
mod build;
mod client;
mod node;
mod say;
mod site;
mod style;
mod wasm_toolchain;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const HELP: &str = "\
cargo xtask <task>

  build               the WebAssembly client and the style sheet, in target/site
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let workspace = Workspace::find();
    let outcome = match words.as_slice() {
        ["build"] => build::build(&workspace),
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
