//! The study folder and the site record: what was received, what the study team records, and what is asked.

mod asking;
mod entries;
mod receiving;
mod tablets;
