//! What holds for every dataset: the schema of the standard, and what no schema checks.

use super::*;

#[test]
fn every_file_is_dataset_json() {
    let schema = include_str!("../../../../tests/dataset-json/dataset.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (name, file) in files(&all_parts()).into_iter().chain(files(&[])) {
        let problems: Vec<String> = schema.iter_errors(&file).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
    let mut wrong = files(&[])["DM"].clone();
    wrong["records"] = Value::from("1");
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn the_number_of_records_the_types_and_the_lengths_are_what_the_columns_say() {
    for (name, file) in files(&all_parts()) {
        let rows = rows(&file);
        assert_eq!(file["records"], rows.len(), "{name}");
        assert!(!rows.is_empty(), "{name} shows nothing");
        let columns = columns(&file);
        let names: BTreeSet<&str> = columns
            .iter()
            .map(|c| c["name"].as_str().unwrap())
            .collect();
        assert_eq!(names.len(), columns.len(), "{name}: a name twice");
        for column in columns {
            let variable = column["name"].as_str().unwrap();
            let label = column["label"].as_str().unwrap();
            assert!(
                variable.len() <= 8 && label.len() <= 40,
                "{name}.{variable}"
            );
            for row in &rows {
                let cell = row[variable];
                let fits = match column["dataType"].as_str().unwrap() {
                    "string" => cell.as_str().is_some_and(|text| {
                        let length = text.chars().count() as u64;
                        (1..=column["length"].as_u64().unwrap()).contains(&length)
                    }),
                    "integer" => cell.is_i64(),
                    _ => cell.is_number(),
                };
                assert!(fits || cell.is_null(), "{name}.{variable}: {cell}");
            }
        }
    }
}

#[test]
fn keys_and_sequence_numbers_tell_the_rows_of_a_participant_apart() {
    for part in all_parts() {
        for (name, file) in files(&[part]) {
            let columns = columns(&file);
            let keys = columns.iter().filter(|c| c.contains_key("keySequence"));
            let keys: Vec<&str> = keys.map(|c| c["name"].as_str().unwrap()).collect();
            let mut found = BTreeSet::new();
            for (row, number) in rows(&file).iter().zip(1_u64..) {
                let key: Vec<String> = keys.iter().map(|key| row[key].to_string()).collect();
                assert!(found.insert(key.clone()), "{name}: {key:?}");
                if let Some(seq) = row.get(format!("{name}SEQ").as_str()) {
                    assert_eq!(**seq, number, "{name}");
                }
            }
        }
    }
}
