//! Kill -9 around `taken`: what was acknowledged is in the file.

use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::Home;

/// How often the program is killed.
const KILLS: u32 = 200;

#[test]
fn two_hundred_kills_lose_no_acknowledged_entry() {
    let home = Home::with_diary();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        // The moment of recording names the entry.
        let (hour, minute) = (7 + round / 60, round % 60);
        let now = format!("2026-11-02T{hour:02}:{minute:02}:00+08:00");
        let before = size(&home);
        let mut child = Command::new(&program)
            .env_clear()
            .env("HOME", home.path(""))
            .env("TZ", "UTC")
            .env("DOSEBOOK_NOW", &now)
            .args([
                "taken",
                "capecitabine",
                "am",
                "--extra",
                "--units",
                "1x500",
                "--yes",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut out = vec![0; 1];
        match round % 3 {
            // As soon as it says anything: what it says must be true by then.
            0 => stdout.read_exact(&mut out).unwrap(),
            // As soon as the file grows: between the write and the acknowledgement, or just after it.
            1 => {
                out.clear();
                while child.try_wait().unwrap().is_none() && size(&home) == before {}
            }
            // Anywhere from the start of the program to its end.
            _ => {
                out.clear();
                for _ in 0..round * 20_000 {
                    std::hint::spin_loop();
                }
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        stdout.read_to_end(&mut out).unwrap();
        if out.starts_with(b"Recorded") {
            acknowledged.push(now);
        }
    }
    let log = home
        .say("2026-11-02T12:00:00+08:00", "log --json")
        .code(0)
        .out;
    for now in &acknowledged {
        // A kill in the middle of the write before leaves a torn line, which the next entry sets aside.
        let dose = |line: &&str| line.contains(&at(now)) && line.contains("\"kind\":\"dose\"");
        let count = log.lines().filter(dose).count();
        assert_eq!(
            count, 1,
            "{now} was acknowledged and stands {count} times in the file"
        );
    }
    let path = home.diary();
    home.at(
        "2026-11-02T12:00:00+08:00",
        &["verify", path.to_str().unwrap()],
    )
    .code(0);
    // The loop would prove nothing if every round had died before it could say anything.
    home.say(
        "2026-11-02T12:01:00+08:00",
        "taken capecitabine am --extra --units 1x500 --yes",
    )
    .code(0)
    .says("Recorded 12:01");
}

fn size(home: &Home) -> u64 {
    std::fs::metadata(home.diary()).unwrap().len()
}

fn at(now: &str) -> String {
    format!("\"at\":\"{now}\"")
}
