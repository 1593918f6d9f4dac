//! Help, and examples that do what they say.

use super::asking::LEVELS;
use super::session::{Run, regimap, session};
use snapbox::{assert_data_eq, file};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = regimap(&["--help"]).ran().stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| name != "help").collect()
}

#[test]
fn every_command_has_help_with_an_example_of_itself() {
    let commands = commands();
    for expected in ["build", "check", "query", "show", "search", "completions"] {
        assert!(commands.iter().any(|name| name == expected), "{expected} is not in the help");
    }
    for command in commands {
        let ran = regimap(&[&command, "--help"]).ran();
        assert_eq!(ran.code, 0);
        let example = format!("  regimap {command}");
        assert!(ran.stdout.contains("Example") && ran.stdout.contains(&example), "{command}: {}", ran.stdout);
    }
}

#[test]
fn every_example_in_the_help_works() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("my.rq"), LEVELS).expect("a file");
    std::os::unix::fs::symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), folder.path().join("data"))
        .expect("a link");
    let mut helps = vec![regimap(&["--help"]).ran().stdout];
    helps.extend(commands().iter().map(|command| regimap(&[command, "--help"]).ran().stdout));
    let mut tried = 0;
    for line in helps.iter().flat_map(|help| help.lines()).filter(|line| line.starts_with("  ")) {
        // What stands behind a wide gap explains the example.
        let example = line.trim_start().split("  ").next().unwrap_or_default();
        // Builds have tests of their own; completions go to a folder of the user.
        let runs = example.starts_with("regimap ") || example.contains("| regimap ");
        let writes_pages = example.starts_with("regimap build") || example.starts_with("regimap site");
        if !runs || writes_pages || example.contains('~') {
            continue;
        }
        let ran = Run::shell(example).within(folder.path()).ran();
        // Code 1 with nothing on standard error is an answer: something was found.
        let answered = ran.code == 0 || (ran.code == 1 && ran.stderr.is_empty());
        assert!(answered, "`{example}` says: {}", ran.stderr);
        tried += 1;
    }
    assert!(tried > 10, "only {tried} examples were found");
}

#[test]
fn someone_types_a_command_that_does_not_exist() {
    assert_data_eq!(
        session([
            regimap(&["serch", "password"]),
            regimap(&["query", "--formt", "csv", "ASK { }"]),
            regimap(&["--version"])
        ]),
        file!["no-such-command.txt"]
    );
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = regimap(&["completions", shell]).ran();
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains("regimap") && ran.stdout.contains("search"), "{shell}");
    }
}
