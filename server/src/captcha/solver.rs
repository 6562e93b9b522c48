//! The program that reads captchas for spammers: it cuts a picture into characters, at gaps or into six parts, and takes each for
//! the character that it looks most like, of hundreds that it was shown. What it cannot cut it cannot read.

use super::picture::{HEIGHT, Manner, Picture, WIDTH, draw};
use rand::{SeedableRng, rngs::StdRng};

const CHARACTERS: usize = 6;
const SHOWN: usize = 150;
const TRIED: usize = 30;
/// What a part is reduced to before it is compared.
const GRID: (usize, usize) = (10, 12);

type Look = Vec<f32>;

/// The ink of a picture, from 0 to 15.
struct Ink(Vec<u8>);

impl Ink {
    fn of(picture: &Picture) -> Self {
        let decoder = png::Decoder::new(std::io::Cursor::new(&picture.png));
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a small picture")];
        reader.next_frame(&mut bytes).expect("a frame");
        Self(
            bytes
                .iter()
                .flat_map(|byte| [byte >> 4, byte & 15])
                .collect(),
        )
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.0[y * usize::from(WIDTH) + x]
    }

    fn is_drawn(&self, x: usize, y: usize) -> bool {
        self.at(x, y) > 7
    }

    fn in_column(&self, x: usize) -> usize {
        (0..usize::from(HEIGHT))
            .filter(|y| self.is_drawn(x, *y))
            .count()
    }

    /// Where ink begins and ends.
    fn extent(&self) -> (usize, usize) {
        let drawn = |x: &usize| self.in_column(*x) > 0;
        let mut columns = 0..usize::from(WIDTH);
        let first = columns.find(drawn).expect("ink");
        (first, columns.rfind(drawn).unwrap_or(first) + 1)
    }

    /// Parts that nothing joins, from the left.
    fn apart(&self) -> Vec<Vec<(usize, usize)>> {
        let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
        let mut seen = vec![false; width * height];
        let mut parts = Vec::new();
        for start in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
            let mut part = Vec::new();
            let mut next = vec![start];
            while let Some((x, y)) = next.pop() {
                if x >= width || y >= height || !self.is_drawn(x, y) || seen[y * width + x] {
                    continue;
                }
                seen[y * width + x] = true;
                part.push((x, y));
                next.extend([(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y)]);
                next.push((x, y.wrapping_sub(1)));
            }
            if part.len() > 40 {
                parts.push(part);
            }
        }
        parts
    }

    /// The look of what stands between two columns.
    fn slice(&self, from: usize, to: usize) -> Look {
        let points = (from..to)
            .flat_map(|x| (0..usize::from(HEIGHT)).map(move |y| (x, y)))
            .filter(|(x, y)| self.is_drawn(*x, *y))
            .collect::<Vec<_>>();
        look(&points)
    }

    /// Cut where there is least ink near each sixth of the width.
    fn cut(&self) -> Vec<Look> {
        let (first, end) = self.extent();
        let part = (end - first) / CHARACTERS;
        let mut cuts = vec![first];
        for at in 1..CHARACTERS {
            let middle = first + at * part;
            let near = middle - part / 3..middle + part / 3;
            cuts.push(near.min_by_key(|x| self.in_column(*x)).unwrap_or(middle));
        }
        cuts.push(end);
        cuts.windows(2)
            .map(|cut| self.slice(cut[0], cut[1].max(cut[0] + 1)))
            .collect()
    }
}

/// Points within their own box, reduced to a grid.
fn look(points: &[(usize, usize)]) -> Look {
    let bounds = |of: fn(&(usize, usize)) -> usize| {
        let least = points.iter().map(of).min().unwrap_or(0);
        (least, points.iter().map(of).max().unwrap_or(0) - least + 1)
    };
    let ((left, width), (top, height)) = (bounds(|point| point.0), bounds(|point| point.1));
    let mut grid = vec![0.0; GRID.0 * GRID.1];
    for (x, y) in points {
        let column = (x - left) * GRID.0 / width;
        let row = (y - top) * GRID.1 / height;
        grid[row * GRID.0 + column] += 1.0;
    }
    let ink = points.len().max(1) as f32;
    grid.iter().map(|cell| cell / ink).collect()
}

/// The ways to cut a picture into six looks.
fn ways(picture: &Picture) -> Vec<Vec<Look>> {
    let ink = Ink::of(picture);
    let mut ways = Vec::new();
    let parts = ink.apart();
    if parts.len() == CHARACTERS {
        ways.push(parts.iter().map(|part| look(part)).collect());
    }
    ways.push(ink.cut());
    ways
}

/// How many of thirty pictures it reads, whichever way it cuts them.
fn read(manner: Manner) -> usize {
    let mut rng = StdRng::seed_from_u64(2026);
    let mut picture = || draw(&mut rng, manner).expect("a picture");
    let mut learnt: Vec<(Look, char)> = Vec::new();
    for _ in 0..SHOWN {
        let shown = picture();
        for way in ways(&shown) {
            learnt.extend(way.into_iter().zip(shown.answer.chars()));
        }
    }
    let nearest = |look: &Look| {
        let distance = |other: &Look| -> f32 {
            look.iter()
                .zip(other)
                .map(|(one, another)| (one - another).powi(2))
                .sum()
        };
        learnt
            .iter()
            .map(|(other, character)| (distance(other), *character))
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .map_or(' ', |(_, character)| character)
    };
    (0..TRIED)
        .filter(|_| {
            let picture = picture();
            ways(&picture)
                .iter()
                .any(|way| way.iter().map(nearest).collect::<String>() == picture.answer)
        })
        .count()
}

#[test]
fn a_program_that_cuts_pictures_into_characters_reads_plain_ones_and_not_ours() {
    let plain = read(Manner::PLAIN);
    assert!(plain >= 20, "the program is no good: {plain} of {TRIED}");
    let ours = read(Manner::USUAL);
    assert!(ours <= 1, "it reads {ours} of {TRIED}");
}
