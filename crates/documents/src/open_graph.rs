//! The picture that Zalo, Facebook and others show beside a shared link (Open Graph, `og:image`).

use std::sync::LazyLock;

use serde::Serialize;
use typst::foundations::Bytes;
use typst::utils::Scalar;
use typst_render::RenderOptions;

use crate::DocumentError;
use crate::printable::printable;
use crate::typesetting::Template;

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
    Template::new(
        "open_graph.typ",
        include_str!("../templates/open_graph.typ"),
    )
});
/// The rings of the drum that lie behind the portal's first sentence too.
const DRUM: &str = include_str!("../../../style/assets/drum.svg");

/// Pixels. The size that Facebook and Zalo show without cropping.
pub const WIDTH: u32 = 1200;
/// Pixels.
pub const HEIGHT: u32 = 630;

/// What is written on the picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Picture {
    /// Name of the portal.
    pub portal: String,
    /// What the page is about. Long titles are set smaller.
    pub title: String,
    /// A line below it; may be empty.
    pub subtitle: String,
}

/// Makes the picture: a PNG of [`WIDTH`] by [`HEIGHT`] pixels.
///
/// # Errors
///
/// [`DocumentError::Typesetting`] and [`DocumentError::Encoding`], both a mistake of ours.
pub fn render(picture: &Picture) -> Result<Vec<u8>, DocumentError> {
    let facts = Picture {
        portal: printable(&picture.portal),
        title: printable(&picture.title),
        subtitle: printable(&picture.subtitle),
    };
    let facts = serde_json::to_vec(&facts).expect("three texts are JSON");
    let document = TEMPLATE.lay_out(vec![
        ("open_graph.json", Bytes::new(facts)),
        ("drum.svg", Bytes::from_string(DRUM)),
    ])?;
    let page = document
        .pages()
        .first()
        .expect("the template fills one page");
    let options = RenderOptions {
        // The template is measured in points, one for each pixel.
        pixel_per_pt: Scalar::new(1.0),
        render_bleed: false,
    };
    typst_render::render(page, &options)
        .encode_png()
        .map_err(|error| DocumentError::Encoding(error.to_string()))
}
