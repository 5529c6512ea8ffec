//! `--as-of`: up to when slots are counted (ruling 27: it cuts slots, never knowledge).

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::values;
use crate::domain::calendar::DiaryDate;
use crate::runtime::today;

/// Up to when slots are counted.
#[derive(Debug, Args)]
pub(super) struct Cut {
    /// Slots up to the end of this diary date [default: now, for a copy its receipt, else its last entry]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl Cut {
    /// The date, if one was given.
    ///
    /// # Errors
    /// It is no date, or has not begun: what is ahead cannot be counted.
    pub(super) fn date(&self, context: &Context) -> Result<Option<DiaryDate>, Failure> {
        let Some(date) = &self.as_of else {
            return Ok(None);
        };
        let text = context.text();
        let date = values::date(text, "--as-of", date)?;
        if date > today(None, context.now()) {
            let (found, wanted) = (date.to_string(), text.wanted_date_not_ahead());
            return Err(values::bad(text, "--as-of", &found, &wanted));
        }
        Ok(Some(date))
    }
}
