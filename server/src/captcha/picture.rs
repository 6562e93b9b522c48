//! The picture: one ink, one pen, and characters that run into each other and into curves that are none, so that nothing in it
//! can be cut apart by colour, width, line or gap. It is drawn as points, not as lines that a program could follow.

use super::glyphs::{GLYPHS, Step};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use rand::{Rng, RngExt, seq::IndexedRandom};
use std::f32::consts::TAU;
use tiny_skia::{LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

const CHARACTERS: usize = 6;
/// Points; pages show it at half the size, which is sharp on every screen.
pub(super) const WIDTH: u16 = 400;
pub(super) const HEIGHT: u16 = 128;
/// Of the pen, whatever it draws.
const PEN: f32 = 6.5;
/// Of a character before it is bent.
const CHARACTER: (f32, f32) = (54.0, 80.0);
/// Dark on the white ground that pages give it in both colour schemes.
const INK: [u8; 3] = [0x1c, 0x3d, 0x5a];
/// Between white and ink.
const SHADES: u8 = 16;

/// How hard the picture is to cut apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// How far the next character begins, as a share of the width of the one before: least and most.
    advance: (f32, f32),
    /// How far characters lean, in radians.
    lean: f32,
    /// How far they stand above or below the middle, in points.
    jump: f32,
    /// How far the whole is bent, in points.
    bend: f32,
    /// Curves through the whole that are no characters.
    curves: usize,
}

impl Manner {
    /// As citizens see it.
    pub(super) const USUAL: Self = Self {
        advance: (0.88, 1.06),
        lean: 0.24,
        jump: 9.0,
        bend: 6.0,
        curves: 1,
    };
    /// As it would be easy to read for a program.
    #[cfg(test)]
    pub(super) const PLAIN: Self = Self {
        advance: (1.14, 1.16),
        lean: 0.1,
        jump: 9.0,
        bend: 0.0,
        curves: 0,
    };
}

#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// In small letters.
    pub answer: String,
    /// PNG.
    pub png: Vec<u8>,
}

type Points = Vec<(f32, f32)>;

/// Draws a picture of random characters.
///
/// # Errors
/// None that can come up: the sizes are constants.
pub(super) fn draw(rng: &mut impl Rng, manner: Manner) -> Result<Picture, EncodingError> {
    let mut lines: Vec<Points> = Vec::new();
    let mut answer = String::new();
    let (mut at, mut glyphs) = (0.0, Vec::new());
    for _ in 0..CHARACTERS {
        let (character, steps) = another_than(rng, answer.chars().last());
        answer.push(character);
        let width = CHARACTER.0 * rng.random_range(0.85..1.1);
        glyphs.push((at, width, steps));
        at += width * rng.random_range(manner.advance.0..=manner.advance.1);
    }
    let (_, last, _) = glyphs[CHARACTERS - 1];
    let (from, to) = (glyphs[CHARACTERS - 1].0 + last, f32::from(WIDTH));
    let spare = (to - from).max(2.0 * PEN) - 2.0 * PEN;
    let left = PEN + spare * rng.random_range(0.3..0.7);
    for (at, width, steps) in glyphs {
        let middle = (left + at + width / 2.0, f32::from(HEIGHT) / 2.0);
        lines.extend(character(rng, manner, middle, width, steps));
    }
    for _ in 0..manner.curves {
        lines.push(curve(rng, left - PEN, left + from + PEN));
    }
    bend(rng, manner.bend, &mut lines);
    Ok(Picture {
        answer,
        png: ink(&lines)?,
    })
}

/// A character that is not the one before: input methods that write fast make one of two that are the same (`tt` th, `nn` ng).
fn another_than(rng: &mut impl Rng, before: Option<char>) -> (char, &'static [Step]) {
    loop {
        let drawn = *GLYPHS.choose(rng).expect("there are characters");
        if before != Some(drawn.0) {
            return drawn;
        }
    }
}

/// A character somewhere, leaning.
fn character(
    rng: &mut impl Rng,
    manner: Manner,
    middle: (f32, f32),
    width: f32,
    steps: &[Step],
) -> Vec<Points> {
    let height = CHARACTER.1 * rng.random_range(0.85..1.1);
    let (sin, cos) = rng.random_range(-manner.lean..=manner.lean).sin_cos();
    let shear = rng.random_range(-manner.lean..=manner.lean) / 2.0;
    let jump = rng.random_range(-manner.jump..=manner.jump);
    let place = |(x, y): (f32, f32)| {
        let y = (y - 0.5) * height;
        let x = (x - 0.5) * width + shear * y;
        (
            middle.0 + x * cos - y * sin,
            middle.1 + jump + x * sin + y * cos,
        )
    };
    followed(steps)
        .into_iter()
        .map(|line| line.into_iter().map(place).collect())
        .collect()
}

