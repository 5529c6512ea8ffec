//! Tests of one line.

use proptest::prelude::*;

use super::*;
use crate::domain::calendar::Moment;
use crate::domain::entry::{Event, KnownEnding};

const MEAL: &str = r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#;

/// A line with these fields before `prev`, closed by its right hash.
fn closed(fields: &str) -> String {
    let body = format!("{fields}{LINK}{}\"", Hash::NONE);
    let hash = Hash::of(body.as_bytes());
    format!("{body},\"hash\":\"{hash}\"}}")
}

fn fields(event: &str) -> String {
    format!(
        r#"{{"seq":1,"id":"000000000000000a","at":"2026-11-04T08:12:05+08:00","by":{{"role":"patient"}},"event":{event}"#
    )
}

fn parsed(line: &str) -> Result<Entry, Problem> {
    parse(line.as_bytes(), &mut Memory::default()).map(|line| line.entry)
}

fn same(a: &Entry, b: &Entry) -> bool {
    (a.seq, a.id, a.at, a.at.offset(), &a.by, a.clock, &a.event)
        == (b.seq, b.id, b.at, b.at.offset(), &b.by, b.clock, &b.event)
}

fn moments() -> impl Strategy<Value = Moment> {
    (946_771_200_i64..7_258_032_000, -840..=840_i32).prop_map(|(seconds, minutes)| {
        let offset = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
        chrono::DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .with_timezone(&offset)
    })
}

fn authors() -> impl Strategy<Value = Author> {
    prop_oneof![
        Just(Author::Patient {}),
        "[A-Za-z\u{4e00}-\u{4e10}]{1,8}".prop_map(|id| Author::Site {
            id: id.parse().unwrap()
        }),
    ]
}

/// Events as text: every shape that the scanner and serde could read differently.
fn events() -> impl Strategy<Value = String> {
    prop_oneof![
        moments().prop_map(|at| format!(
            r#"{{"kind":"meal","ended_at":"{}"}}"#,
            moment::write(&at)
        )),
        ("[a-z]{1,8}", 1..100_u16, moments()).prop_map(|(drug, count, at)| format!(
            r#"{{"kind":"dose","drug":"{drug}","date":"2026-11-04","period":"am","outcome":"taken","taken_at":"{}","units":{{"150":{count}}}}}"#,
            moment::write(&at)
        )),
        any::<String>().prop_map(|name| format!(
            r#"{{"kind":"medicine","name":{}}}"#,
            serde_json::to_string(&name).unwrap()
        )),
        (any::<String>(), any::<f64>()).prop_map(|(text, number)| {
            let text = serde_json::to_string(&text).unwrap();
            format!(r#"{{"kind":"telemetry","x":[{{"a":{text}}},{number:?}]}}"#)
        }),
    ]
}

/// The first event of a diary, with the study's own protocol.
fn opening() -> String {
    let protocol = crate::domain::protocol::Protocol::BUILT_IN;
    let protocol: serde_json::Value = serde_json::from_str(protocol).unwrap();
    format!(
        r#"{{"kind":"opened","format":"dosebook-diary","version":1,"diary":"00000000000000ab","subject":"007","phones":{{"day":"010-5555-0137","night":"010-5555-0137转12","emergency":"120"}},"language":"zh-Hans","protocol":{protocol}}}"#
    )
}

/// Some bytes put elsewhere, into the beginning or anywhere.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, bool, usize, Vec<u8>)>> {
    let byte = prop_oneof![
        any::<u8>(),
        prop::sample::select(b"\"\\{}:,01azZ+- ".to_vec())
    ];
    let put = prop::collection::vec(byte, 0..3);
    let change = (any::<prop::sample::Index>(), any::<bool>(), 0..3_usize, put);
    prop::collection::vec(change, 0..3)
}

