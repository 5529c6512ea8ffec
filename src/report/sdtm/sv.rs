//! SV: the visits that the site has recorded.

use super::columns::{Column, NY};
use super::subject::{Subject, When, name, number};
use super::{Domain, Rows};
use crate::report::table::Cell;

pub(super) const SV: Domain = Domain {
    name: "SV",
    label: "Subject Visits",
    structure: "One record per visit per participant",
    seq: None,
    columns: &[
        Column::integer(
            "VISITNUM",
            "Visit Number",
            "The visits of the site record in the order of their dates, from 1",
        )
        .key(3),
        Column::text(
            "VISIT",
            20,
            "Visit Name",
            "`VISIT` and the number: which planned visit it was is not known here",
        ),
        Column::unknown("SVPRESP", "Pre-specified").terms(NY),
        Column::unknown("SVOCCUR", "Occurrence").terms(NY),
        Column::date(
            "SVSTDTC",
            "Start Date/Time of Observation",
            "`visited` in the site record",
        ),
        Column::date("SVENDTC", "End Date/Time of Observation", "As SVSTDTC"),
        Column::integer(
            "SVSTDY",
            "Study Day of Start of Observation",
            "From SVSTDTC and RFSTDTC",
        ),
        Column::integer(
            "SVENDY",
            "Study Day of End of Observation",
            "From SVENDTC and RFSTDTC",
        ),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    for (at, date) in of.visits.iter().enumerate() {
        let [start, end, start_day, end_day] = of.start_and_end(When::Date(*date));
        to.add(&[
            number(at),
            name(at),
            Cell::Empty,
            Cell::Empty,
            start,
            end,
            start_day,
            end_day,
        ]);
    }
}
