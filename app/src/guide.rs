//! The citizens' guide as data: chapters, steps and the pictures that belong to them.
//!
//! It follows the guide that Tây Ninh attached to circular 1635/UBND-HCC of 22/07/2020: preconditions, register, sign in,
//! file and pay, history and receipt. The pictures are taken by `end2end/tests/guide_pictures.spec.ts`.

use crate::locales::{
    guide::{filing, history, preparing, registering, signing_in},
    language,
};
use domain::language::{Language, Text};

pub const ADDRESS: &str = "/huong-dan";
pub const LEAFLET: &str = "/huong-dan/to-roi.pdf";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its place in the address, below [`ADDRESS`].
    pub slug: &'static str,
    pub title: Text,
    /// What one can do after it, in a sentence.
    pub summary: Text,
    pub steps: &'static [Step],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: Text,
    /// What helps when it does not go as expected.
    pub help: Option<Text>,
    pub picture: Picture,
}

/// A picture of a screen of this portal, taken by the browser tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Name of the file, without folder and ending.
    pub name: &'static str,
    /// What is to be seen on it, for those who cannot see it.
    pub alt: Text,
}

impl Picture {
    /// CSS pixels. The same as in `end2end/support/guide_camera.ts`.
    pub const WIDTH: u32 = 390;
    /// CSS pixels.
    pub const HEIGHT: u32 = 560;

    #[must_use]
    pub fn address(self, language: Language) -> String {
        format!("{ADDRESS}/{}/{}.webp", language.tag(), self.name)
    }
}

impl Chapter {
    pub const ALL: [Self; 5] = [
        preparing::CHAPTER,
        registering::CHAPTER,
        signing_in::CHAPTER,
        filing::CHAPTER,
        history::CHAPTER,
    ];

    /// With its place in [`Chapter::ALL`].
    #[must_use]
    pub fn find(slug: &str) -> Option<(usize, Self)> {
        Self::ALL
            .into_iter()
            .enumerate()
            .find(|(_, chapter)| chapter.slug == slug)
    }

    #[must_use]
    pub fn address(self) -> String {
        format!("{ADDRESS}/{}", self.slug)
    }
}

#[must_use]
pub fn leaflet_address() -> String {
    format!("{LEAFLET}?lang={}", language().tag())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeMap, path::Path};

    #[test]
    fn a_picture_means_the_same_wherever_it_is_shown() {
        let mut known: BTreeMap<&str, Text> = BTreeMap::new();
        for step in Chapter::ALL.iter().flat_map(|chapter| chapter.steps) {
            let alt = known.entry(step.picture.name).or_insert(step.picture.alt);
            assert_eq!(*alt, step.picture.alt, "{}", step.picture.name);
        }
    }

    #[test]
    fn every_step_has_its_picture_in_both_languages_and_no_picture_is_left_over() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/assets/huong-dan");
        for language in Language::ALL {
            let mut there: Vec<String> = std::fs::read_dir(folder.join(language.tag()))
                .unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect();
            there.sort();
            let mut needed: Vec<String> = Chapter::ALL
                .iter()
                .flat_map(|chapter| chapter.steps)
                .map(|step| format!("{}.webp", step.picture.name))
                .collect();
            needed.sort();
            needed.dedup();
            assert_eq!(there, needed, "{}", language.tag());
        }
    }

    #[test]
    fn pictures_are_light_enough_for_a_poor_connection() {
        const MOST_BYTES: u64 = 25_000;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/assets/huong-dan");
        for step in Chapter::ALL.iter().flat_map(|chapter| chapter.steps) {
            for language in Language::ALL {
                let file = folder.join(format!("{}/{}.webp", language.tag(), step.picture.name));
                let bytes = std::fs::metadata(&file).unwrap().len();
                assert!(bytes <= MOST_BYTES, "{}: {bytes} bytes", file.display());
            }
        }
    }
}
