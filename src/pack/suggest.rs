//! The valid name that someone most likely meant.

use std::cmp::Reverse;

/// Longer values are no slips of the pen, and comparing them costs time.
const LONGEST: usize = 120;
/// Of three letters, with one wrong, too little is left to tell what was meant.
const SHORTEST: usize = 4;

/// The nearest of the names, if any is near.
///
/// A name that begins like the value, or carries it behind its last slash, is near as well: `password-uniqe`
/// is taken for `password-unique-per-device`, `si-2023-1007` for `uk-psti/si-2023-1007`.
pub fn nearest<'n>(value: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let value = value.trim().to_lowercase();
    let length = value.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let longest_slip = length / 3;
    names
        .into_iter()
        .filter(|name| name.len() <= LONGEST)
        .filter_map(|name| Some((distance(&value, &name.to_lowercase(), longest_slip)?, name)))
        .min_by_key(|(distance, name)| (*distance, Reverse(shared_start(&value, name)), *name))
        .map(|(_, name)| name)
}

/// Number of slips between the two, or none where there are too many.
fn distance(value: &str, name: &str, most: usize) -> Option<usize> {
    let beginning = prefix(name, words(value));
    let end = name.rsplit('/').next().filter(|end| end.len() < name.len());
    let whole = slips(value, name, most);
    let beginning = beginning.and_then(|part| slips(value, part, most.min(2)));
    let end = end.and_then(|part| slips(value, part, most.min(2)));
    // A part of a name is further off than a whole one with as many slips.
    [whole, beginning.map(|n| n + 1), end.map(|n| n + 1)].into_iter().flatten().min()
}

fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most * 4 {
        return None;
    }
    Some(strsim::damerau_levenshtein(one, other)).filter(|slips| *slips <= most)
}

fn words(text: &str) -> usize {
    text.split(['-', '/', ' ']).count()
}

/// The first words of a name, if it has more.
fn prefix(name: &str, count: usize) -> Option<&str> {
    (count > 1).then(|| name.match_indices(['-', '/', ' ']).nth(count - 1)).flatten().map(|(at, _)| &name[..at])
}

fn shared_start(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] =
        &["password-change-by-user", "password-unique-per-device", "update-automatic", "uk-psti/si-2023-1007"];

    #[test]
    fn finds_slips_beginnings_and_ends() {
        let near = |value| nearest(value, NAMES.iter().copied());
        assert_eq!(near("password-uniqe"), Some("password-unique-per-device"));
        assert_eq!(near("update-autmatic"), Some("update-automatic"));
        assert_eq!(near("Update-Automatic"), Some("update-automatic"));
        assert_eq!(near("si-2023-1007"), Some("uk-psti/si-2023-1007"));
    }

    #[test]
    fn stays_silent_where_nothing_is_near() {
        for value in ["", "zebra", "password", &"x".repeat(10_000)] {
            assert_eq!(nearest(value, NAMES.iter().copied()), None, "{value:.20}");
        }
    }

    #[test]
    fn does_not_depend_on_order() {
        assert_eq!(nearest("part-c", ["part-b", "part-a"]), nearest("part-c", ["part-a", "part-b"]));
    }
}
