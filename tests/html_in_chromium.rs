//! The reports in a real browser, where one is installed: printed to A4, nothing loaded, nothing run.
//!
//! Looks for Chromium where Debian puts it; without it, or where it cannot start, each test says that it was skipped.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot run its programs fails"
)]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tempfile::TempDir;

const CHROMIUM: [&str; 3] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];

/// A browser without its user's files and without its own calls home.
fn browser() -> Option<&'static str> {
    let found = CHROMIUM.into_iter().find(|path| Path::new(path).exists());
    if found.is_none() {
        eprintln!("skipped: Chromium is not installed");
    }
    found
}

fn run(browser: &str, profile: &Path, args: &[&str], page: &Path) -> Output {
    let profile = format!("--user-data-dir={}", profile.display());
    Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            &profile,
        ])
        .args(args)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap()
}

fn dosebook(folder: &TempDir, now: &str, args: &[&str]) {
    let ran = Command::new(env!("CARGO_BIN_EXE_dosebook"))
        .env_clear()
        .env("HOME", folder.path())
        .env("TZ", "UTC")
        .env("DOSEBOOK_NOW", now)
        .args(args)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
}

/// The page about a made-up study with tumour assessments, in a language.
fn study(folder: &TempDir, language: &str) -> PathBuf {
    let study = folder.path().join(format!("study-{language}"));
    let path = study.to_str().unwrap();
    let made = "2026-11-04T09:00:00+08:00";
    let small = ["--participants", "6", "--cycles", "2", "--out", path];
    dosebook(
        folder,
        made,
        &[&["demo", "--lang", language], &small[..]].concat(),
    );
    for (subject, date, response) in [
        ("DEMO-001", "2026-12-01", "PR"),
        ("DEMO-001", "2027-01-12", "PR"),
        ("DEMO-002", "2026-12-03", "PD"),
        ("DEMO-003", "2027-01-20", "SD"),
        ("DEMO-004", "2027-02-02", "PD"),
    ] {
        let said = [
            "--date",
            date,
            "--response",
            response,
            "--folder",
            path,
            "--by",
            "LN",
        ];
        let assess = [&["site", "assess", subject, "--yes"], &said[..]].concat();
        dosebook(folder, "2027-06-01T09:00:00+08:00", &assess);
    }
    let page = folder.path().join(format!("study-{language}.html"));
    let out = page.to_str().unwrap();
    let summary = ["study", "summary", path, "--format", "html", "-o", out];
    dosebook(
        folder,
        "2027-06-02T09:00:00+08:00",
        &[&["--lang", language], &summary[..]].concat(),
    );
    page
}

/// The report about the sample diary, in a language.
fn report(folder: &TempDir, language: &str) -> PathBuf {
    let page = folder.path().join(format!("{language}.html"));
    let dosebook = |args: &[&str]| dosebook(folder, "2026-11-04T09:00:00+08:00", args);
    let sample = folder.path().join(format!("sample-{language}"));
    let sample = sample.to_str().unwrap();
    dosebook(&["demo", "--out", sample, "--lang", language]);
    let diary = format!("{sample}/diary.jsonl");
    let out = page.to_str().unwrap();
    dosebook(&[
        "--diary", &diary, "--lang", language, "export", "html", "-o", out,
    ]);
    page
}

