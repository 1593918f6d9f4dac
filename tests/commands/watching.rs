//! `regimap site --watch`, as somebody uses it who edits data and templates with the site open beside the editor.

use std::fs;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use tempfile::TempDir;

/// A checkout with little data, and the program that watches it.
struct Watched {
    folder: TempDir,
    port: u16,
    program: Child,
    errors: Lines<BufReader<ChildStderr>>,
}

impl Watched {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for (from, to) in [("tests/commands/small", "data"), ("site", "site"), ("ontology/queries", "ontology/queries")]
        {
            copy(Path::new(from), &folder.path().join(to));
        }
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = free.local_addr().expect("it has an address").port();
        drop(free);
        let mut program = Command::new(env!("CARGO_BIN_EXE_regimap"))
            .args(["site", "--watch", "--as-of", super::TODAY, "--port", &port.to_string()])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(program.stdout.take().expect("it was piped")).lines();
        let told = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("Serving")));
        assert!(told.is_some(), "it says where it serves");
        // Nobody may stop reading, or the program could no longer say what it did.
        std::thread::spawn(move || lines.for_each(drop));
        let errors = BufReader::new(program.stderr.take().expect("it was piped")).lines();
        Self { folder, port, program, errors }
    }

    /// Reads on standard error until something is said there.
    fn read_error_until(&mut self, said: &str) {
        let found = self.errors.any(|line| line.is_ok_and(|line| line.contains(said)));
        assert!(found, "the program ended without saying: {said}");
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let before = fs::read_to_string(&path).expect("a file");
        assert!(before.contains(from), "{from} is not in {file}");
        fs::write(path, before.replacen(from, to, 1)).expect("a file");
    }

    /// What the server answers: the head and the body.
    fn get(&self, address: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("the server listens");
        write!(stream, "GET {address} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers in UTF-8");
        answer
    }

    /// Waits as an open page does until the site is another than the one of that version; gives the version it then has.
    fn after(&self, version: u64) -> u64 {
        loop {
            let answer = self.get(&format!("/.regimap/new.js?{version}"));
            let (_, now) = answer.rsplit_once('=').expect("a version");
            let now = now.trim_end().trim_end_matches(';').parse().expect("a number");
            if now != version {
                return now;
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It may have ended by itself, which a test then has told.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

#[test]
fn someone_edits_style_template_and_data_and_open_pages_learn_of_it() {
    let watched = Watched::new();
    let home = watched.get("/");
    assert!(home.contains("/.regimap/live.js") && home.contains("</html>"), "{home}");
    let first = watched.after(0);

    watched.replace("site/assets/site.css", ":root {", ".edited { color: red }\n:root {");
    let styled = watched.after(first);
    assert!(watched.get("/assets/site.css").contains(".edited"));

    watched.replace("site/templates/home.html", "<h1 class=\"claim\">", "<h1 class=\"claim\">Edited: ");
    let worded = watched.after(styled);
    assert!(watched.get("/").contains("Edited: "));

    let provisions = "data/regimes/demo/provisions.csv";
    let row = fs::read_to_string(watched.path(provisions)).expect("a table");
    let title = row.lines().nth(1).and_then(|line| line.split(',').nth(4)).expect("a provision").to_owned();
    watched.replace(provisions, &title, "Edited title");
    watched.after(worded);
    assert!(watched.get("/provision/demo/act-2025/s1/").contains("Edited title"));
}

#[test]
fn a_broken_template_leaves_the_site_as_it_was_until_it_is_mended() {
    let mut watched = Watched::new();
    let first = watched.after(0);
    let before = watched.get("/");
    watched.replace("site/templates/home.html", "{% endblock main %}", "{% endbloc main %}");
    watched.read_error_until("The site stays as it was.");
    assert_eq!(watched.get("/"), before);
    watched.replace("site/templates/home.html", "{% endbloc main %}", "<!-- mended -->{% endblock main %}");
    watched.after(first);
    assert!(watched.get("/").contains("<!-- mended -->"));
}
