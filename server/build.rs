//! Compiles the server again when a migration, a checked query or the type of a column changes, which cargo cannot see by itself.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=../.sqlx");
    println!("cargo:rerun-if-changed=sqlx.toml");
}
