//! The order in which people expect numbered things: 5.2-1 before 5.10-1.

use std::cmp::Ordering;

/// Compares runs of digits by their value and the rest by its characters.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (a, b) = (run(&mut one), run(&mut other));
        if a.is_empty() || b.is_empty() {
            return a.len().cmp(&b.len());
        }
        let order = match (a.parse::<u64>(), b.parse::<u64>()) {
            (Ok(a), Ok(b)) => a.cmp(&b),
            _ => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Takes the digits or the other characters at the front.
fn run<'t>(text: &mut &'t str) -> &'t str {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    *text = rest;
    head
}

/// The parts of a list that a query strung together, which it does in no order.
pub fn parts_in_order(list: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = list.split("; ").collect();
    parts.sort_by(|a, b| natural(a, b));
    parts
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_count_as_numbers() {
        let mut slugs =
            vec!["5.10-1", "sch2-1", "5.2-1", "sch1-1-2-a", "sch1-1", "5.1-2a", "5.1-2", "sch1-1-2", "s9-2"];
        slugs.sort_by(|a, b| natural(a, b));
        assert_eq!(slugs, ["5.1-2", "5.1-2a", "5.2-1", "5.10-1", "s9-2", "sch1-1", "sch1-1-2", "sch1-1-2-a", "sch2-1"]);
    }
}
