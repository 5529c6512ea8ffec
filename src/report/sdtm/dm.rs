//! DM: one row for each participant. A diary knows a code and dates; who she is stands elsewhere.

use super::columns::{Column, NY};
use super::subject::{Subject, When};
use super::{Domain, Rows};
use crate::report::table::Cell;

pub(super) const DM: Domain = Domain {
    name: "DM",
    label: "Demographics",
    structure: "One record per participant",
    seq: None,
    columns: &[
        Column::text(
            "SUBJID",
            32,
            "Subject Identifier for the Study",
            "The participant's code",
        ),
        Column::date(
            "RFSTDTC",
            "Subject Reference Start Date/Time",
            "The first intake of either drug (the earliest EXSTDTC); study days are counted from it. Empty without an intake",
        ),
        Column::date(
            "RFENDTC",
            "Subject Reference End Date/Time",
            "The last intake, where all drugs are stopped; else empty",
        ),
        Column::date(
            "RFXSTDTC",
            "Date/Time of First Study Treatment",
            "The earliest EXSTDTC",
        ),
        Column::date(
            "RFXENDTC",
            "Date/Time of Last Study Treatment",
            "The latest EXENDTC; while treatment goes on, so far",
        ),
        Column::date(
            "RFICDTC",
            "Date/Time of Informed Consent",
            super::columns::NOT_KNOWN,
        ),
        Column::date(
            "RFPENDTC",
            "Date/Time of End of Participation",
            super::columns::NOT_KNOWN,
        ),
        Column::date("DTHDTC", "Date/Time of Death", "`died` in the site record"),
        Column::text(
            "DTHFL",
            1,
            "Subject Death Flag",
            "Y where the site has recorded a death",
        )
        .terms(NY),
        Column::unknown("SITEID", "Study Site Identifier"),
        Column::integer("AGE", "Age", super::columns::NOT_KNOWN),
        Column::unknown("AGEU", "Age Units").terms("AGEU (C66781)"),
        Column::unknown("SEX", "Sex").terms("SEX (C66731)"),
        Column::unknown("RACE", "Race").terms("RACE (C74457)"),
        Column::unknown("ETHNIC", "Ethnicity").terms("ETHNIC (C66790)"),
        Column::unknown("ARMCD", "Planned Arm Code"),
        Column::unknown("ARM", "Description of Planned Arm"),
        Column::unknown("ACTARMCD", "Actual Arm Code"),
        Column::unknown("ACTARM", "Description of Actual Arm"),
        Column::unknown("ARMNRS", "Reason Arm and/or Actual Arm is Null")
            .terms("ARMNULRS (C142179)"),
        Column::unknown("ACTARMUD", "Description of Unplanned Actual Arm"),
        Column::unknown("COUNTRY", "Country").terms("ISO 3166-1 alpha-3"),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    let first = || Cell::or_empty(of.first, When::cell);
    let last = || Cell::or_empty(of.last, When::cell);
    let died = || Cell::or_empty(of.course.died, Cell::Date);
    let mut row = vec![
        Cell::text(of.of.subject().as_str()),
        first(),
        of.follow_up.map_or(Cell::Empty, |_| last()),
        first(),
        last(),
        Cell::Empty,
        died(),
        died(),
        Cell::or_empty(of.course.died, |_| Cell::Code("Y")),
    ];
    row.resize(DM.columns.len(), Cell::Empty);
    to.add(&row);
}
