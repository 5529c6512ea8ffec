//! Three visits of one participant: received, reviewed at a pseudo-terminal, discussed, counted, graded,
//! exported; received again as it went on; received a third time after somebody changed it at home.
//!
//! Nothing here sleeps: every step waits for what the screen says, up to a deadline.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "cli/support.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod cli;
mod pty;

use std::collections::BTreeMap;
use std::fs;

use cli::Home;
use portable_pty::CommandBuilder;
use pty::{DEADLINE, DOWN, ENTER, RIGHT, Terminal, UP, pointed};
use sha2::{Digest, Sha256};

const TAB: &str = "\t";
const DIARY: &str = ".local/share/dosebook/diary.jsonl";

/// What is recorded up to the first visit. Of Tuesday the capsules are not recorded and the evening is missed; the
/// evening of Wednesday is recorded a day late; nobody is called about the symptom of Thursday.
const FIRST_DAYS: &str = "
02T06:00 setup --lang en --subject 007 --cycle-start 2026-11-02 --by LN --units capecitabine:am=3x500 --units capecitabine:pm=3x500 --units utidelone:once=2x50 --phone-day 010-1234 --phone-night 010-5678 --emergency 120
02T06:30 site dispense 007 capecitabine 42x500 --lot A1 --folder study --by LN --yes
02T07:00 taken utidelone --food kept
02T08:10 taken capecitabine am --food kept
02T20:10 taken capecitabine pm --food kept
03T08:10 taken capecitabine am --food kept
03T21:30 missed capecitabine pm --reason forgot
04T07:00 taken utidelone --food kept
04T08:10 taken capecitabine am --food kept
05T07:00 taken utidelone --food kept
05T07:30 taken capecitabine pm --date 2026-11-04 --food unknown
05T08:10 taken capecitabine am --food kept
05T19:00 symptom diarrhoea --count 5 --answer night=yes --answer bloody-stool=no --severity severe
05T20:10 taken capecitabine pm --food kept --yes
06T09:00 team hold --drug capecitabine --from 2026-11-06:am --told
";

/// What is recorded up to the second: the call at last, the end of the pause, and that the missed dose was taken
/// after all.
const NEXT_DAYS: &str = "
06T12:00 taken utidelone --food kept --yes
06T18:00 contacted --said continue --yes
09T08:00 team resume --drug capecitabine --from 2026-11-09:am --by LN --yes
09T08:30 taken capecitabine am --food kept
09T20:30 taken capecitabine pm --food kept
09T20:40 correct 9 --outcome taken --units 3x500 --reason other
";

const UNREPORTED: &str =
    "Symptoms that ask for a call now, no answer of the study team recorded: 1";

/// A moment of November 2026: "02T06:00".
fn moment(short: &str) -> String {
    format!("2026-11-{short}:00+08:00")
}

/// A home with an empty study folder and the diary of the first days.
fn first_days() -> Home {
    let home = Home::new();
    fs::create_dir(home.path("study")).unwrap();
    record(&home, FIRST_DAYS);
    home
}

fn record(home: &Home, lines: &str) {
    for line in lines.trim().lines() {
        let (when, what) = line.split_once(' ').unwrap();
        home.say(&moment(when), what).code(0);
    }
}

fn receive(home: &Home, when: &str, file: &str) -> cli::Ran {
    let line = format!("--lang en receive {file} --into study --by LN");
    home.say(&moment(when), &line)
}

/// A diary in which the words of one line are others, closed with new hashes from there on, as somebody could do
/// at home; and the number of that line.
fn rehashed(diary: &str, words: &str, others: &str) -> (String, usize) {
    assert_eq!(diary.matches(words).count(), 1, "{words}");
    let at = diary.lines().position(|line| line.contains(words)).unwrap() + 1;
    let (mut prev, mut forged) = ("0".repeat(64), String::new());
    for line in diary.replace(words, others).lines() {
        let (body, _) = line.rsplit_once(",\"prev\":").unwrap();
        let body = format!("{body},\"prev\":\"{prev}\"");
        let hash = Sha256::digest(body.as_bytes());
        prev = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        forged += &format!("{body},\"hash\":\"{prev}\"}}\n");
    }
    (forged, at)
}

type Line = BTreeMap<String, String>;

