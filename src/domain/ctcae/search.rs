//! Finding a term by what somebody types.

use super::{Term, terms};

/// Terms shown where nothing matches.
const NEAREST: usize = 5;

/// The terms that contain every word typed, in English, in Chinese or in the other words by which a term is
/// looked for; first those whose name begins so, then those with a word that begins so.
pub fn matching(typed: &str) -> Vec<&'static Term> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found: Vec<(u8, &Term)> = terms()
        .iter()
        .filter_map(|term| Some((rank(term, &typed, &words)?, term)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, term)| term).collect()
}

fn rank(term: &Term, typed: &str, words: &[&str]) -> Option<u8> {
    let name = term.name.to_lowercase();
    let zh = term.zh.unwrap_or_default();
    let all = format!("{name} {zh} {}", term.also.to_lowercase());
    if !words.iter().all(|word| all.contains(word)) {
        return None;
    }
    if name.starts_with(typed) || zh.starts_with(typed) {
        return Some(0);
    }
    let begins = |word: &&str| {
        all.split([' ', '-', '(', '（'])
            .any(|w| w.starts_with(word))
    };
    Some(if words.iter().all(begins) { 1 } else { 2 })
}

/// The terms that a name which is none may have meant; none where nothing is near.
pub fn nearest(typed: &str) -> Vec<&'static Term> {
    let mut found = matching(typed);
    if found.is_empty() {
        // A longer text is no misspelt term.
        let typed: Vec<char> = typed.trim().to_lowercase().chars().take(80).collect();
        let mut near: Vec<(usize, &Term)> = terms()
            .iter()
            .map(|term| (distance(&typed, &term.name.to_lowercase()), term))
            .filter(|(distance, _)| *distance <= typed.len() / 3)
            .collect();
        near.sort_by_key(|(distance, term)| (*distance, term.name.len()));
        found = near.into_iter().map(|(_, term)| term).collect();
    }
    found.truncate(NEAREST);
    found
}

/// How many letters must be put in, left out or changed to make the one of the beginning of the other.
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    let mut least = from.len();
    for (line, there) in to.chars().enumerate() {
        let mut corner = line;
        row[0] = line + 1;
        for (at, here) in from.iter().enumerate() {
            let changed = corner + usize::from(*here != there);
            corner = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(corner + 1);
        }
        least = least.min(row[from.len()]);
    }
    least
}
