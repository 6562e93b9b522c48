use serde::Deserialize;

/// How sure an identity provider is of who signs in: `LoA1` to `LoA3`; as data 1 to 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub(crate) enum Level {
    One,
    #[default]
    Two,
    Three,
}

impl Level {
    const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// As `acr_values`, `acr` and `loAs` have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::One => "LoA1",
            Self::Two => "LoA2",
            Self::Three => "LoA3",
        }
    }

    /// The highest level in `acr_values`; what is unknown asks for nothing.
    pub(super) fn asked(acr_values: &str) -> Self {
        let known = |word| Self::ALL.into_iter().find(|level| level.name() == word);
        let highest = acr_values.split(' ').filter_map(known).max();
        highest.unwrap_or(Self::One)
    }

    /// The level that a sign-in reaches. A second factor gives level 2 to whoever has one; level 3 is for those who have it
    /// and only where it is asked for, because it takes more than a second factor.
    pub(super) fn reached(asked: Self, of_person: Self, second_factor: bool) -> Self {
        match second_factor {
            false => Self::One,
            true => of_person.min(asked.max(Self::Two)),
        }
    }
}

impl TryFrom<u8> for Level {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        let index = usize::from(number).checked_sub(1);
        let level = index.and_then(|index| Self::ALL.get(index).copied());
        level.ok_or("a level is 1, 2 or 3")
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{self, One, Three, Two};

    #[test]
    fn nobody_is_said_to_have_reached_more_than_they_did() {
        for (asked, of_person, second_factor, reached) in [
            (One, Two, false, One),
            (Two, Two, false, One),
            (Two, Two, true, Two),
            (One, Two, true, Two),
            (Two, One, true, One),
            (Three, Two, true, Two),
            (Three, Three, true, Three),
            (Three, Three, false, One),
            (Two, Three, true, Two),
        ] {
            let level = Level::reached(asked, of_person, second_factor);
            assert_eq!(level, reached, "{asked:?} {of_person:?} {second_factor}");
        }
    }

    #[test]
    fn the_highest_known_value_counts() {
        for (values, level) in [
            ("LoA1 LoA2", Two),
            ("LoA3", Three),
            ("", One),
            ("loa2 x", One),
        ] {
            assert_eq!(Level::asked(values), level, "{values}");
        }
    }
}
