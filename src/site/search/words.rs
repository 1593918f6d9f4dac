//! How text is cut into words, the same here and in `site/assets/search.js`.
//!
//! Letters lose their case and their accents. Scripts that put no spaces between words, and Korean, which hangs particles
//! to its words, are cut into overlapping pairs of letters. What instruments print as one (`5.1-2A`, `2023/1007`) is a
//! word, and so are its parts.

use unicode_normalization::UnicodeNormalization as _;

/// The words of a text, in order, each as often as it occurs.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chunk = String::new();
    let mut run: Vec<char> = Vec::new();
    for c in fold(text).chars().chain([' ']) {
        let (close, unspaced) = (c.is_whitespace(), is_unspaced(c));
        if !unspaced {
            pairs(&run, &mut words);
            run.clear();
        }
        if close || unspaced {
            spaced(&chunk, &mut words);
            chunk.clear();
        }
        if unspaced {
            run.push(c);
        } else if !close {
            chunk.push(c);
        }
    }
    words
}

/// Small letters without accents, and one form of letters that have several.
pub fn fold(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc().collect();
    plain.to_lowercase().replace('ß', "ss")
}

/// Chinese and Japanese characters, kana and Hangul.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
        && c != '・'
}

fn pairs(run: &[char], words: &mut Vec<String>) {
    words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
    // The last letter begins no pair, and must be found alone.
    words.extend(run.last().map(char::to_string));
}

fn spaced(chunk: &str, words: &mut Vec<String>) {
    let whole = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = whole.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    words.extend(parts.iter().map(|part| (*part).to_owned()));
    if parts.len() > 1 && whole.contains(|c: char| c.is_ascii_digit()) {
        words.push(whole.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_is_printed_as_one_is_a_word_and_so_are_its_parts() {
        assert_eq!(
            words("Provision 5.1-2A, (S.I. 2023/1007)"),
            ["provision", "5", "1", "2a", "5.1-2a", "s", "i", "2023", "1007", "2023/1007"]
        );
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(words("Geräte Größe TÄMÄ"), ["gerate", "grosse", "tama"]);
    }

    #[test]
    fn scripts_without_spaces_come_in_pairs() {
        assert_eq!(
            words("適合ラベルJC-STAR★1"),
            ["適合", "合ラ", "ラベ", "ベル", "ル", "jc", "star", "1", "jc-star★1"]
        );
        assert_eq!(words("보안"), ["보안", "안"]);
    }
}
