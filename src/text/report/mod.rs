//! The words of the report for the study team's and the doctor's files. Clinical terms may stand here.

mod calendar;
mod figures;
mod lists;
mod method;
mod page;