/// The points along each line that the pen draws, near enough to each other to be bent.
fn followed(steps: &[Step]) -> Vec<Points> {
    const POINTS: u8 = 10;
    let mut lines: Vec<Points> = Vec::new();
    let mut pen = (0.0, 0.0);
    for step in steps {
        let (control, end) = match *step {
            Step::Move(x, y) => {
                lines.push(vec![(x, y)]);
                pen = (x, y);
                continue;
            }
            Step::Line(x, y) => (((pen.0 + x) / 2.0, (pen.1 + y) / 2.0), (x, y)),
            Step::Curve(cx, cy, x, y) => ((cx, cy), (x, y)),
        };
        if let Some(line) = lines.last_mut() {
            line.extend((1..=POINTS).map(|point| {
                let t = f32::from(point) / f32::from(POINTS);
                let along = |from: f32, control: f32, to: f32| {
                    (1.0 - t).powi(2) * from + 2.0 * t * (1.0 - t) * control + t * t * to
                };
                (
                    along(pen.0, control.0, end.0),
                    along(pen.1, control.1, end.1),
                )
            }));
        }
        pen = end;
    }
    lines
}

/// A curve through all characters: two waves of its own, one long and one short.
fn curve(rng: &mut impl Rng, from: f32, to: f32) -> Points {
    let height = f32::from(HEIGHT);
    let middle = height * rng.random_range(0.36..0.64);
    let mut wave = |lengths: std::ops::Range<f32>, most: f32| {
        let (length, phase) = (rng.random_range(lengths), rng.random_range(0.0..TAU));
        let high = rng.random_range(0.5..1.0) * most;
        move |x: f32| (x / length * TAU + phase).sin() * high
    };
    let (long, short) = (
        wave(190.0..330.0, height * 0.2),
        wave(80.0..130.0, height * 0.08),
    );
    let mut points = Points::new();
    let mut x = from;
    while x < to {
        points.push((x, middle + long(x) + short(x)));
        x += 4.0;
    }
    points
}

/// Bends everything alike, sideways and up and down.
fn bend(rng: &mut impl Rng, most: f32, lines: &mut [Points]) {
    let mut wave = |length: std::ops::Range<f32>| {
        let (length, phase) = (rng.random_range(length), rng.random_range(0.0..TAU));
        move |at: f32| (at / length * TAU + phase).sin() * most
    };
    let (sideways, upwards) = (wave(90.0..150.0), wave(120.0..220.0));
    for point in lines.iter_mut().flatten() {
        let (x, y) = *point;
        *point = (x + sideways(y), y + upwards(x));
    }
}

/// Everything with one pen in one go, as a PNG of few shades.
fn ink(lines: &[Points]) -> Result<Vec<u8>, EncodingError> {
    let mut path = PathBuilder::new();
    for line in lines {
        for (at, (x, y)) in line.iter().enumerate() {
            match at {
                0 => path.move_to(*x, *y),
                _ => path.line_to(*x, *y),
            }
        }
    }
    let mut pixmap = Pixmap::new(WIDTH.into(), HEIGHT.into()).expect("the size is above nothing");
    let stroke = Stroke {
        width: PEN,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    let paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    if let Some(path) = path.finish() {
        pixmap.stroke_path(&path, &paint, &stroke, Transform::identity(), None);
    }
    let shades: Vec<u8> = pixmap
        .pixels()
        .chunks(2)
        .map(|pair| {
            pair.iter()
                .fold(0, |byte, pixel| (byte << 4) | (pixel.alpha() >> 4))
        })
        .collect();
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, WIDTH.into(), HEIGHT.into());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette());
    encoder.set_filter(Filter::NoFilter);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&shades)?;
    writer.finish()?;
    Ok(png)
}

/// From white to ink.
fn palette() -> Vec<u8> {
    (0..SHADES)
        .flat_map(|shade| INK.map(|ink| u8::MAX - (u8::MAX - ink) / (SHADES - 1) * shade))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS, Manner, draw};
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn no_character_stands_beside_itself() {
        let mut rng = StdRng::seed_from_u64(2026);
        for _ in 0..100 {
            let answer: Vec<char> = draw(&mut rng, Manner::USUAL)
                .unwrap()
                .answer
                .chars()
                .collect();
            assert_eq!(answer.len(), CHARACTERS);
            assert!(
                answer.windows(2).all(|pair| pair[0] != pair[1]),
                "{answer:?}"
            );
        }
    }
}
