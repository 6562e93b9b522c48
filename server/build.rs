//! Compiles the server again when a migration or a checked query changes, which cargo cannot see by itself.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=../.sqlx");
}
