//! Where a page stands, and how one page links to another so that it works from disk and below any folder.

use super::SiteError;
use std::path::PathBuf;

/// The path of a page below the root of the site, as it stands in addresses: percent-encoded, no slash at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePath(String);

impl PagePath {
    /// A page; the empty path is the home page.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The first step: the folder of its class.
    pub fn folder(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// What leads from this page to the root: nothing, or `../` for each step.
    pub fn root(&self) -> String {
        "../".repeat(self.0.split('/').filter(|step| !step.is_empty()).count())
    }

    /// The link from this page to another.
    pub fn href(&self, to: &Self) -> String {
        if to.0.is_empty() {
            return format!("{}index.html", self.root());
        }
        format!("{}{}/index.html", self.root(), to.0)
    }

    /// The file of the page as a link from the root.
    pub fn below_root(&self) -> String {
        Self(String::new()).href(self)
    }

    /// The path as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A page below this one.
    pub fn child(&self, step: &str) -> Self {
        Self(if self.0.is_empty() { step.to_owned() } else { format!("{}/{step}", self.0) })
    }

    /// A link of this page as another page has to write it.
    pub fn moved(&self, href: &str, to: &Self) -> String {
        let (own, other) = (self.root(), to.root());
        if href.contains("://") || href.starts_with('#') {
            return href.to_owned();
        }
        match href.strip_prefix(own.as_str()) {
            Some(rest) => format!("{other}{rest}"),
            None => href.to_owned(),
        }
    }

    /// The link from this page to a file of the site.
    pub fn asset(&self, file: &str) -> String {
        format!("{}{file}", self.root())
    }

    /// The page itself as a file below the site's folder.
    ///
    /// # Errors
    /// When a step could lead out of the folder or is no file name.
    pub fn file(&self) -> Result<PathBuf, SiteError> {
        self.beside("index.html")
    }

    /// A file beside the page.
    ///
    /// # Errors
    /// When a step could lead out of the folder or is no file name.
    pub fn beside(&self, name: &str) -> Result<PathBuf, SiteError> {
        let mut file = PathBuf::new();
        for step in self.0.split('/').filter(|_| !self.0.is_empty()) {
            let step = decode(step).ok_or_else(|| SiteError::Path(self.0.clone()))?;
            let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
            if step.is_empty() || step == "." || step == ".." || step.contains(odd) {
                return Err(SiteError::Path(self.0.clone()));
            }
            file.push(step);
        }
        file.push(name);
        Ok(file)
    }
}

/// A file name safe in one step of a path, from an identifier of several steps.
pub fn one_step(identifier: &str) -> String {
    identifier.replace('/', "--")
}

/// Undoes percent-encoding.
pub fn decode(step: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first == b'%' {
            let hex = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_to_the_root_and_name_the_file() {
        let page = PagePath::new("provision/uk-psti/act-2022/s1");
        assert_eq!(page.href(&PagePath::new("element/x")), "../../../../element/x/index.html");
        assert_eq!(page.href(&PagePath::new("")), "../../../../index.html");
        assert_eq!(PagePath::new("").href(&PagePath::new("regime")), "regime/index.html");
    }

    #[test]
    fn a_link_leads_to_the_same_place_from_another_page() {
        let (from, to) = (PagePath::new("regime/x"), PagePath::new("regime/x/facts/part-2"));
        assert_eq!(from.moved("../../element/e/index.html", &to), "../../../../element/e/index.html");
        assert_eq!(from.moved("https://example.org/", &to), "https://example.org/");
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        for path in ["a/../b", "a/%2E%2E/b", "a//b", "a/%2F", "a/.", "a/%00", "a/%5Cb"] {
            assert!(PagePath::new(path).file().is_err(), "{path}");
        }
        assert_eq!(PagePath::new("a/b%20c").file().unwrap(), PathBuf::from("a/b c/index.html"));
    }
}
