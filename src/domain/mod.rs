//! What is true: protocol, calendar, slots, entries, adherence.
//!
//! Pure: values in, values out. No file, no terminal, no clock, and no text for people except what a
//! protocol carries. The path of a recorded dose is `entry` (a line) -> `history` (what holds after
//! corrections) -> `diary` (orders, cycles, intakes) -> `slots` (what is due at a moment), and back
//! through `decide`, where every rule about writing stands, once.

pub mod adherence;
pub mod calendar;
pub mod ctcae;
pub mod days;
pub mod decide;
pub mod diary;
pub mod endpoints;
pub mod entry;
pub mod findings;
pub mod history;
pub mod ids;
pub mod meals;
pub mod moment;
pub mod orders;
pub mod participant;
pub mod phase;
pub mod plain_text;
pub mod protocol;
pub mod reminders;
#[cfg(test)]
mod rulings;
pub mod site;
pub mod slots;
pub mod spell;
pub mod stretches;
pub mod symptoms;
pub mod tablets;
#[cfg(test)]
pub(crate) mod testing;
pub mod today;
pub mod units;
pub mod warnings;
