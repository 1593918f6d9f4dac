//! The repository's own Markdown as HTML: no raw HTML, no link but to the web.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// The text below its first heading, which the page has already.
pub fn html(text: &str) -> String {
    let options = Options::ENABLE_TABLES;
    let mut dropped = Vec::new();
    let mut in_title = false;
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
            in_title = true;
            None
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
            in_title = false;
            None
        }
        _ if in_title => None,
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let web = dest_url.starts_with("https://");
            dropped.push(!web);
            web.then_some(event)
        }
        Event::End(TagEnd::Link) => (!dropped.pop().unwrap_or(true)).then_some(event),
        Event::Start(Tag::Image { .. }) => Some(Event::Text(CowStr::Borrowed(""))),
        Event::End(TagEnd::Image) => None,
        event => Some(event),
    });
    let mut out = String::new();
    push_html(&mut out, events);
    let out = out.replace("<th>", "<th scope=\"col\">").replace("<pre>", "<pre tabindex=\"0\">");
    let mut tables = out.split("<table>");
    let mut whole = tables.next().unwrap_or_default().to_owned();
    for (number, rest) in tables.enumerate() {
        let name = number + 1;
        whole.push_str(&format!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"Table {name}\" tabindex=\"0\"><table>"
        ));
        whole.push_str(&rest.replace("</table>", "</table></div>"));
    }
    whole
}

#[cfg(test)]
mod tests {
    #[test]
    fn links_into_the_repository_lose_their_link_and_keep_their_text() {
        let html = super::html("# Title\n\n[a](data/README.md) [b](https://example.org/) <script>x</script>\n");
        assert!(!html.contains("Title") && !html.contains("README") && !html.contains("<script"));
        assert!(html.contains("a <a href=\"https://example.org/\">b</a>"), "{html}");
    }
}