#[test]
fn the_first_line_of_the_next_diary_of_a_study_is_scanned() {
    let mut memory = Memory::<Event>::default();
    let first = opening();
    assert!(Event::scan(first.as_bytes(), &memory.known).is_none());
    let line = closed(&fields(&first));
    let entry = parse(line.as_bytes(), &mut memory).unwrap();
    let known = Event::scan(first.as_bytes(), &memory.known);
    assert_eq!(known.as_ref(), Some(&entry.entry.event));
    let next = first.replace("007", "008").replace("120", "911");
    assert_eq!(
        Event::scan(next.as_bytes(), &memory.known),
        Event::parse(&next).ok()
    );
    // With another name before the protocol, the rest of the line is not known to have none twice.
    let sample = first.replace(r#","protocol""#, r#","sample":true,"protocol""#);
    assert!(Event::scan(sample.as_bytes(), &memory.known).is_none());
    let other = first.replace("\"value\":21", "\"value\":28");
    assert!(Event::scan(other.as_bytes(), &memory.known).is_none());
    assert!(parse(closed(&fields(&other)).as_bytes(), &mut memory).is_ok());
    assert_eq!(
        Event::scan(other.as_bytes(), &memory.known),
        Event::parse(&other).ok()
    );
}

proptest! {
    #[test]
    fn whatever_bytes_are_changed_the_fast_way_reads_and_refuses_as_the_slow_one(
        event in prop_oneof![events(), Just(opening())],
        changes in changes(),
    ) {
        let mut memory = Memory::<Event>::default();
        parse(closed(&fields(&opening())).as_bytes(), &mut memory).unwrap();
        let mut body = format!("{}{LINK}{}\"", fields(&event), Hash::NONE).into_bytes();
        for (at, early, removed, put) in changes {
            let at = at.index(if early { body.len().min(450) } else { body.len() });
            body.splice(at..(at + removed).min(body.len()), put);
        }
        let hash = Hash::of(&body);
        let closing = format!(",\"hash\":\"{hash}\"}}");
        let line = [&body, closing.as_bytes()].concat();
        let fast = parse(&line, &mut memory);
        let fields = link(&body).map(|(fields, _)| fields);
        let slow = parse_any::<Event>(&line, fields, &mut Memory::default());
        match (&fast, &slow) {
            (Ok(fast), Ok(slow)) => prop_assert!(same(&fast.entry, slow)),
            (Err(fast), Err(slow)) => prop_assert_eq!(fast, slow),
            _ => prop_assert!(false, "{:?} {:?}", fast, slow),
        }
    }

    #[test]
    fn an_event_that_is_scanned_needs_no_check_of_its_shape(
        event in events(),
        at in 0..250_usize,
        put in r#"(,"[a-z_]{1,8}":)?[0-9{}"]{0,6}"#,
    ) {
        let at = at.min(event.len());
        let at = if event.is_char_boundary(at) { at } else { 0 };
        let changed = format!("{}{put}{}", &event[..at], &event[at..]);
        if Event::scan(changed.as_bytes(), &KnownEnding::default()).is_some() {
            prop_assert_eq!(Shape::default().check(&changed, 1), Ok(()));
        }
    }

    #[test]
    fn what_is_written_is_read_back_the_same_by_both_ways(
        seq in 1..u64::MAX,
        id in any::<u64>(),
        at in moments(),
        by in authors(),
        fixed in any::<bool>(),
        event in events(),
    ) {
        let event = Event::parse(&event).unwrap();
        let clock = if fixed { ClockKind::Fixed } else { ClockKind::System };
        let entry = Entry { seq, id: EntryId(id), at, by, clock, event };
        let mut line = Vec::new();
        let head = compose(&entry, &Head::EMPTY, &mut line).unwrap();
        let line = std::str::from_utf8(&line).unwrap().strip_suffix('\n').unwrap();
        let found = parse(line.as_bytes(), &mut Memory::default()).unwrap();
        prop_assert!(same(&found.entry, &entry));
        prop_assert_eq!((found.hash, found.prev), (head.hash, &Hash::NONE.hex()[..]));
        let body = &line[..line.len() - CLOSING_BYTES - LINK_BYTES];
        prop_assert!(scan(body.as_bytes()).is_some(), "the fast way takes our own lines");
        prop_assert!(same(&read(line).unwrap(), &entry));
    }

    #[test]
    fn where_the_scanner_reads_a_line_serde_reads_the_same(
        fields in r#"\{"seq":0?[0-9]{1,3},"id":"[0-9a-fA]{15,17}","at":"2026-1[0-3]-0[0-9]T[0-2][0-9]:[0-6]0:[0-6]0[+-][0-2][0-9]:[0-9]0","by":(\{"role":"patient"\}|\{"role":"site","id":"[A-C1\\]{1,3}"\}|\{"role":"site"\}),("clock":"(fixed|system)",)?"event": ?\{"kind":"(x|me\\u0061l)","a":(1|01|\[\]|"\\x"|"[\}\{]")\}"#,
    ) {
        let line = closed(&fields);
        if let Some(envelope) = scan(fields.as_bytes()) {
            let (fast, slow) = (envelope.open(&mut Memory::default()), read(&line));
            match (&fast, &slow) {
                (Ok(fast), Ok(slow)) => prop_assert!(same(fast, slow)),
                _ => prop_assert!(fast.is_err() && slow.is_err(), "{fast:?} {slow:?}"),
            }
        }
    }

    #[test]
    fn no_bytes_make_parsing_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse::<Event>(&bytes, &mut Memory::default());
    }

    #[test]
    fn no_fields_make_parsing_panic(text in "[\"\\\\{}\\[\\]:,a0 \u{6076}]{0,60}") {
        let _ = parsed(&closed(&text));
        let _ = parsed(&closed(&fields(&text)));
    }
}

