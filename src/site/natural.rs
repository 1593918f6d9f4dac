//! The order in which people number things: `5.2-9` before `5.10-1`, `reg 4` before `reg 4A` before `reg 5`.

use std::cmp::Ordering;

/// Compares runs of digits by their number and everything else letter by letter, whatever the case.
pub fn compare(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    while !a.is_empty() && !b.is_empty() {
        let (x, y) = (split(&mut a), split(&mut b));
        let order = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            _ => x.to_lowercase().cmp(&y.to_lowercase()),
        };
        if order.is_ne() {
            return order;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// Takes the first run of digits or of other characters.
fn split<'t>(text: &mut &'t str) -> &'t str {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(text.len());
    let (run, rest) = text.split_at(end);
    *text = rest;
    run
}

#[cfg(test)]
mod tests {
    #[test]
    fn provisions_come_as_instruments_number_them() {
        let wanted =
            ["5.2-9", "5.10-1", "5.10-2", "reg 2", "reg 4", "reg 4A", "reg 10", "Sch 1 para 1(2)", "Sch 2", "Sch 2A"];
        let mut sorted = wanted;
        sorted.reverse();
        sorted.sort_by(|a, b| super::compare(a, b));
        assert_eq!(sorted, wanted);
    }
}
