//! Pages stay short: a page that would be longer than a phone should have to load comes in parts, or hands its longest
//! tables to pages of their own and shows how they begin.

use super::page::{Block, Page, Part};
use super::path::PagePath;
use super::table::{Cell, Group, Row, Section};
use super::{Site, SiteError, cell::Item};
use std::cmp::Reverse;
use std::ops::Range;

/// Bytes that a page may have.
const LIMIT: usize = 96_000;
/// Bytes that are at least left of a table when its page hands it on.
const PREVIEW: usize = 9_000;
/// Bytes that links may grow by, and lists of parts take, when a table moves to pages further down.
const SLACK: usize = 4_000;

impl Site<'_, '_> {
    /// Renders a page and writes it, in parts where it is long.
    ///
    /// # Errors
    /// When a template fails or a file cannot be written.
    pub fn emit(&self, mut page: Page) -> Result<(), SiteError> {
        self.remember(&page);
        let sections = std::mem::take(&mut page.sections);
        let drawn = sections.iter().map(|section| self.draw(section)).collect::<Result<Vec<_>, _>>()?;
        let (blocks, sizes): (Vec<Block>, Vec<Sizes>) = drawn.into_iter().unzip();
        page.blocks = blocks;
        let html = self.renderer.page(&page)?;
        if html.len() <= LIMIT {
            return self.put(&page, &html);
        }
        let mut blocks = std::mem::take(&mut page.blocks);
        let shell = html.len() - blocks.iter().map(|block| block.html.len()).sum::<usize>();
        let total = |blocks: &[Block]| shell + blocks.iter().map(|block| block.html.len()).sum::<usize>();
        if let ([section], [sizes]) = (sections.as_slice(), sizes.as_slice()) {
            let room = LIMIT.saturating_sub(shell + SLACK);
            return self.in_parts(page, section, &cuts(section, sizes, room));
        }
        let mut longest: Vec<usize> = (0..blocks.len()).filter(|&place| blocks[place].html.len() > PREVIEW).collect();
        longest.sort_by_key(|&place| (Reverse(blocks[place].html.len()), place));
        for place in longest {
            let all = total(&blocks);
            if all <= LIMIT {
                break;
            }
            let room = LIMIT.saturating_sub(all - blocks[place].html.len() + SLACK);
            blocks[place] = self.hand_on(&page, &sections[place], &sizes[place], room.max(PREVIEW))?;
        }
        page.blocks = blocks;
        self.write(&page)
    }

    /// A table as HTML, with what it takes to cut it.
    fn draw(&self, section: &Section) -> Result<(Block, Sizes), SiteError> {
        let rows = self.renderer.rows(section)?;
        let html = self.renderer.section(section, &rows)?;
        let rows: Vec<Vec<usize>> = rows.iter().map(|group| group.iter().map(String::len).collect()).collect();
        let around = html.len() - rows.iter().flatten().sum::<usize>();
        let count = section.of.unwrap_or(section.count);
        Ok((Block { id: section.id.clone(), title: section.title.clone(), count, html }, Sizes { around, rows }))
    }

    fn block(&self, section: &Section) -> Result<Block, SiteError> {
        Ok(self.draw(section)?.0)
    }

    /// A page of its own for a table; gives how the table begins, in so many bytes.
    fn hand_on(&self, page: &Page, section: &Section, sizes: &Sizes, left: usize) -> Result<Block, SiteError> {
        let path = page.path.child(&section.id);
        let mut own = Page::new("table.html", path.clone(), format!("{}: {}", page.heading, section.title));
        own.title = format!("{}: {}", page.title, section.title);
        own.kind.clone_from(&page.kind);
        own.identifier.clone_from(&page.identifier);
        own.notices = page.notices.iter().map(|notice| notice.moved(&page.path, &path)).collect();
        own.crumbs = page.crumbs.iter().map(|item| item.moved(&page.path, &path)).collect();
        own.crumb(page.crumb_text(), &page.path);
        let shell = self.renderer.page(&own)?.len();
        let room = LIMIT.saturating_sub(shell + SLACK);
        self.in_parts(own, &section.moved(&page.path, &path), &cuts(section, sizes, room))?;
        let mut begins = piece(section, &cuts(section, sizes, left)[0]);
        begins.of = Some(section.count);
        begins.filters.clear();
        begins.whole = Some(Item::link(format!("All {} rows", section.count), &page.path, &path));
        self.block(&begins)
    }

    fn in_parts(&self, mut page: Page, section: &Section, cuts: &[Vec<Stretch>]) -> Result<(), SiteError> {
        if cuts.len() < 2 {
            page.blocks = vec![self.block(section)?];
            return self.write(&page);
        }
        let chunks: Vec<Section> = cuts.iter().map(|cut| piece(section, cut)).collect();
        let first = page.path.clone();
        let path = |number: usize| if number == 1 { first.clone() } else { first.child(&format!("part-{number}")) };
        let begins: Vec<String> = chunks.iter().map(begins_with).collect();
        for (place, section) in chunks.iter().enumerate() {
            let number = place + 1;
            let own = path(number);
            let mut part = page.clone();
            part.moved_to(&own);
            part.parts = (1..=chunks.len())
                .map(|other| Part {
                    href: own.href(&path(other)),
                    number: other,
                    begins: begins[other - 1].clone(),
                    here: other == number,
                })
                .collect();
            if number > 1 {
                part.title = format!("{}, part {number}", page.title);
                part.json_ld = None;
            }
            part.blocks = vec![self.block(&section.moved(&first, &own))?];
            self.write(&part)?;
        }
        Ok(())
    }

