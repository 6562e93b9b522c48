//! The characters of the picture as strokes of a pen, in a box of width and height 1, downwards. Of characters that people take
//! for each other (0 and O, 1 and I, 5 and S, H and K once they lean …) one at most is here. There is no vowel, no d and no w:
//! Vietnamese input methods are on while people type, and turn those into other letters (`a` and `s` into á, `a` and `1` as well,
//! two d into đ). Nor one that some of them write out at the beginning of a word (`f` as ph, `j` as gi).

use Step::{Curve, Line, Move};

/// A movement of the pen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Lifts it and sets it down.
    Move(f32, f32),
    /// Draws straight.
    Line(f32, f32),
    /// Draws a quadratic curve: control point, end.
    Curve(f32, f32, f32, f32),
}

/// Each character, as it is typed, and how it is drawn.
pub(super) const GLYPHS: [(char, &[Step]); 18] = [
    (
        'c',
        &[
            Move(0.95, 0.2),
            Curve(0.8, 0.0, 0.52, 0.0),
            Curve(0.02, 0.0, 0.02, 0.5),
            Curve(0.02, 1.0, 0.52, 1.0),
            Curve(0.8, 1.0, 0.95, 0.8),
        ],
    ),
    (
        'k',
        &[
            Move(0.06, 0.0),
            Line(0.06, 1.0),
            Move(0.94, 0.0),
            Line(0.06, 0.62),
            Move(0.36, 0.42),
            Line(0.98, 1.0),
        ],
    ),
    ('l', &[Move(0.1, 0.0), Line(0.1, 1.0), Line(0.92, 1.0)]),
    (
        'm',
        &[
            Move(0.0, 1.0),
            Line(0.08, 0.0),
            Line(0.5, 0.7),
            Line(0.92, 0.0),
            Line(1.0, 1.0),
        ],
    ),
    (
        'n',
        &[
            Move(0.05, 1.0),
            Line(0.05, 0.0),
            Line(0.95, 1.0),
            Line(0.95, 0.0),
        ],
    ),
    (
        'p',
        &[
            Move(0.08, 1.0),
            Line(0.08, 0.0),
            Line(0.48, 0.0),
            Curve(0.95, 0.0, 0.95, 0.28),
            Curve(0.95, 0.56, 0.48, 0.56),
            Line(0.08, 0.56),
        ],
    ),
    (
        'r',
        &[
            Move(0.08, 1.0),
            Line(0.08, 0.0),
            Line(0.48, 0.0),
            Curve(0.92, 0.0, 0.92, 0.26),
            Curve(0.92, 0.52, 0.48, 0.52),
            Line(0.08, 0.52),
            Move(0.45, 0.52),
            Line(0.98, 1.0),
        ],
    ),
    (
        't',
        &[
            Move(0.0, 0.0),
            Line(1.0, 0.0),
            Move(0.5, 0.0),
            Line(0.5, 1.0),
        ],
    ),
    ('v', &[Move(0.0, 0.0), Line(0.5, 1.0), Line(1.0, 0.0)]),
    (
        'x',
        &[
            Move(0.02, 0.0),
            Line(0.98, 1.0),
            Move(0.98, 0.0),
            Line(0.02, 1.0),
        ],
    ),
    (
        '2',
        &[
            Move(0.06, 0.24),
            Curve(0.1, 0.0, 0.48, 0.0),
            Curve(0.9, 0.0, 0.9, 0.3),
            Curve(0.9, 0.52, 0.06, 1.0),
            Line(0.96, 1.0),
        ],
    ),
    (
        '3',
        &[
            Move(0.1, 0.12),
            Curve(0.25, 0.0, 0.46, 0.0),
            Curve(0.86, 0.0, 0.86, 0.24),
            Curve(0.86, 0.47, 0.4, 0.47),
            Curve(0.94, 0.47, 0.94, 0.74),
            Curve(0.94, 1.0, 0.48, 1.0),
            Curve(0.2, 1.0, 0.04, 0.86),
        ],
    ),
    (
        '4',
        &[
            Move(0.72, 1.0),
            Line(0.72, 0.0),
            Line(0.02, 0.7),
            Line(0.98, 0.7),
        ],
    ),
    (
        '5',
        &[
            Move(0.86, 0.0),
            Line(0.18, 0.0),
            Line(0.12, 0.45),
            Curve(0.3, 0.36, 0.48, 0.36),
            Curve(0.94, 0.36, 0.94, 0.67),
            Curve(0.94, 1.0, 0.46, 1.0),
            Curve(0.2, 1.0, 0.06, 0.88),
        ],
    ),
    (
        '6',
        &[
            Move(0.84, 0.04),
            Curve(0.5, -0.06, 0.26, 0.24),
            Curve(0.06, 0.5, 0.06, 0.7),
            Curve(0.06, 1.0, 0.5, 1.0),
            Curve(0.94, 1.0, 0.94, 0.7),
            Curve(0.94, 0.42, 0.5, 0.42),
            Curve(0.1, 0.42, 0.06, 0.7),
        ],
    ),
    ('7', &[Move(0.04, 0.0), Line(0.96, 0.0), Line(0.36, 1.0)]),
    (
        '8',
        &[
            Move(0.5, 0.46),
            Curve(0.12, 0.46, 0.12, 0.23),
            Curve(0.12, 0.0, 0.5, 0.0),
            Curve(0.88, 0.0, 0.88, 0.23),
            Curve(0.88, 0.46, 0.5, 0.46),
            Curve(0.04, 0.46, 0.04, 0.73),
            Curve(0.04, 1.0, 0.5, 1.0),
            Curve(0.96, 1.0, 0.96, 0.73),
            Curve(0.96, 0.46, 0.5, 0.46),
        ],
    ),
    (
        '9',
        &[
            Move(0.16, 0.96),
            Curve(0.5, 1.06, 0.74, 0.76),
            Curve(0.94, 0.5, 0.94, 0.3),
            Curve(0.94, 0.0, 0.5, 0.0),
            Curve(0.06, 0.0, 0.06, 0.3),
            Curve(0.06, 0.58, 0.5, 0.58),
            Curve(0.9, 0.58, 0.94, 0.3),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::GLYPHS;

    /// What an input method puts in place of two characters typed one after the other, or anywhere later in a word; and of one
    /// alone. Telex: UniKey, OpenKey, EVKey, GoTiengViet, and those of Windows, macOS, iOS and Gboard. VNI and VIQR: RFC 1456 and
    /// VNI's table. “Quick Telex” doubles consonants.
    fn is_composed(first: char, second: char) -> bool {
        let vowel = |letter: char| "aeiouy".contains(letter);
        let telex = (vowel(first) && "sfrxjzw".contains(second))
            || (first == second && "aeod".contains(first))
            || [first, second]
                .iter()
                .any(|letter| "w[]{}".contains(*letter));
        let vni =
            (vowel(first) && "0123456789".contains(second)) || (first == 'd' && second == '9');
        let viqr = vowel(first) && "'`?~.^(+*-".contains(second);
        let at_the_beginning = "fjw".contains(first);
        let after_a_vowel = vowel(first) && "gkh".contains(second);
        telex || vni || viqr || at_the_beginning || after_a_vowel
    }

    #[test]
    fn no_input_method_composes_two_characters_of_a_picture() {
        for (pair, composed) in [
            (('a', 's'), true),
            (('e', 'x'), true),
            (('y', 'f'), true),
            (('a', 'a'), true),
            (('d', 'd'), true),
            (('d', '9'), true),
            (('e', '2'), true),
            (('u', 'w'), true),
            (('k', 'x'), false),
            (('r', '5'), false),
        ] {
            assert_eq!(is_composed(pair.0, pair.1), composed, "{pair:?}");
        }
        for (first, _) in GLYPHS {
            for (second, _) in GLYPHS {
                assert!(!is_composed(first, second), "{first}{second}");
            }
        }
    }
}
