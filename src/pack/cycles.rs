//! Nothing may in the end entail, imply, contain or supersede itself.

use super::cell::items;
use super::diagnostic::{Code, Sink};
use super::rows::SCHEMAS;
use super::sheet::Sheet;
use super::value::Kind;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Reports each circle once, at the smallest name in it, by its shortest way round.
pub fn check(sheets: &[Sheet<'_>], sink: &mut Sink) {
    for schema in SCHEMAS {
        let (Some(kind), Some(key)) = (schema.names, schema.name_column()) else {
            continue;
        };
        let links: Vec<usize> =
            (0..schema.columns.len()).filter(|&c| c != key && schema.columns[c].kind == Some(kind)).collect();
        if links.is_empty() {
            continue;
        }
        let sheets: Vec<&Sheet<'_>> = sheets.iter().filter(|sheet| std::ptr::eq(sheet.schema, schema)).collect();
        Graph::new(&sheets, kind, key, &links).report(&sheets, kind, sink);
    }
}

/// A step from one thing to another, and the cell that says so.
#[derive(Clone, Copy)]
struct Step {
    to: usize,
    sheet: usize,
    row: usize,
    column: usize,
}

struct Graph {
    names: Vec<(String, String)>,
    steps: Vec<Vec<Step>>,
}

impl Graph {
    fn new(sheets: &[&Sheet<'_>], kind: Kind, key: usize, links: &[usize]) -> Self {
        // Provisions of one name in two editions are two things.
        let scope = |sheet: &Sheet<'_>, row: usize| match (kind, sheet.schema.edition_of(key)) {
            (Kind::Provision, Some(edition)) => sheet.value(row, edition).into_owned(),
            _ => String::new(),
        };
        let rows = || sheets.iter().enumerate().flat_map(|(n, sheet)| sheet.rows().map(move |row| (n, *sheet, row)));
        let mut names: Vec<(String, String)> =
            rows().map(|(_, sheet, row)| (scope(sheet, row), sheet.value(row, key).into_owned())).collect();
        names.sort_unstable();
        names.dedup();
        let numbers: FxHashMap<&(String, String), usize> =
            names.iter().enumerate().map(|(n, name)| (name, n)).collect();
        let mut steps = vec![Vec::new(); names.len()];
        for (number, sheet, row) in rows() {
            let from = numbers[&(scope(sheet, row), sheet.value(row, key).into_owned())];
            for &column in links {
                for to in items(&sheet.value(row, column)) {
                    if let Some(&to) = numbers.get(&(scope(sheet, row), to.to_owned())) {
                        steps[from].push(Step { to, sheet: number, row, column });
                    }
                }
            }
        }
        steps.iter_mut().for_each(|steps| steps.sort_by_key(|step| step.to));
        Self { names, steps }
    }

    fn report(&self, sheets: &[&Sheet<'_>], kind: Kind, sink: &mut Sink) {
        for circle in self.circles() {
            let Some(way) = self.shortest_way_round(&circle) else {
                continue;
            };
            let first = way[0];
            let start = circle[0];
            let path: Vec<String> = std::iter::once(start)
                .chain(way.iter().map(|step| step.to))
                .map(|number| format!("`{}`", self.names[number].1))
                .collect();
            let sheet = sheets[first.sheet];
            let code = if kind == Kind::Element { Code::EntailmentCycle } else { Code::Cycle };
            let field = sheet.schema.columns[first.column].name;
            let way = shorten(&path).join(" → ");
            let message = format!("by `{field}`, {} in the end comes back to itself: {way}", path[0]);
            sink.push(sheet.at_cell(code, first.row, first.column, message).expected("no way back"));
        }
    }

    /// Sets of things that all lead to each other, each in order (Tarjan's algorithm, without recursion).
    fn circles(&self) -> Vec<Vec<usize>> {
        const UNSEEN: usize = usize::MAX;
        let count = self.names.len();
        let (mut order, mut low) = (vec![UNSEEN; count], vec![UNSEEN; count]);
        let mut open = vec![false; count];
        let (mut stack, mut circles, mut next) = (Vec::new(), Vec::new(), 0);
        for root in 0..count {
            if order[root] != UNSEEN {
                continue;
            }
            let mut walk = vec![(root, 0)];
            while let Some((at, step)) = walk.last_mut() {
                let at = *at;
                if *step == 0 {
                    (order[at], low[at]) = (next, next);
                    next += 1;
                    stack.push(at);
                    open[at] = true;
                }
                if let Some(to) = self.steps[at].get(*step).map(|step| step.to) {
                    *step += 1;
                    if order[to] == UNSEEN {
                        walk.push((to, 0));
                    } else if open[to] {
                        low[at] = low[at].min(order[to]);
                    }
                    continue;
                }
                walk.pop();
                if let Some((parent, _)) = walk.last() {
                    low[*parent] = low[*parent].min(low[at]);
                }
                if low[at] == order[at] {
                    let from = stack.iter().rposition(|&n| n == at).unwrap_or(0);
                    let mut circle = stack.split_off(from);
                    circle.iter().for_each(|&n| open[n] = false);
                    circle.sort_unstable();
                    if circle.len() > 1 || self.steps[at].iter().any(|step| step.to == at) {
                        circles.push(circle);
                    }
                }
            }
        }
        circles
    }

    /// From the first of the circle back to it.
    fn shortest_way_round(&self, circle: &[usize]) -> Option<Vec<Step>> {
        let start = circle[0];
        let mut came_by: FxHashMap<usize, (usize, Step)> = FxHashMap::default();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for &step in self.steps[at].iter().filter(|step| circle.binary_search(&step.to).is_ok()) {
                if step.to == start {
                    let mut way = vec![step];
                    let mut place = at;
                    while place != start {
                        let (before, step) = came_by[&place];
                        way.push(step);
                        place = before;
                    }
                    way.reverse();
                    return Some(way);
                }
                came_by.entry(step.to).or_insert_with(|| {
                    queue.push_back(step.to);
                    (at, step)
                });
            }
        }
        None
    }
}

/// A long way round says no more than its ends.
fn shorten(path: &[String]) -> Vec<String> {
    const MOST: usize = 8;
    if path.len() <= MOST {
        return path.to_vec();
    }
    let mut short = path[..MOST / 2].to_vec();
    short.push("…".to_owned());
    short.extend_from_slice(&path[path.len() - MOST / 2..]);
    short
}
