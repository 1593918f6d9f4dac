//! Serves a folder on this machine, and tells open pages when it was written again.
//!
//! A page asks for a script that comes only when there is something new; so the policy of the pages, which allows
//! scripts of the site and nothing inline, holds as it stands.

use anyhow::{Context as _, Result};
use oxhttp::Server;
use oxhttp::model::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use oxhttp::model::{Body, Method, Request, Response, StatusCode};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const SCRIPT: &str = include_str!("live.js");
const AT: &str = "/.regimap/";
/// After so long a page is told that nothing is new, and asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder that is being served.
pub struct Live {
    port: u16,
    state: Arc<State>,
}

struct State {
    root: PathBuf,
    version: Mutex<u64>,
    new: Condvar,
}

impl Live {
    /// Begins to serve a folder, to this machine only.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn serve(root: &Path, port: u16) -> Result<Self> {
        let state = Arc::new(State { root: root.to_owned(), version: Mutex::new(1), new: Condvar::new() });
        let answering = Arc::clone(&state);
        Server::new(move |request| answering.answer(request))
            .bind((Ipv4Addr::LOCALHOST, port))
            .with_global_timeout(PATIENCE * 3)
            .spawn()
            .with_context(|| format!("cannot serve on port {port}; choose another with `--port`"))?;
        Ok(Self { port, state })
    }

    /// Where to open it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Tells open pages that there is something new.
    pub fn changed(&self) {
        *self.state.version() += 1;
        self.state.new.notify_all();
    }
}

impl State {
    fn version(&self) -> MutexGuard<'_, u64> {
        // The number is whole whoever panicked.
        self.version.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request<Body>) -> Response<Body> {
        let uri = request.uri();
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET");
        }
        match uri.path().strip_prefix(AT) {
            Some("live.js") => return found("text/javascript", SCRIPT),
            Some("new.js") => {
                return found("text/javascript", format!("self.regimapVersion={};", self.after(uri.query())));
            }
            _ => {}
        }
        let Some(path) = below(uri.path()) else { return plain(StatusCode::BAD_REQUEST, "no such address") };
        let file = self.root.join(&path);
        if file.is_dir() && !uri.path().ends_with('/') {
            let to = format!("{}/", uri.path());
            let moved = Response::builder().status(StatusCode::PERMANENT_REDIRECT).header(LOCATION, to);
            return moved.body(Body::empty()).unwrap_or_default();
        }
        let file = if file.is_dir() { file.join("index.html") } else { file };
        match std::fs::read(&file) {
            Ok(bytes) if file.extension().is_some_and(|ending| ending == "html") => {
                let page = String::from_utf8_lossy(&bytes);
                let tag = format!("<script src=\"{AT}live.js\" defer></script></head>");
                found("text/html; charset=utf-8", page.replacen("</head>", &tag, 1))
            }
            Ok(bytes) => found(media_type(&file), bytes),
            Err(_) => plain(StatusCode::NOT_FOUND, "there is no such page"),
        }
    }

    /// The version, once it is another than the one that the page has.
    fn after(&self, known: Option<&str>) -> u64 {
        let known = known.and_then(|known| known.parse::<u64>().ok());
        let version = self.version();
        let waited = self.new.wait_timeout_while(version, PATIENCE, |version| Some(*version) == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// The path below the root that an address means, where it stays below it.
fn below(address: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for step in address.split('/').filter(|step| !step.is_empty()) {
        let name = crate::site::decode(step)?;
        if name == "." || name == ".." || name.contains(['/', '\\', '\0', ':']) {
            return None;
        }
        path.push(name);
    }
    Some(path)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" | "jsonld" => "application/json",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "ttl" | "md" | "txt" | "tsv" | "nq" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

fn found(media_type: &str, body: impl Into<Body>) -> Response<Body> {
    let head = Response::builder().header(CONTENT_TYPE, media_type).header(CACHE_CONTROL, "no-cache");
    head.body(body.into()).unwrap_or_default()
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let head = Response::builder().status(status).header(CONTENT_TYPE, "text/plain");
    head.body(Body::from(text)).unwrap_or_default()
}