#[test]
fn both_languages_print_to_a4_and_are_shown_as_they_were_written() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pages =
        ["en", "zh-Hans"].map(|language| [report(&folder, language), study(&folder, language)]);
    for page in pages.into_iter().flatten() {
        let pdf = page.with_extension("pdf");
        let to = format!("--print-to-pdf={}", pdf.display());
        let profile = folder.path().join("profile");
        let printed = run(browser, &profile, &["--no-pdf-header-footer", &to], &page);
        let Ok(bytes) = fs::read(&pdf) else {
            eprintln!("skipped: Chromium does not print here: {printed:?}");
            return;
        };
        assert!(bytes.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&bytes);
        // A4 in points, and tagged for screen readers.
        assert!(
            text.contains("/MediaBox [0 0 594.95996 841.91998]"),
            "no A4"
        );
        assert!(text.contains("/StructTreeRoot"), "not tagged");
        let dumped = run(
            browser,
            &profile,
            &["--dump-dom", "--enable-logging=stderr"],
            &page,
        );
        let dom = String::from_utf8(dumped.stdout).unwrap();
        let written = fs::read_to_string(&page).unwrap();
        let count = |text: &str, tag: &str| text.matches(tag).count();
        for tag in [
            "<tr", "<td", "<th", "<svg", "<rect", "<path", "<table", "<section", "<h3",
        ] {
            assert_eq!(
                count(&dom, tag),
                count(&written, tag),
                "{tag} in {}",
                page.display()
            );
        }
        let said = String::from_utf8_lossy(&dumped.stderr);
        assert!(!said.contains("CONSOLE"), "{said}");
    }
}

/// How often a page with tags that load something from this machine asks for it while it is shown.
fn loads(browser: &str, folder: &TempDir, page: &str) -> usize {
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = port.local_addr().unwrap();
    let at = format!("http://{address}/x");
    let tags = format!(
        "<img src=\"{at}\"/><script src=\"{at}\"></script><iframe src=\"{at}\"></iframe>\
         <p style=\"background:url({at})\">x</p>"
    );
    let planted = page.replace("<main>", &format!("<main>{tags}"));
    assert_ne!(planted, page);
    let path = folder.path().join("loading.html");
    fs::write(&path, planted).unwrap();
    let profile = folder.path().join("profile");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let counting = scope.spawn(|| {
            let mut count = 0;
            for caller in port.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                // For a frame Chromium opens a line before it asks the policy, and sends nothing over it.
                let mut caller = caller.unwrap();
                caller
                    .set_read_timeout(Some(Duration::from_secs(1)))
                    .unwrap();
                count += usize::from(matches!(caller.read(&mut [0; 16]), Ok(1..)));
            }
            count
        });
        run(browser, &profile, &["--dump-dom"], &path);
        over.store(true, Ordering::SeqCst);
        // Wakes the one who counts.
        TcpStream::connect(address).unwrap();
        counting.join().unwrap()
    })
}

#[test]
fn even_a_tag_that_got_into_the_report_would_load_nothing() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = fs::read_to_string(report(&folder, "en")).unwrap();
    // Without the policy the same tags do load, or this test shows nothing.
    let open = page.replace("Content-Security-Policy", "x-no-policy");
    if loads(browser, &folder, &open) == 0 {
        eprintln!("skipped: this Chromium loads nothing from this machine at all");
        return;
    }
    assert_eq!(loads(browser, &folder, &page), 0);
}

/// Writes the headers of a table that stand in more than one line into the page itself.
const BROKEN_HEADERS: &str = "<script>
const lines = cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
};
const heads = [...document.querySelectorAll('.terms thead th')];
document.body.dataset.heads = heads.length;
document.body.dataset.broken = heads.filter(cell => lines(cell) > 1).map(cell => cell.textContent).join('/');
</script>";

#[test]
fn no_grade_is_broken_in_two_above_its_column() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    for language in ["en", "zh-Hans"] {
        let page = study(&folder, language);
        let written = fs::read_to_string(&page).unwrap();
        let measured = written
            .replace("Content-Security-Policy", "x-no-policy")
            .replace("</body>", &format!("{BROKEN_HEADERS}</body>"));
        assert_ne!(measured, written);
        fs::write(&page, measured).unwrap();
        let profile = folder.path().join("profile");
        // As wide as A4 between its margins.
        let args = ["--dump-dom", "--window-size=720,1000"];
        let dumped = run(browser, &profile, &args, &page);
        let dom = String::from_utf8(dumped.stdout).unwrap();
        if !dom.contains("data-heads") {
            eprintln!("skipped: this Chromium runs no script of a file");
            return;
        }
        assert!(dom.contains("data-heads=\"9\""), "no table of terms");
        assert!(dom.contains("data-broken=\"\""), "{language}: {dom}");
    }
}