#[test]
fn a_line_ends_in_exactly_seventy_five_bytes_and_its_hash_covers_the_rest() {
    let line = closed(&fields(MEAL));
    assert!(parsed(&line).is_ok());
    let (body, hex) = split(line.as_bytes()).unwrap();
    assert_eq!(body.len() + CLOSING_BYTES, line.len());
    assert_eq!(Hash::of(body).hex(), hex);
    assert_eq!(parsed(&format!("{line} ")).unwrap_err(), Problem::NotClosed);
    assert_eq!(
        parsed(&line.replace("08:12:05", "08:12:06")).unwrap_err(),
        Problem::HashMismatch
    );
}

#[test]
fn blanks_another_order_and_newer_names_are_read_too() {
    let plain = parsed(&closed(&fields(MEAL))).unwrap();
    for fields in [
        format!(
            r#"{{ "id":"000000000000000a", "seq":1,"by":{{"role":"patient"}},"clock":"system","at":"2026-11-04T08:12:05+08:00","event": {MEAL} "#
        ),
        fields(MEAL) + r#","app":"2.0""#,
    ] {
        let line = closed(&fields);
        assert!(scan(fields.as_bytes()).is_none() || parsed(&line).is_err());
        let found = parsed(&line).map(|entry| same(&entry, &plain));
        assert!(matches!(found, Ok(true)), "{found:?} {line}");
    }
}

#[test]
fn names_twice_and_reserved_names_are_refused_wherever_they_stand() {
    for event in [
        r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00","kind":"x"}"#,
        r#"{"kind":"x","a":{"b":1,"b":2}}"#,
        r#"{"kind":"x","k\u0069nd":"y"}"#,
    ] {
        let found = parsed(&closed(&fields(event)));
        assert!(
            matches!(found, Err(Problem::DuplicateName(_))),
            "{event}: {found:?}"
        );
    }
    for event in [
        r#"{"kind":"x","hash":1}"#,
        r#"{"kind":"x","a":[{"prev":1}]}"#,
    ] {
        let found = parsed(&closed(&fields(event)));
        assert!(matches!(found, Err(Problem::ReservedName(_))), "{found:?}");
    }
    for extra in [
        r#","seq":2"#,
        r#","prev":"x""#,
        r#","hash":"x""#,
        r#","a":1,"a":1"#,
    ] {
        assert!(parsed(&closed(&(fields(MEAL) + extra))).is_err(), "{extra}");
    }
}

#[test]
fn an_event_cannot_smuggle_in_a_field_of_the_line() {
    for event in [
        r#"{"kind":"x"},"seq":{}"#,
        r#"{"kind":"x"}{}"#,
        r#"{"kind":"x"} {}"#,
        r#"{"kind":"x","a":01}"#,
        r#"{"kind":"x",}"#,
    ] {
        let found = parsed(&closed(&fields(event)));
        assert!(found.is_err(), "{event}: {found:?}");
    }
}

#[test]
fn what_other_programs_do_to_a_line_is_named() {
    let line = closed(&fields(MEAL));
    let utf16: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let nul = line.as_bytes()[..40].iter().copied().chain([0; 9]);
    for (bytes, problem) in [
        (format!("{line}\r").into_bytes(), Problem::CarriageReturn),
        (
            line.chars().rev().collect::<String>().into_bytes(),
            Problem::not_json(&serde_json::from_str::<IgnoredAny>("}").unwrap_err()),
        ),
        (b"\xef\xbb\xbf{".to_vec(), Problem::ByteOrderMark),
        (utf16, Problem::Utf16),
        (b"  ".to_vec(), Problem::Blank),
        (Vec::new(), Problem::Blank),
        (nul.collect(), Problem::Nul),
        (b"{}".to_vec(), Problem::NotClosed),
        (b"{\"\xff".to_vec(), Problem::NotUtf8),
        (vec![b'x'; MAX_LINE_BYTES + 1], Problem::TooLong),
    ] {
        let found = parse::<Event>(&bytes, &mut Memory::default());
        assert_eq!(found.err(), Some(problem));
    }
}
