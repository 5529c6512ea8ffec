//! Where a copy for the visit can go without typing: drives that are in, and the person's own folders.
//!
//! A drive is offered when it is mounted on a folder of its own in `/run/media/USER`, `/media/USER`,
//! `/media` or `/Volumes`, where desktops mount what can be taken out. A folder there with nothing
//! mounted on it lies on the computer's own disk and is not offered. Behind the drives come the Desktop,
//! the Documents and the Downloads folder, those that exist; without any of them the home folder.
//! Whether a place can be written to shows when it is written to.

use std::path::{Path, PathBuf};

use directories::UserDirs;

use crate::app::{Place, PlaceKind};

/// The places that there are now.
pub(super) fn places() -> Vec<Place> {
    let user = std::env::var_os("USER").filter(|name| !name.is_empty());
    let mut roots: Vec<PathBuf> = Vec::new();
    if let Some(user) = user {
        roots.push(Path::new("/run/media").join(&user));
        roots.push(Path::new("/media").join(&user));
    }
    roots.extend(["/media", "/Volumes"].map(PathBuf::from));
    let mut found = drives(&roots, is_mounted);
    if let Some(folders) = UserDirs::new() {
        found.extend(own_folders(&folders));
    }
    found
}

/// Whether a drive is still in. Its folder may be there without it, on the computer's own disk.
pub(super) fn is_there(place: &Place) -> bool {
    match place.kind {
        PlaceKind::Drive => is_mounted(&place.folder),
        PlaceKind::Desktop
        | PlaceKind::Documents
        | PlaceKind::Downloads
        | PlaceKind::Home
        | PlaceKind::Typed => true,
    }
}

/// The folders in `roots` that a drive is mounted on, by name.
fn drives(roots: &[PathBuf], is_mounted: fn(&Path) -> bool) -> Vec<Place> {
    let mut found = Vec::new();
    for root in roots {
        let Ok(entries) = std::fs::read_dir(root) else {
            continue;
        };
        let folders = entries.filter_map(Result::ok).map(|entry| entry.path());
        // A link there leads to the system's own disk.
        let is_drive = |path: &PathBuf| !path.is_symlink() && path.is_dir() && is_mounted(path);
        found.extend(folders.filter(is_drive));
    }
    found.sort();
    let place = |folder| Place {
        kind: PlaceKind::Drive,
        folder,
    };
    found.into_iter().map(place).collect()
}

/// Whether something is mounted on a folder: it lies on another device than the folder above it.
#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().ok().map(|meta| meta.dev());
    let above = folder.parent().and_then(device);
    device(folder).is_some_and(|here| above.is_some_and(|above| here != above))
}

#[cfg(not(unix))]
fn is_mounted(_: &Path) -> bool {
    true
}

fn own_folders(folders: &UserDirs) -> Vec<Place> {
    let named = [
        (PlaceKind::Desktop, folders.desktop_dir()),
        (PlaceKind::Documents, folders.document_dir()),
        (PlaceKind::Downloads, folders.download_dir()),
    ];
    let there = named.into_iter().filter_map(|(kind, folder)| {
        let folder = folder.filter(|folder| folder.is_dir())?;
        Some(Place {
            kind,
            folder: folder.to_owned(),
        })
    });
    let mut found: Vec<Place> = there.collect();
    if found.is_empty() {
        found.push(Place {
            kind: PlaceKind::Home,
            folder: folders.home_dir().to_owned(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_mounted_is_offered_as_a_drive_and_no_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["BLUE", "left behind"] {
            std::fs::create_dir(root.join(name)).unwrap();
        }
        std::fs::write(root.join("file"), "").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/", root.join("link")).unwrap();
        let roots = [root.to_owned(), root.join("nothing here")];
        let names = |is_mounted: fn(&Path) -> bool| -> Vec<PathBuf> {
            let found = drives(&roots, is_mounted);
            found.into_iter().map(|place| place.folder).collect()
        };
        let is_blue = |path: &Path| !path.ends_with("left behind");
        assert_eq!(names(is_blue), [root.join("BLUE")]);
        assert!(
            names(is_mounted).is_empty(),
            "nothing is mounted on a plain folder"
        );
    }

    #[test]
    fn a_drive_that_was_taken_out_is_not_there_although_its_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        let place = |kind| Place {
            kind,
            folder: folder.path().join("BLUE"),
        };
        std::fs::create_dir(folder.path().join("BLUE")).unwrap();
        assert!(!is_there(&place(PlaceKind::Drive)));
        assert!(is_there(&place(PlaceKind::Typed)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_mounted_folder_is_known_by_its_device() {
        assert!(is_mounted(Path::new("/proc")));
        assert!(!is_mounted(Path::new("/")));
    }
}
