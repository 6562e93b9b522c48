//! The world and its memory: each event is appended to a file as one line of JSON, and replayed at the next start.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use crate::world::{Event, World};

const FILE: &str = "journal.jsonl";

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder or file cannot be made, read, or cut.
    #[error("journal: {0}")]
    Io(#[from] io::Error),
    /// Another sandbox writes to the same journal.
    #[error("the journal is in use by another sandbox")]
    InUse,
    /// A complete line is not an event: the file is damaged, or of another version.
    #[error("journal, line {line}: {source}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// The world together with the file that remembers it.
#[derive(Default)]
pub(crate) struct Journal {
    pub world: World,
    file: Option<File>,
}

impl Journal {
    /// Replays the journal in `folder`, making it where needed.
    pub(crate) fn open(folder: &Path) -> Result<Self, JournalError> {
        fs::create_dir_all(folder)?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(folder.join(FILE))?;
        file.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => JournalError::InUse,
            fs::TryLockError::Error(error) => JournalError::Io(error),
        })?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        // A kill in the middle of a write leaves a last line without its end: that event did not happen.
        let complete = text.rfind('\n').map_or(0, |end| end + 1);
        file.set_len(complete as u64)?;

        let mut world = World::default();
        for (index, line) in text[..complete].lines().enumerate() {
            let event = serde_json::from_str(line).map_err(|source| JournalError::Line {
                line: index + 1,
                source,
            })?;
            world.apply(event);
        }
        Ok(Self {
            world,
            file: Some(file),
        })
    }

    /// Writes the event down, then lets it happen. On an error it has not happened.
    pub(crate) fn record(&mut self, event: Event) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            let mut line = serde_json::to_vec(&event)?;
            line.push(b'\n');
            file.write_all(&line).inspect_err(|error| {
                tracing::error!(%error, "the journal cannot be written");
            })?;
        }
        self.world.apply(event);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Message, MessageKind};
    use time::OffsetDateTime;
    use uuid::Uuid;

    fn folder() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("sandbox-journal-{}", Uuid::new_v4()))
    }

    fn sms(text: &str) -> Event {
        Event::Received(Message {
            id: Uuid::new_v4(),
            kind: MessageKind::Sms,
            to: "0900000001".to_owned(),
            at: OffsetDateTime::now_utc(),
            text: text.to_owned(),
        })
    }

    #[test]
    fn a_line_cut_short_by_a_kill_is_dropped_and_the_journal_goes_on() {
        let folder = folder();
        Journal::open(&folder).unwrap().record(sms("một")).unwrap();
        let path = folder.join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend_from_slice(b"{\"event\":\"recei");
        fs::write(&path, bytes).unwrap();

        Journal::open(&folder).unwrap().record(sms("hai")).unwrap();
        let messages = Journal::open(&folder).unwrap().world.messages;
        let texts: Vec<_> = messages.into_iter().map(|m| m.text).collect();
        assert_eq!(texts, ["một", "hai"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_message_of_an_older_journal_is_a_text_message() {
        let folder = folder();
        fs::create_dir_all(&folder).unwrap();
        let line = r#"{"event":"received","id":"0b0e7a8e-5a3c-4c8e-9d53-0f4b8f0d3c11","to":"0900000001","at":"2026-01-02T03:04:05Z","text":"một"}"#;
        fs::write(folder.join(FILE), format!("{line}\n")).unwrap();

        let world = Journal::open(&folder).unwrap().world;
        assert_eq!(world.messages[0].kind, MessageKind::Sms);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn two_sandboxes_do_not_share_a_journal() {
        let folder = folder();
        let first = Journal::open(&folder).unwrap();
        assert!(matches!(Journal::open(&folder), Err(JournalError::InUse)));
        drop(first);
        assert!(Journal::open(&folder).is_ok());
        fs::remove_dir_all(folder).unwrap();
    }
}
