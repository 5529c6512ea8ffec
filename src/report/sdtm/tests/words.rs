//! The page beside the datasets, and the documentation.

use super::*;

#[test]
fn who_took_nothing_has_no_study_days_and_the_page_says_so() {
    let of = &all_parts()[3];
    let files = files(std::slice::from_ref(of));
    let missed: Vec<Value> = rows(&files["EC"])
        .iter()
        .filter(|row| row["ECOCCUR"] == "N")
        .map(|row| row["ECSTDY"].clone())
        .collect();
    assert_eq!(missed, [Value::Null]);
    assert_eq!(files["EX"]["records"], 0);
    let wanted = "`007.jsonl`: no intake is recorded, so there are no study days".to_owned();
    assert!(of.notes().contains(&wanted), "{:?}", of.notes());
}

#[test]
fn the_page_names_every_file_that_is_not_whole_and_nothing_breaks_out_of_it() {
    let name = PlainText::new("a`|b\u{202e}.jsonl");
    let problem = PlainText::new("line 3 <b> *is* [wrong](x)");
    let file = DiaryFile::left_out(name, FileState::Unreadable, None, problem);
    let mut part = part(&participant());
    part.fill(None, &file, &study());
    assert!(part.rows().all(|row| row == ("", 0)));
    let page = page(&study(), &[0; DOMAINS.len()], part.notes());
    let wanted = r"- `a'|b\u{202e}.jsonl`: not counted. line 3 \<b\> \*is\* \[wrong\]\(x\)";
    assert!(page.contains(wanted), "{page}");
}

#[test]
fn the_identifier_of_a_study_is_plain() {
    for text in ["NCT00000000", "UTI-CAP.2_b"] {
        assert_eq!(text.parse::<StudyId>().unwrap().to_string(), text);
    }
    for text in ["", "-x", "a b", "a/b", "\u{7814}", &"a".repeat(41)] {
        assert_eq!(text.parse::<StudyId>(), Err(StudyIdError), "{text}");
    }
}

/// Renewed by `DOSEBOOK_PAGES=write cargo test --lib sdtm`.
#[test]
fn the_documentation_lists_the_variables_as_they_are() {
    const FROM: &str = "<!-- variables -->\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sdtm.md");
    let old = std::fs::read_to_string(path).unwrap();
    let (kept, _) = old.split_once(FROM).unwrap();
    let new = format!("{kept}{FROM}\n{}", page::variables());
    if std::env::var_os("DOSEBOOK_PAGES").is_some_and(|what| what == "write") {
        std::fs::write(path, &new).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), new);
}
