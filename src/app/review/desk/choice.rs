//! Choices that arrows go through.

/// The choice beside this one; nothing chosen goes to the first, or by the left arrow to the last.
pub(super) fn beside<T: Copy + PartialEq>(all: &[T], chosen: Option<T>, by: i8) -> Option<T> {
    let count = all.len();
    let at = chosen.and_then(|chosen| all.iter().position(|one| *one == chosen));
    let next = match at {
        Some(at) => (at + count).checked_add_signed(isize::from(by))? % count,
        None if by < 0 => count.checked_sub(1)?,
        None => 0,
    };
    all.get(next).copied()
}

/// The same where nothing is a choice too: that it stays as it was.
pub(super) fn beside_or_none<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    by: i8,
) -> Option<T> {
    let with_none: Vec<Option<T>> = [None]
        .into_iter()
        .chain(all.iter().copied().map(Some))
        .collect();
    beside(&with_none, Some(chosen), by).flatten()
}
