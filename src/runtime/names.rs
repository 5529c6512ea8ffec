//! What the files that an export is made of are called in it: by their own names, and never by where they lie on
//! this computer. The folders above a study say who works there and on what, and an export goes out of the house.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Component, Path};

/// How the files of an export are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// How many parts of a path the name is made of, the file's own included.
    parts: usize,
}

impl Names {
    /// Names for these files: their own, and with as many of the folders around them before it as tell all of them
    /// apart, the same number for each.
    pub fn of<'a>(files: impl Iterator<Item = &'a Path> + Clone) -> Names {
        let deepest = files.clone().map(|file| parts(file).len()).max();
        let deepest = deepest.unwrap_or_default().max(1);
        let told_apart = |parts: &usize| {
            let mut seen = HashSet::new();
            files.clone().all(|file| seen.insert(last(file, *parts)))
        };
        Names {
            parts: (1..deepest).find(told_apart).unwrap_or(deepest),
        }
    }

    /// The name of one of them, with `/` between its parts on every system.
    pub fn name(self, file: &Path) -> String {
        last(file, self.parts)
    }
}

fn last(file: &Path, count: usize) -> String {
    let parts = parts(file);
    parts[parts.len().saturating_sub(count)..].join("/")
}

/// The folders of a path and its name, without the root.
fn parts(file: &Path) -> Vec<Cow<'_, str>> {
    let named = file.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some(Cow::Borrowed("..")),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], expected: &[&str]) {
        let paths = files.iter().map(Path::new);
        let names = Names::of(paths.clone());
        let found: Vec<String> = paths.map(|path| names.name(path)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_has_its_own_name_whatever_path_leads_to_it() {
        for path in [
            "/srv/trial/007.jsonl",
            "trial/007.jsonl",
            "../007.jsonl",
            "./007.jsonl",
        ] {
            check(&[path], &["007.jsonl"]);
        }
        check(
            &["/srv/a/007.jsonl", "/srv/b/008.jsonl"],
            &["007.jsonl", "008.jsonl"],
        );
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_as_few_folders_as_that_takes() {
        check(
            &["/srv/a/007.jsonl", "/srv/b/007.jsonl", "/srv/b/008.jsonl"],
            &["a/007.jsonl", "b/007.jsonl", "b/008.jsonl"],
        );
        check(
            &["/srv/a/study/007.jsonl", "/srv/b/study/007.jsonl"],
            &["a/study/007.jsonl", "b/study/007.jsonl"],
        );
        check(&["007.jsonl", "a/007.jsonl"], &["007.jsonl", "a/007.jsonl"]);
        check(
            &["../007.jsonl", "007.jsonl"],
            &["../007.jsonl", "007.jsonl"],
        );
    }

    #[test]
    fn the_same_path_twice_has_one_name_and_of_nothing_there_is_none() {
        check(
            &["a/007.jsonl", "./a/007.jsonl"],
            &["a/007.jsonl", "a/007.jsonl"],
        );
        check(&[], &[]);
    }
}
