//! Who works at the server's command line.

/// The user of the machine, such as `an (uid 1000)`. Who became another user to run a command is named first.
#[must_use]
pub fn of_this_process() -> String {
    let name = ["SUDO_USER", "USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()));
    let uid = format!("uid {}", rustix::process::getuid().as_raw());
    name.map_or_else(|| uid.clone(), |name| format!("{name} ({uid})"))
}
