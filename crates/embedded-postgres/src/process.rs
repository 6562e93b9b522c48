//! What the kernel must be asked about processes, and the few calls that need `unsafe`.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// How Postgres takes the signals it is sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Signal {
    /// Roll back what is open, write everything, end.
    FastShutdown,
    /// End at once; the next start recovers from the log.
    ImmediateShutdown,
}

impl Signal {
    fn number(self) -> libc::c_int {
        match self {
            Self::FastShutdown => libc::SIGINT,
            Self::ImmediateShutdown => libc::SIGQUIT,
        }
    }
}

#[expect(
    unsafe_code,
    reason = "the standard library does not tell the user's number"
)]
pub(crate) fn we_are_root() -> bool {
    // SAFETY: takes no argument, cannot fail, touches no memory.
    unsafe { libc::geteuid() == 0 }
}

/// A process that is gone already is what was wanted.
#[expect(unsafe_code, reason = "the standard library can only send SIGKILL")]
pub(crate) fn send(process: i32, signal: Signal) {
    // SAFETY: plain numbers; touches no memory of this process.
    unsafe {
        libc::kill(process, signal.number());
    }
}

/// Has the kernel stop the child when the thread that starts it ends, be it by `kill -9` of the whole process.
#[expect(
    unsafe_code,
    reason = "only the child itself can ask for this, between fork and exec"
)]
pub(crate) fn tie_to_this_thread(command: &mut Command) {
    let parent = std::process::id();
    let tie = move || {
        // SAFETY: both calls are async-signal-safe and touch no memory.
        let (tied, now) = unsafe {
            (
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGINT),
                libc::getppid(),
            )
        };
        if tied != 0 {
            return Err(std::io::Error::last_os_error());
        }
        // A parent that died before the call cannot be noticed by it.
        if u32::try_from(now) != Ok(parent) {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        }
        Ok(())
    };
    // SAFETY: the closure makes two system calls and builds errors without allocating, which is all that is allowed there.
    unsafe {
        command.pre_exec(tie);
    }
}

/// Every live process whose working folder is `folder`, as all of Postgres's are. Numbers alone are no proof: they are
/// used again, and a zombie still answers to one.
pub(crate) fn working_in(folder: &Path) -> Vec<i32> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter_map(|process| {
            let number = process.file_name().to_str()?.parse().ok()?;
            (fs::read_link(process.path().join("cwd")).ok()? == folder).then_some(number)
        })
        .collect()
}
