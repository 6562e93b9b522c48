use clap::{Args, Parser, Subcommand};
use server::announcements::command::Request;

/// The provincial public-service portal's server. Configuration is by environment variables; see README.md.
#[derive(Debug, Parser)]
#[command(name = "server")]
pub struct CommandLine {
    /// What is to be done: to serve, where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done. Beside a server that serves with its own Postgres, all but `serve` use that one's.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal
    Serve,
    /// Say what a start would refuse, and what is perhaps not meant
    Check,
    /// Bring the database's schema up to date
    Migrate,
    /// Load the sample catalogue of Tây Ninh
    Import,
    /// Fill the catalogue up for measurements
    Generate {
        /// How many procedures there are to be, such as 2042 or 200000
        procedures: u32,
    },
    /// Announce something on every page
    Announce(Request),
    /// List what is announced now or later
    Announcements(Announcements),
    /// Make whoever has registered an administrator of the province, such as the first
    Administrator {
        /// The identity number that they registered with
        identity_number: String,
    },
    /// Let an officer set another password by telephone, where no administrator can
    ResetPassword {
        /// The officer's identity number
        identity_number: String,
    },
    /// Close the accounts of a demonstration's database and end every officer's work, so that it can become production
    LeaveDemonstration {
        /// Close only the accounts that the server made
        #[arg(long)]
        keep_registered: bool,
    },
    /// Draw the states of payment attempts and refunds (Graphviz)
    States,
    /// Compare stored states with their events
    VerifyProjections {
        /// Write those anew that differ
        #[arg(long)]
        rebuild: bool,
    },
    /// Compare the books with payments and refunds
    VerifyLedger,
    /// Compare the books with what providers said and officers did, and say where all money is
    AuditBooks,
    /// Prove that the audit log is as it was written
    VerifyAudit,
    /// Print the API's OpenAPI document
    Openapi,
}

/// What is to become of announcements.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Announcements {
    /// To list them, where nothing is said.
    #[command(subcommand)]
    pub change: Option<Change>,
}

/// What can become of an announcement.
#[derive(Debug, Subcommand)]
pub enum Change {
    /// End one now; one that has not begun is taken back
    End {
        /// Its number in the list
        number: i64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_that_is_documented_is_understood() {
        CommandLine::command().debug_assert();
        for line in [
            "server",
            "server serve",
            "server generate 2042",
            "server announce --from 22/07/2020T08:00 --until 22/07/2020T17:00 --vi a --en b --warning --link /hoi-dap",
            "server announcements",
            "server announcements end 7",
            "server leave-demonstration --keep-registered",
            "server verify-projections --rebuild",
        ] {
            // A blank within an argument cannot be written here.
            let words = line.split(' ').map(|word| word.replace('T', " "));
            let read = CommandLine::try_parse_from(words);
            assert!(read.is_ok(), "{line}: {read:?}");
        }
        for line in [
            "server sreve",
            "server generate many",
            "server announce",
            "server announcements end",
        ] {
            assert!(
                CommandLine::try_parse_from(line.split(' ')).is_err(),
                "{line}"
            );
        }
    }
}
