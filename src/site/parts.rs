//! Pages stay short: a page that would be longer than a phone should have to load comes in parts, or hands its longest
//! tables to pages of their own and shows how they begin.

use super::page::{Block, Page, Part};
use super::path::PagePath;
use super::section::{Cell, Group, Row, Section};
use super::{Site, SiteError, cell::Item};

/// Bytes that a page may have.
const LIMIT: usize = 96_000;
/// Bytes that are at least left of a table when its page hands it on.
const PREVIEW: usize = 9_000;

impl Site<'_, '_> {
    /// Renders a page and writes it, in parts where it is long.
    ///
    /// # Errors
    /// When a template fails or a file cannot be written.
    pub fn emit(&self, mut page: Page) -> Result<(), SiteError> {
        self.remember(&page);
        let sections = std::mem::take(&mut page.sections);
        page.blocks = sections.iter().map(|section| self.block(section)).collect::<Result<_, _>>()?;
        let html = self.renderer.page(&page)?;
        if html.len() <= LIMIT {
            return self.put(&page, &html);
        }
        let mut blocks = std::mem::take(&mut page.blocks);
        let shell = html.len() - blocks.iter().map(|block| block.html.len()).sum::<usize>();
        let total = |blocks: &[Block]| shell + blocks.iter().map(|block| block.html.len()).sum::<usize>();
        if let [section] = sections.as_slice() {
            let room = LIMIT.saturating_sub(shell + 4_000);
            return self.in_parts(page, self.chunks(section, room)?);
        }
        let mut longest: Vec<usize> = (0..blocks.len()).filter(|&place| blocks[place].html.len() > PREVIEW).collect();
        longest.sort_by_key(|&place| (std::cmp::Reverse(blocks[place].html.len()), place));
        for place in longest {
            let all = total(&blocks);
            if all <= LIMIT {
                break;
            }
            let room = LIMIT.saturating_sub(all - blocks[place].html.len() + 1_000);
            blocks[place] = self.hand_on(&page, &sections[place], room.max(PREVIEW))?;
        }
        page.blocks = blocks;
        self.write(&page)
    }

    fn block(&self, section: &Section) -> Result<Block, SiteError> {
        Ok(Block {
            id: section.id.clone(),
            title: section.title.clone(),
            count: section.of.unwrap_or(section.count),
            html: self.renderer.section(section)?,
        })
    }

    /// A page of its own for a table; gives how the table begins, in so many bytes.
    fn hand_on(&self, page: &Page, section: &Section, room: usize) -> Result<Block, SiteError> {
        let path = page.path.child(&section.id);
        let mut own = Page::new("table.html", path.clone(), format!("{}: {}", page.heading, section.title));
        own.title = format!("{}: {}", page.title, section.title);
        own.kind.clone_from(&page.kind);
        own.identifier.clone_from(&page.identifier);
        own.notices = page.notices.iter().map(|notice| notice.moved(&page.path, &path)).collect();
        own.crumbs = page.crumbs.iter().map(|item| item.moved(&page.path, &path)).collect();
        own.crumb(page.crumb_text(), &page.path);
        let moved = section.moved(&page.path, &path);
        let shell = self.renderer.page(&own)?.len();
        self.in_parts(own, self.chunks(&moved, LIMIT.saturating_sub(shell + 4_000))?)?;
        let mut begins = self.chunks(section, room)?.into_iter().next().unwrap_or_else(|| section.clone());
        begins.of = Some(section.count);
        begins.filters.clear();
        begins.whole = Some(Item::link(format!("All {} rows", section.count), &page.path, &path));
        self.block(&begins)
    }

    fn in_parts(&self, mut page: Page, chunks: Vec<Section>) -> Result<(), SiteError> {
        if chunks.len() < 2 {
            page.blocks = chunks.iter().map(|section| self.block(section)).collect::<Result<_, _>>()?;
            return self.write(&page);
        }
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

    /// A table in pieces that have no more than so many bytes each.
    fn chunks(&self, section: &Section, room: usize) -> Result<Vec<Section>, SiteError> {
        let whole = self.renderer.section(section)?.len();
        let head = self.renderer.section(&Section { groups: Vec::new(), ..section.clone() })?.len();
        let rows = section.groups.iter().map(|group| group.rows.len()).sum::<usize>().max(1);
        let per_row = (whole.saturating_sub(head) / rows).max(1);
        let mut take = (room.saturating_sub(head) / per_row).clamp(1, rows);
        loop {
            let pieces = pieces(section, take);
            let fits = |piece: &Section| Ok::<_, SiteError>(self.renderer.section(piece)?.len() <= room);
            if take == 1 || pieces.iter().map(fits).collect::<Result<Vec<_>, _>>()?.into_iter().all(|fits| fits) {
                return Ok(pieces);
            }
            take = (take * 4 / 5).max(1);
        }
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

/// A table cut after so many rows, though never within cells that reach over several.
fn pieces(section: &Section, take: usize) -> Vec<Section> {
    let mut pieces: Vec<Vec<Group>> = vec![Vec::new()];
    let mut filled = 0;
    for group in &section.groups {
        let mut open = Group { head: group.head.clone(), rows: Vec::new() };
        for row in &group.rows {
            let whole = row.cells.iter().all(|cell| cell.span > 0);
            if filled >= take && whole {
                let done = std::mem::replace(&mut open, Group { head: group.head.clone(), rows: Vec::new() });
                keep(&mut pieces, done);
                pieces.push(Vec::new());
                filled = 0;
            }
            filled += 1;
            open.rows.push(row.clone());
        }
        keep(&mut pieces, open);
    }
    pieces.retain(|groups| !groups.is_empty());
    pieces
        .into_iter()
        .map(|mut groups| {
            // What is said above is on another page now.
            if let Some(row) = groups.first_mut().and_then(|group| group.rows.first_mut()) {
                row.cells.iter_mut().for_each(|cell: &mut Cell| cell.again = false);
            }
            let count = groups.iter().map(|group| group.rows.len()).sum();
            let of = (count < section.count).then_some(section.count);
            Section { groups, count, of, ..section.clone() }
        })
        .collect()
}

fn keep(pieces: &mut [Vec<Group>], group: Group) {
    if let Some(last) = pieces.last_mut().filter(|_| !group.rows.is_empty()) {
        last.push(group);
    }
}

impl Section {
    /// The table as another page shows it.
    fn moved(&self, from: &PagePath, to: &PagePath) -> Self {
        if from == to {
            return self.clone();
        }
        let item = |item: &Item| item.moved(from, to);
        let cell = |cell: &Cell| Cell {
            items: cell.items.iter().map(item).collect(),
            fold: cell.fold.iter().map(|line| line.iter().map(item).collect()).collect(),
            ..cell.clone()
        };
        let row = |row: &Row| Row { cells: row.cells.iter().map(cell).collect(), ..row.clone() };
        let group =
            |group: &Group| Group { head: group.head.as_ref().map(item), rows: group.rows.iter().map(row).collect() };
        let mut moved = Self { groups: self.groups.iter().map(group).collect(), ..self.clone() };
        for query in &mut moved.queries {
            query.text = from.moved(&query.text, to);
            query.open = from.moved(&query.open, to);
        }
        moved
    }
}
