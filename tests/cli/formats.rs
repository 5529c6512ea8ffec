//! `docs/formats.md`: every command runs as it stands there, and every export is named.

use std::fs;

use crate::support::{Home, project};

/// The lines of the page's shell blocks.
fn lines(page: &str) -> Vec<&str> {
    let blocks = page.split("```sh\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    blocks.flat_map(str::lines).collect()
}

#[test]
fn every_command_of_the_page_about_formats_runs_as_it_stands() {
    let page = fs::read_to_string(project("docs/formats.md")).unwrap();
    let home = Home::new();
    let lines = lines(&page);
    assert!(lines.len() > 20);
    for line in lines {
        if let Some(folders) = line.strip_prefix("mkdir ") {
            for folder in folders.split(' ') {
                fs::create_dir(home.path(folder)).unwrap();
            }
            continue;
        }
        let mut command = line.strip_prefix("dosebook ").unwrap().to_owned();
        if command.contains("STICK/*.jsonl") {
            let mut there = fs::read_dir(home.path("STICK")).unwrap();
            let copy = there.next().unwrap().unwrap().file_name();
            command = command.replace("*.jsonl", copy.to_str().unwrap());
        }
        home.say("2026-11-22T09:00:00+08:00", &command).code(0);
        if let Some((_, written)) = command.split_once(" -o ") {
            let written = written.split(' ').next().unwrap();
            assert!(home.path(written).exists(), "{line}");
        }
    }
}

#[test]
fn the_page_about_formats_has_every_export_and_leads_to_pages_that_are_there() {
    let page = fs::read_to_string(project("docs/formats.md")).unwrap();
    let home = Home::new();
    let help = home
        .say("2026-11-22T09:00:00+08:00", "--lang en export --help")
        .code(0)
        .out;
    let commands = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("Options")
        .next()
        .unwrap();
    let names = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    // A line that goes on below its name has more blanks in front.
    let names = names.filter(|name| commands.contains(&format!("\n  {name} ")));
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let command = format!("\ndosebook export {name} ");
        assert!(page.contains(&command), "{name}");
    }
    for link in page.split("](").skip(1) {
        let to = link.split(')').next().unwrap();
        let file = to.split('#').next().unwrap();
        if !file.is_empty() {
            assert!(project(&format!("docs/{file}")).exists(), "{to}");
        }
    }
}
