/// A field's name without its kind.
#[must_use]
pub fn bare(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

#[must_use]
pub fn field_id(name: &str) -> String {
    format!("f-{}", bare(name).replace('.', "-"))
}

/// Id of the place beside a field that names the value that was put there instead.
#[must_use]
pub fn suggestion_id(name: &str) -> String {
    format!("{}-suggestion", field_id(name))
}