/// A table of an export.
fn table(home: &Home, name: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_path(home.path(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// That a line of a table has these values: "drug=capecitabine difference=3".
#[track_caller]
fn has(lines: &[Line], wanted: &[(&str, &str)]) {
    let fits = |line: &Line| wanted.iter().all(|(column, value)| line[*column] == *value);
    assert!(lines.iter().any(fits), "{wanted:?} in none of {lines:#?}");
}

/// What stands on the pages of every form, in one language.
struct Words {
    language: &'static str,
    who: &'static str,
    go_on: &'static str,
    record_it: &'static str,
    take_back: &'static str,
    back: &'static str,
}

static EN: Words = Words {
    language: "en",
    who: "Who is entering?",
    go_on: "Go on",
    record_it: "Yes, record it",
    take_back: "Take this entry back",
    back: "Back",
};

static ZH: Words = Words {
    language: "zh-Hans",
    who: "谁在填写？",
    go_on: "继续",
    record_it: "对，记录",
    take_back: "撤回这条记录",
    back: "返回",
};

/// A nurse at the review of the study folder.
struct Nurse {
    words: &'static Words,
    terminal: Terminal,
    /// The last key: the same again at once counts as one that trembles.
    last: String,
}

impl Nurse {
    fn reviews(home: &Home, when: &str, words: &'static Words) -> Nurse {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dosebook"));
        command.args(["review", "study", "--lang", words.language]);
        command.cwd(home.path(""));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path(""));
        command.env("TZ", home.zone);
        command.env("DOSEBOOK_NOW", moment(when));
        Nurse {
            words,
            terminal: Terminal::start(command),
            last: String::new(),
        }
    }

    /// The lines of the screen, without the room around them.
    fn lines(&self) -> String {
        let shown = self.terminal.contents();
        let lines: Vec<&str> = shown.lines().map(str::trim).collect();
        lines.join("\n")
    }

    fn presses(&mut self, key: &str) {
        self.terminal.send(key);
        key.clone_into(&mut self.last);
    }

    fn chosen(&self) -> Option<String> {
        pointed(self.terminal.shown.0.lock().unwrap().screen())
    }

    #[track_caller]
    fn sees(&mut self, words: &str) -> &mut Nurse {
        self.terminal.sees(words);
        self
    }

    /// That the screen, as it is now, says nothing of it.
    #[track_caller]
    fn sees_no(&mut self, words: &str) -> &mut Nurse {
        let shown = self.terminal.contents();
        assert!(!shown.contains(words), "{words:?} in:\n{shown}");
        self
    }

    /// Turns so many pages on, to the one that says so.
    #[track_caller]
    fn turns(&mut self, pages: usize, words: &str) -> &mut Nurse {
        self.presses(&TAB.repeat(pages));
        self.sees(words)
    }

    /// Moves to the row that begins so.
    #[track_caller]
    fn to(&mut self, row: &str) -> &mut Nurse {
        self.terminal
            .within(DEADLINE, |screen| pointed(screen).is_some());
        for _ in 0..30 {
            let here = self.chosen();
            if here
                .as_ref()
                .is_some_and(|line| line.trim_start().starts_with(row))
            {
                return self;
            }
            let shown = self.terminal.contents();
            let (above, _) = shown.split_once('▸').unwrap();
            let is_above = above.lines().any(|line| line.trim_start().starts_with(row));
            self.presses(if is_above { UP } else { DOWN });
            let moved = |screen: &vt100::Screen| pointed(screen) != here;
            assert!(
                self.terminal.within(DEADLINE, moved),
                "no row {row:?} below:\n{}",
                self.terminal.contents()
            );
        }
        panic!("no row {row:?}:\n{}", self.terminal.contents());
    }

    /// Opens the row that begins so.
    #[track_caller]
    fn opens(&mut self, row: &str, words: &str) -> &mut Nurse {
        self.to(row);
        if self.last == ENTER {
            // Away and back, so that it is another press; the last row is always the one that goes back.
            let away = if self.is_last() {
                [UP, DOWN]
            } else {
                [DOWN, UP]
            };
            for key in away {
                self.presses(key);
            }
        }
        self.presses(ENTER);
        self.sees(words)
    }

    /// Whether nothing stands below the chosen row.
    fn is_last(&self) -> bool {
        let shown = self.terminal.contents();
        let (_, below) = shown.split_once('▸').unwrap();
        let mut below = below.lines().skip(1).map(str::trim);
        below
            .find(|line| !line.is_empty())
            .is_none_or(|line| line.starts_with('─'))
    }

    /// Types into the row that begins so.
    #[track_caller]
    fn types(&mut self, row: &str, typed: &str) -> &mut Nurse {
        self.to(row).presses(typed);
        self.terminal.points_at(&format!("{typed}_"));
        self
    }

    /// Presses the right arrow on the row that begins so until it has this value; every value that it had.
    #[track_caller]
    fn goes_through(&mut self, row: &str, wanted: &str) -> Vec<String> {
        self.to(row);
        let mut values = Vec::new();
        for _ in 0..10 {
            let here = self.chosen().unwrap();
            let (_, value) = here.rsplit_once("‹ ").unwrap();
            let value = value.trim_end().trim_end_matches(" ›").to_owned();
            values.push(value);
            if values.last().unwrap() == wanted {
                return values;
            }
            self.presses(RIGHT);
            let changed = |screen: &vt100::Screen| pointed(screen).as_ref() != Some(&here);
            self.terminal.within(DEADLINE, changed);
        }
        panic!("{row:?} is never {wanted:?}, but {values:?}");
    }

    #[track_caller]
    fn sets(&mut self, row: &str, value: &str) -> &mut Nurse {
        self.goes_through(row, value);
        self
    }

    /// Says who it is, on the page that asks for it once.
    #[track_caller]
    fn is_named(&mut self, next: &str) -> &mut Nurse {
        let go_on = self.words.go_on;
        self.sees(self.words.who);
        self.types("", "LN").opens(go_on, next)
    }

    /// Goes on to what would be written, confirms it, and comes back.
    #[track_caller]
    fn records(&mut self, what: &str, back: &str) -> &mut Nurse {
        let words = self.words;
        self.opens(words.go_on, words.record_it);
        self.agrees(what, back)
    }

    /// Confirms what would be written, and comes back.
    #[track_caller]
    fn agrees(&mut self, what: &str, back: &str) -> &mut Nurse {
        let words = self.words;
        self.sees(what).opens(words.record_it, words.take_back);
        self.sees(what).opens(words.back, back)
    }

    fn leaves(&mut self) {
        self.presses("\u{3}");
        assert!(self.terminal.ends_and_gives_back().success());
    }
}

/// The first visit, from the study folder to what stands in the site record.
fn first_visit(home: &Home) {
    receive(home, "06T09:30", DIARY)
        .code(0)
        .says("Participant 007: 17 entries received, all verified.");
    let mut nurse = Nurse::reviews(home, "06T10:00", &EN);
    nurse.sees("007 ").sees("87.50 %").sees("2 urgent");
    nurse.sees(&UNREPORTED[..60]);

    // To discuss; a finding leads to the entry it comes from.
    nurse.opens("007", "To discuss  Calendar").sees("First");
    nurse.sees("Doses taken while a call was due that is still not answered: 1");
    nurse.sees("What the participant was told, not yet confirmed: 1");
    nurse.sees_no("new since");
    nurse.opens(
        "Symptoms that ask",
        "above usual: 5, diarrhoea at night: yes",
    );
    nurse.opens("15", "Entry 15").opens("Back", "Recorded by");
    nurse.opens("Back", "At this visit");

    // The event is graded, with the grades that exist for the term, from the participant's own report.
    nurse.turns(3, "Record an adverse event");
    nurse.opens("Record an adverse event", "Who is entering?");
    nurse.is_named("Which CTCAE 5.0 term?");
    nurse
        .types("Find", "fatigue")
        .opens("Fatigue", "Choose every value");
    let grades = nurse.goes_through("Grade", "grade 3");
    assert_eq!(grades, ["not chosen yet", "grade 1", "grade 2", "grade 3"]);
    nurse.presses(RIGHT);
    nurse.terminal.points_at("‹ grade 1 ›");
    nurse
        .opens("Back", "Which CTCAE 5.0 term?")
        .opens("Back", "Record an adverse event");
    nurse.opens("Record an adverse event", "Which CTCAE 5.0 term?");
    nurse.opens("Diarrhea", "‹ Thu 5 Nov 2026 ›");
    nurse
        .sets("Grade", "grade 2")
        .sets("Serious", "not serious");
    nurse
        .sets("utidelone", "not related")
        .sets("action: utidelone", "dose not changed");
    nurse
        .sets("capecitabine", "related")
        .sets("action: capecitabine", "drug interrupted");
    nurse.sets("Reported Thu 5 Nov", "yes");
    nurse.records(
        "adverse event: Diarrhea, CTCAE 5.0 grade 2",
        "grade 2 from Thu 5 Nov, goes on",
    );

    // The tablets handed out before are counted.
    nurse
        .turns(1, "Count what is left")
        .opens("Count what is left", "lot A1");
    nurse.types("How many", "24").sets("They", "stay here");
    nurse.records("24 x 500 mg, lot A1", "Difference");
    nurse.opens("capecitabine 500", "3 more left than the diary says");
    nurse.sees("75.00 %, 18 of 24");
    nurse
        .sees("Wed 4 Nov, capecitabine tablets, evening")
        .opens("Back", "Dispensed");

    // The baseline of the tumour is recorded; a slip in it is corrected, with the old and the new in one line.
    nurse
        .turns(1, "No tumour assessment is recorded.")
        .opens("Record a tumour assessment", "not chosen yet");
    nurse.sets("It is", "the baseline");
    nurse
        .types("Sum of target", "52.5")
        .sets("Other lesions", "there are none");
    nurse.records("baseline: target lesions 52.5 mm", "Best response");
    nurse
        .opens("Fri 6 Nov 2026", "Correct this entry")
        .opens("Correct this entry", "Change a value to go on.");
    nurse.to("Sum of target").presses("\u{7f}4");
    nurse.terminal.points_at("52.4_");
    nurse.sets("Why", "wrong number of units");
    nurse
        .opens(EN.go_on, "Before: tumour assessment")
        .opens(EN.record_it, "Recorded 10:00")
        .sees("target lesions 52.4 mm")
        .opens("Back", "Correct this entry")
        .opens("Back", "Best response")
        .sees("Fri 6 Nov 2026       52.4");

    // The visit: the told order is confirmed, the visit recorded, the diary marked as reviewed.
    nurse.turns(2, "nobody has confirmed: 1");
    nurse.opens("Confirm what", "Yes, record it");
    nurse.agrees(
        "study team confirms entry 17",
        "There is nothing to confirm.",
    );
    nurse.opens("Record a visit", "Fri 6 Nov 2026");
    nurse.records("visit on Fri 6 Nov 2026", "Last review");
    nurse.opens("Mark the diary", "Yes, record it");
    nurse.agrees("diary reviewed: 17 entries", "Mark the diary");
    nurse.sees("Last review").sees_no("none recorded");
    nurse.turns(1, "At this visit").sees_no("not yet confirmed");
    nurse.leaves();
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
}

/// What the nurse has recorded, and nothing else, stands in the tables and in the report.
fn first_exports(home: &Home) {
    for kind in ["csv", "html"] {
        let line = format!("--lang en export {kind} study --out {kind}");
        home.say(&moment("06T11:00"), &line).code(0);
    }
    let supply = table(home, "csv/supply.csv");
    assert_eq!(supply.len(), 2);
    has(
        &supply,
        &[
            ("kind", "returned"),
            ("count", "24"),
            ("lot", "A1"),
            ("after_date", "2026-11-05"),
            ("after_period", "pm"),
            ("kept", "true"),
            ("initials", "LN"),
        ],
    );
    let tablets = table(home, "csv/tablets.csv");
    has(
        &tablets,
        &[
            ("dispensed", "42"),
            ("counted", "24"),
            ("taken_by_diary", "21"),
            ("difference", "3"),
            ("pill_count_pct", "75.00"),
        ],
    );
    let events = table(home, "csv/adverse_events.csv");
    assert_eq!(events.len(), 1);
    has(
        &events,
        &[
            ("term", "Diarrhea"),
            ("highest_grade", "2"),
            ("onset", "2026-11-05"),
            ("serious", "false"),
            ("about", "15"),
        ],
    );
    has(
        &table(home, "csv/orders.csv"),
        &[("kind", "held"), ("told", "true"), ("unconfirmed", "false")],
    );
    let adherence = table(home, "csv/adherence.csv");
    has(
        &adherence,
        &[
            ("drug", "capecitabine"),
            ("dose_adherence_pct", "87.50"),
            ("held_unconfirmed", "0"),
        ],
    );
    let html = fs::read_to_string(home.path("html/007.html")).unwrap();
    for words in [
        "Diarrhea",
        "A1",
        "75.00 %",
        "87.50 %",
        "diary reviewed: 17 entries",
        "visit on Fri 6 Nov 2026",
    ] {
        assert!(html.contains(words), "{words:?} is not in the report");
    }
    assert!(!html.contains("not yet confirmed"));
}

/// The second: what was not there at the first is marked, and nothing else.
fn second_visit(home: &Home) {
    record(home, NEXT_DAYS);
    receive(home, "10T09:30", DIARY)
        .code(0)
        .says("23 entries received, all verified, 6 more than in the copy before");
    let mut nurse = Nurse::reviews(home, "10T10:00", &EN);
    nurse
        .opens("007", "Changed or added")
        .sees_no(&UNREPORTED[..60]);
    let shown = nurse.lines();
    let changed = "Changed or added since the last review, about days before it: 1";
    for (finding, is_new) in [(changed, true), ("Not recorded: 1", false)] {
        assert!(shown.contains(finding), "{shown}");
        let marked = format!("{finding}\nnew since the last review");
        assert_eq!(shown.contains(&marked), is_new, "{finding}:\n{shown}");
    }
    nurse.opens("Changed or added", "Correction of entry 9");
    nurse.leaves();
    home.say(&moment("10T11:00"), "export html study --out html --force")
        .code(0);
    let html = fs::read_to_string(home.path("html/007.html")).unwrap();
    assert!(html.contains("new since the last review"));
}

/// The third: one line was changed at home and hashed anew. It is caught and located, and stands first.
fn third_visit(home: &Home) {
    let received = home.bytes();
    let diary = String::from_utf8(received.clone()).unwrap();
    let words = ["\"severity\":\"severe\"", "\"severity\":\"mild\""];
    let (forged, line) = rehashed(&diary, words[0], words[1]);
    assert_eq!(line, 15);
    fs::write(home.path("forged.jsonl"), &forged).unwrap();
    home.say(&moment("13T09:00"), "verify forged.jsonl").code(0);
    receive(home, "13T09:30", "forged.jsonl")
        .code(3)
        .complains("does NOT continue the copy that was received before")
        .complains("The first entry that differs is number 15.");

    // Both are kept, and the first is byte for byte as it was.
    assert_eq!(fs::read(home.path("study/007.jsonl")).unwrap(), received);
    let kept = fs::read_dir(home.path("study/other-versions")).unwrap();
    let kept: Vec<String> = kept
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(kept, [forged]);

    // It is the first thing to discuss, and what was received before is what is counted.
    let differs = "A copy was brought that differs from the one received before";
    let mut nurse = Nurse::reviews(home, "13T10:00", &EN);
    nurse.sees("1 urgent").sees(differs);
    nurse.opens("007", "At this visit");
    let first = format!("First\n▸ {differs}, from entry\n15 on");
    assert!(nurse.lines().contains(&first), "{}", nurse.lines());
    nurse.opens("A copy was brought", "entry 15 differs");
    nurse.leaves();
    home.say(&moment("13T11:00"), "export csv study --out csv --force")
        .code(0);
    let findings = table(home, "csv/findings.csv");
    assert_eq!(findings[0]["code"], "copy_differs");
    has(&table(home, "csv/symptoms.csv"), &[("severity", "severe")]);
}

#[test]
fn three_visits_from_the_diary_at_home_to_the_exports() {
    let home = first_days();
    first_visit(&home);
    first_exports(&home);
    second_visit(&home);
    third_visit(&home);
}

#[test]
fn a_visit_in_chinese() {
    let home = first_days();
    receive(&home, "06T09:30", DIARY).code(0);
    let mut nurse = Nurse::reviews(&home, "06T10:00", &ZH);
    nurse.sees("受试者").sees("紧急2项");
    nurse
        .opens("007", "待讨论")
        .sees("首先处理")
        .sees("本次访视询问");
    nurse
        .turns(3, "记录不良事件")
        .opens("记录不良事件", "只问一次");
    nurse
        .is_named("选择CTCAE 5.0术语")
        .opens("腹泻", "请选完每一项再继续");
    nurse.sets("分级", "2级").sets("是否严重", "非严重");
    nurse
        .sets("与优替德隆", "无关")
        .sets("对优替德隆", "剂量不变");
    nurse
        .sets("与卡培他滨", "有关")
        .sets("对卡培他滨", "暂停用药");
    nurse.sets("日记第15条", "是");
    nurse.records("不良事件：腹泻（Diarrhea），CTCAE 5.0 2级", "尚未结束");
    nurse
        .turns(1, "清点剩余药物")
        .opens("清点剩余药物", "批号A1");
    nurse.types("数量", "24").sets("清点后", "留在研究中心");
    nurse.records("批号 A1；留在研究中心", "差额");
    nurse.turns(3, "尚未核对的医嘱：1条");
    nurse.opens("确认受试者", ZH.record_it);
    nurse.agrees("研究团队确认日记第17条", "没有需要核对的医嘱");
    nurse.opens("标记：日记已审阅", ZH.record_it);
    nurse.agrees("17条", "最近一次访视");
    nurse.leaves();
    let line = "--lang zh-Hans export html study --out html";
    home.say(&moment("06T11:00"), line).code(0);
    let html = fs::read_to_string(home.path("html/007.html")).unwrap();
    for words in ["腹泻（Diarrhea）", "2级", "75.00%", "A1"] {
        assert!(html.contains(words), "{words:?} is not in the report");
    }
}
