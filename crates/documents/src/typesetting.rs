//! From a template and its files to a PDF.

use std::sync::LazyLock;

use domain::calendar;
use time::OffsetDateTime;
use typst::comemo;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::DocumentError;
use crate::fonts::Fonts;

/// Layouts that a cached intermediate result may go unused before it is dropped. What belongs to the template is used
/// by every layout and stays; what belongs to one citizen goes.
const CACHE_AGE: usize = 4;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// A template, parsed once.
pub(crate) struct Template {
    source: Source,
}

impl Template {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            source: Source::new(file_id(path), text.to_owned()),
        }
    }

    /// Lays the template out with these files beside it.
    pub(crate) fn lay_out(
        &self,
        files: Vec<(&str, Bytes)>,
    ) -> Result<PagedDocument, DocumentError> {
        let desk = Desk {
            template: &self.source,
            files: files
                .into_iter()
                .map(|(path, bytes)| (file_id(path), bytes))
                .collect(),
        };
        let laid_out = typst::compile(&desk)
            .output
            .map_err(DocumentError::typesetting);
        comemo::evict(CACHE_AGE);
        laid_out
    }
}

/// Writes the PDF. `identifier` names the document for ever (it becomes the PDF's document id), `made_at` is its date
/// of creation; with equal arguments the bytes are equal.
pub(crate) fn pdf(
    document: &PagedDocument,
    identifier: String,
    made_at: OffsetDateTime,
) -> Result<Vec<u8>, DocumentError> {
    typst_pdf::pdf(document, &options(identifier, made_at)).map_err(DocumentError::typesetting)
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths are literals of this crate, without `..`");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn options(identifier: String, made_at: OffsetDateTime) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(identifier),
        creator: Smart::Custom(None),
        timestamp: timestamp(made_at),
        // Kept for years (PDF/A) and read aloud to the blind (PDF/UA).
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("both standards are defined on PDF 1.7"),
        ..PdfOptions::default()
    }
}

fn timestamp(at: OffsetDateTime) -> Option<Timestamp> {
    let at = at.checked_to_offset(calendar::VIETNAM)?;
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        at.month().into(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
    )?;
    Timestamp::new_local(datetime, i32::from(calendar::VIETNAM.whole_minutes()))
}

/// What typst sees of the world: one template, its files, our fonts, and no clock.
struct Desk<'a> {
    template: &'a Source,
    files: Vec<(FileId, Bytes)>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        Fonts::get().book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(not_found(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(candidate, _)| *candidate == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        Fonts::get().face(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
