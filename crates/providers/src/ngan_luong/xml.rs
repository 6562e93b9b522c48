//! Reading Ngân Lượng's answers: one element `result` that holds elements of text.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

/// The texts of a `result` by name, each name once.
#[derive(Debug)]
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads one document. Elements deeper than the second level are not read. Refused are a document type (entities of others'
    /// making come with it), an entity that XML does not define, a name that occurs twice, and text after the end.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut reading = Reading::default();
        loop {
            let event = reader.read_event().ok()?;
            if matches!(event, Event::Eof) {
                break;
            }
            reading.take(&event)?;
        }
        (reading.ended && reading.depth == 0).then_some(Self(reading.fields))
    }

    /// The text of `name` without space around it, if there is any.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name).map(|text| text.trim());
        text.filter(|text| !text.is_empty())
    }
}

/// How far reading has come.
#[derive(Default)]
struct Reading {
    depth: usize,
    ended: bool,
    /// The element of the second level that is open.
    name: String,
    text: String,
    fields: BTreeMap<String, String>,
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) -> Option<()> {
        match event {
            Event::Start(start) => self.open(start.name().into_inner()),
            Event::End(_) => self.close(),
            Event::Empty(empty) => {
                self.open(empty.name().into_inner())?;
                self.close()
            }
            Event::Text(text) => self.add(text),
            Event::CData(text) => self.add(text),
            Event::GeneralRef(reference) => self.add(&resolved(reference)?),
            Event::Decl(_) | Event::Comment(_) => Some(()),
            Event::DocType(_) | Event::PI(_) | Event::Eof => None,
        }
    }

    fn open(&mut self, name: &str) -> Option<()> {
        match self.depth {
            0 if self.ended || name != "result" => return None,
            1 => {
                self.name = name.to_owned();
                self.text.clear();
            }
            _ => {}
        }
        self.depth += 1;
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        match self.depth {
            0 => self.ended = true,
            1 => match self.fields.entry(std::mem::take(&mut self.name)) {
                Entry::Vacant(entry) => {
                    entry.insert(std::mem::take(&mut self.text));
                }
                Entry::Occupied(_) => return None,
            },
            _ => {}
        }
        Some(())
    }

    fn add(&mut self, text: &str) -> Option<()> {
        match self.depth {
            0 | 1 => text.trim().is_empty().then_some(()),
            2 => {
                self.text.push_str(text);
                Some(())
            }
            _ => Some(()),
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => resolve_predefined_entity(reference).map(str::to_owned),
    }
}
