//! A picture (SVG) and the shapes in it.

use super::markup::Html;

/// A picture with its name and its description.
pub(super) fn svg(
    html: &mut Html,
    class: &str,
    id: &str,
    (wide, high): (i32, i32),
    (title, description): &(String, String),
    inside: impl FnOnce(&mut Html),
) {
    let room = format!("0 0 {wide} {high}");
    let [title_id, description_id] = ["t", "d"].map(|part| format!("{id}-{part}"));
    let names = format!("{title_id} {description_id}");
    let attributes = [
        ("class", class),
        ("role", "img"),
        ("aria-labelledby", &*names),
        ("viewBox", &*room),
        ("xmlns", "http://www.w3.org/2000/svg"),
    ];
    html.within("svg", &attributes, |html| {
        html.leaf("title", &[("id", &title_id)], title);
        html.leaf("desc", &[("id", &description_id)], description);
        inside(html);
    });
}

/// A rectangle by its upper left corner and its size.
pub(super) fn rect(html: &mut Html, class: &str, at: (i32, i32), size: (i32, i32)) {
    let place = [
        ("x", at.0),
        ("y", at.1),
        ("width", size.0),
        ("height", size.1),
    ];
    html.shape("rect", class, &place);
}

/// A circle around a point.
pub(super) fn circle(html: &mut Html, class: &str, at: (i32, i32), radius: i32) {
    html.shape(
        "circle",
        class,
        &[("cx", at.0), ("cy", at.1), ("r", radius)],
    );
}

/// A line or an area, by the letters of SVG.
pub(super) fn path(html: &mut Html, class: &str, d: &str) {
    html.empty("path", &[("class", class), ("d", d)]);
}

/// Words at a point of their base line.
pub(super) fn label(html: &mut Html, class: &str, at: (i32, i32), words: &str) {
    spelt(html, class, at, |to| to.push_str(words));
}

/// The same, where the words are written as [`Html::spell`] has it.
pub(super) fn spelt(html: &mut Html, class: &str, at: (i32, i32), words: impl FnOnce(&mut String)) {
    html.label(class, &[("x", at.0), ("y", at.1)], words);
}
