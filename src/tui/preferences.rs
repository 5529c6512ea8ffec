//! The file of what the patient has chosen for herself. Nothing depends on it.
//!
//! One line of JSON beside the program's other settings, written whole into a new file that takes the place
//! of the old one. What cannot be read counts as nothing chosen, and the screens say so.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::app::{Choices, Forgotten, Preferences};

/// More than this is not such a file.
const LONGEST: u64 = 4096;

/// What was chosen before.
pub(super) fn read(path: Option<&Path>) -> Choices {
    let found = path.map(preferences);
    match found {
        Some(Ok(preferences)) => Choices {
            preferences,
            forgotten: None,
        },
        Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Choices {
            preferences: Preferences::default(),
            forgotten: Some(Forgotten::Unreadable),
        },
        Some(Err(_)) | None => Choices::default(),
    }
}

fn preferences(path: &Path) -> io::Result<Preferences> {
    let found = fs::metadata(path)?;
    // A pipe would keep the program waiting.
    if !found.is_file() || found.len() > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut text = String::new();
    fs::File::open(path)?
        .take(LONGEST)
        .read_to_string(&mut text)?;
    Ok(serde_json::from_str(&text)?)
}

/// Keeps what is chosen; what holds from now on.
pub(super) fn keep(path: Option<&Path>, preferences: Preferences) -> Choices {
    let kept = path.is_some_and(|path| write(path, preferences).is_ok());
    Choices {
        preferences,
        forgotten: (!kept).then_some(Forgotten::NotKept),
    }
}

fn write(path: &Path, preferences: Preferences) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("new");
    fs::write(&new, serde_json::to_string(&preferences)? + "\n")?;
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BELL: Preferences = Preferences {
        bell: true,
        high_contrast: false,
    };

    #[test]
    fn what_is_kept_is_read_again_and_a_missing_file_is_nothing_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dosebook/preferences.json");
        assert_eq!(read(Some(&path)), Choices::default());
        let kept = keep(Some(&path), BELL);
        assert_eq!((kept.preferences, kept.forgotten), (BELL, None));
        assert_eq!(read(Some(&path)), kept);
    }

    #[test]
    fn a_damaged_file_and_a_folder_in_its_place_are_nothing_chosen_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        let long = format!("{{\"bell\": true}}{}", " ".repeat(5000) + "x");
        for damaged in ["", "{", "{\"bell\": 1}", "\u{0}", &long] {
            fs::write(&path, damaged).unwrap();
            let found = read(Some(&path));
            assert_eq!(found.preferences, Preferences::default(), "{damaged:?}");
            assert_eq!(found.forgotten, Some(Forgotten::Unreadable), "{damaged:?}");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(read(Some(&path)).forgotten, Some(Forgotten::Unreadable));
    }

    #[test]
    fn what_cannot_be_kept_holds_and_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        for path in [None, Some(folder.path().join("file/preferences.json"))] {
            let chosen = keep(path.as_deref(), BELL);
            assert_eq!(chosen.preferences, BELL);
            assert_eq!(chosen.forgotten, Some(Forgotten::NotKept));
        }
    }
}