    fn write(&self, page: &Page) -> Result<(), SiteError> {
        self.put(page, &self.renderer.page(page)?)
    }

    fn put(&self, page: &Page, html: &str) -> Result<(), SiteError> {
        self.writer.write(&page.path.file()?, html.as_bytes())?;
        self.told();
        Ok(())
    }
}

/// What a table begins with, as people name its parts.
fn begins_with(section: &Section) -> String {
    let group = section.groups.first();
    let head = group.and_then(|group| group.head.as_ref()).map(|head| head.text.clone());
    let first = group.and_then(|group| group.rows.first()).and_then(|row| row.cells.first());
    let first = first.and_then(|cell| cell.items.first()).map(|item| item.text.clone()).unwrap_or_default();
    head.map_or(first.clone(), |head| if head == first { head } else { format!("{head}: {first}") })
}

/// Bytes of a table: of what stands around its rows, and of each row by group.
struct Sizes {
    around: usize,
    rows: Vec<Vec<usize>>,
}

/// A stretch of rows of one group, by its number.
type Stretch = (usize, Range<usize>);

/// Bytes of the head of a group.
fn head_of(group: &Group) -> usize {
    group.head.as_ref().map_or(40, |head| {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        200 + head.text.len() + length(&head.href) + length(&head.title) + length(&head.aside)
    })
}

/// Where to cut a table so that no piece has more than so many bytes, though never within cells that reach over
/// several rows.
fn cuts(section: &Section, sizes: &Sizes, room: usize) -> Vec<Vec<Stretch>> {
    let shell = sizes.around.saturating_sub(section.groups.iter().map(head_of).sum());
    let mut cuts: Vec<Vec<Stretch>> = vec![Vec::new()];
    let mut filled = shell;
    for (number, (group, bytes)) in section.groups.iter().zip(&sizes.rows).enumerate() {
        let mut from = 0;
        filled += head_of(group);
        while from < group.rows.len() {
            let reached_over = |row: &&Row| row.cells.iter().any(|cell| cell.span == 0);
            let to = from + 1 + group.rows[from + 1..].iter().take_while(reached_over).count();
            let more: usize = bytes[from..to].iter().sum();
            let open = cuts.last_mut().expect("one is open");
            if filled + more > room && !open.is_empty() {
                cuts.push(vec![(number, from..to)]);
                filled = shell + head_of(group);
            } else {
                match open.last_mut() {
                    Some((same, rows)) if *same == number => rows.end = to,
                    _ => open.push((number, from..to)),
                }
            }
            filled += more;
            from = to;
        }
    }
    cuts
}

/// The rows of some stretches as a table.
fn piece(section: &Section, stretches: &[Stretch]) -> Section {
    let group = |(number, rows): &Stretch| Group {
        head: section.groups[*number].head.clone(),
        rows: section.groups[*number].rows[rows.clone()].to_vec(),
    };
    let mut groups: Vec<Group> = stretches.iter().map(group).collect();
    // What is said above is on another page now.
    if let Some(row) = groups.first_mut().and_then(|group| group.rows.first_mut()) {
        row.cells.iter_mut().for_each(|cell: &mut Cell| cell.again = false);
    }
    let count = groups.iter().map(|group| group.rows.len()).sum();
    Section { groups, count, of: (count < section.count).then_some(section.count), ..section.without_rows() }
}

impl Section {
    /// All of the table but its rows.
    fn without_rows(&self) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            question: self.question.clone(),
            columns: self.columns.clone(),
            groups: Vec::new(),
            whole: self.whole.clone(),
            empty: self.empty.clone(),
            filters: self.filters.clone(),
            queries: self.queries.clone(),
            ..*self
        }
    }

    /// The table as another page shows it.
    fn moved(&self, from: &PagePath, to: &PagePath) -> Self {
        if from == to {
            return self.clone();
        }
        let item = |item: &Item| item.moved(from, to);
        let cell = |cell: &Cell| Cell {
            items: cell.items.iter().map(item).collect(),
            fold: cell.fold.iter().map(|line| line.iter().map(item).collect()).collect(),
            ..*cell
        };
        let row = |row: &Row| Row { marks: row.marks.clone(), cells: row.cells.iter().map(cell).collect() };
        let group =
            |group: &Group| Group { head: group.head.as_ref().map(item), rows: group.rows.iter().map(row).collect() };
        let mut moved = Self { groups: self.groups.iter().map(group).collect(), ..self.without_rows() };
        for query in &mut moved.queries {
            query.text = from.moved(&query.text, to);
            query.open = from.moved(&query.open, to);
        }
        moved
    }
}
