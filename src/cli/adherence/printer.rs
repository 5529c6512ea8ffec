//! The figures of diaries on standard output, one after the other, and what is wrong with them behind.

use std::path::Path;

use super::{Format, Options, figures};
use crate::cli::error::{FAILED, Failure, UNVERIFIED};
use crate::cli::files::shown;
use crate::cli::grid::Grid;
use crate::cli::output::{Out, complain};
use crate::cli::study_errors::damaged;
use crate::report::adherence as table;
use crate::report::table::{Columns, Form, Rows};
use crate::report::{ReportError, SubjectAdherence, ledger};
use crate::runtime::StoreError;
use crate::runtime::listing::{Agreement, Listing};
use crate::runtime::participants::Loaded;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// How figures are written.
#[derive(Clone, Copy)]
pub(super) struct Look {
    text: Text,
    format: Format,
    ledger: bool,
}

impl Look {
    pub(super) fn new(text: Text, options: &Options) -> Look {
        Look {
            text,
            format: options.format,
            ledger: options.ledger,
        }
    }

    /// How they are written for other programs.
    fn form(self) -> Option<Form> {
        match self.format {
            Format::Csv => Some(Form::Csv),
            Format::Json => Some(Form::Json),
            Format::Table => None,
        }
    }

    fn columns(self, form: Form) -> Columns {
        let columns = if self.ledger {
            ledger::COLUMNS
        } else {
            table::COLUMNS
        };
        columns.printed(form)
    }

    /// The rows of a participant for other programs.
    fn part(self, form: Form, of: &SubjectAdherence) -> Result<String, ReportError> {
        let mut text = String::new();
        let mut rows = Rows::new(self.columns(form), form, &mut text);
        if self.ledger {
            ledger::write(of, &mut rows);
        } else {
            table::write(of, &mut rows)?;
        }
        Ok(text)
    }

    /// The heading of the rows for reading.
    fn heading(self) -> Vec<String> {
        if self.ledger {
            let names = self.columns(Form::Csv).both.iter();
            return names.map(|name| (*name).to_owned()).collect();
        }
        self.text.adherence_columns()
    }

    /// The rows of a participant for reading.
    fn rows(self, of: &SubjectAdherence) -> Vec<Vec<String>> {
        if self.ledger {
            let shown = |row| {
                let cells = ledger::cells(of, row);
                let cells = cells.iter().take(ledger::COLUMNS.both.len());
                cells.map(ToString::to_string).collect()
            };
            return of.adherence.ledger.iter().map(shown).collect();
        }
        figures(self.text, &table::rows(of))
    }
}

/// What is printed of one diary; made in the worker that has read it.
#[derive(Default)]
pub(super) struct Page {
    /// For other programs.
    part: String,
    /// For reading.
    rows: Vec<Vec<String>>,
    /// From which state of the diary the rows for reading were counted (ruling 25).
    code: Option<String>,
    problems: Vec<String>,
    worst: u8,
}

impl Page {
    pub(super) fn of(
        look: Look,
        path: &Path,
        loaded: Result<Loaded, StoreError>,
    ) -> Result<Page, ReportError> {
        let mut page = Page::default();
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                page.tell(look.text, &StudyError::from(error).into());
                return Ok(page);
            }
        };
        if let Some(damage) = loaded.damage {
            let is_live = loaded.participant.copy.is_live;
            page.tell(look.text, &damaged(path, damage, is_live));
        }
        if let Some(error) = loaded.record_error {
            page.tell(look.text, &error.into());
        }
        let of = SubjectAdherence::of(&loaded.participant);
        match look.form() {
            Some(form) => page.part = look.part(form, &of)?,
            None => {
                page.rows = look.rows(&of);
                let entries = i64::try_from(of.entries).unwrap_or(i64::MAX);
                let entries = look.text.entries(entries);
                let code = look
                    .text
                    .counted_from(of.subject.as_str(), &entries, of.code);
                page.code = Some(code);
            }
        }
        Ok(page)
    }

    fn tell(&mut self, text: Text, failure: &Failure) {
        self.problems.extend(failure.lines(text));
        self.worst = self.worst.max(failure.code());
    }
}

/// Prints pages in their order.
pub(super) struct Printer {
    look: Look,
    grid: Grid,
    /// Whether rows were printed.
    begun: bool,
    codes: Vec<String>,
    problems: Vec<String>,
    worst: u8,
    diaries: usize,
    with_problems: usize,
}

impl Printer {
    pub(super) fn new(look: Look) -> Printer {
        Printer {
            look,
            grid: Grid::default(),
            begun: false,
            codes: Vec::new(),
            problems: Vec::new(),
            worst: 0,
            diaries: 0,
            with_problems: 0,
        }
    }

    fn complain(&mut self, line: String, code: u8) {
        self.problems.push(line);
        self.worst = self.worst.max(code);
    }

    /// Says which folders hold no diary, and which diaries are not counted.
    pub(super) fn complain_of(&mut self, listing: &Listing) {
        let text = self.look.text;
        for folder in &listing.empty {
            self.complain(text.no_diaries(&shown(folder)), FAILED);
        }
        for twice in &listing.twice {
            let subject = twice.subject.as_str();
            let (used, left_out) = (shown(&twice.used), shown(&twice.left_out));
            if twice.agreement == Agreement::OtherCode {
                let words = text.counted_other_code(subject, &used, &left_out);
                self.complain(words, UNVERIFIED);
                continue;
            }
            self.complain(text.counted_once(subject, &used, &left_out), 0);
            // Figures that may be those of the wrong diary are as little sound as those of a damaged one.
            match twice.agreement {
                Agreement::Agree | Agreement::OtherCode => {}
                Agreement::DifferFrom(line) => {
                    self.complain(text.counted_differ(subject, line), UNVERIFIED);
                }
                Agreement::Unknown => {
                    self.complain(text.counted_uncompared(subject), UNVERIFIED);
                }
            }
        }
    }

    /// Prints a page.
    pub(super) fn take(
        &mut self,
        out: &mut Out,
        page: Result<Page, ReportError>,
    ) -> Result<(), Failure> {
        let page = page?;
        self.diaries += 1;
        self.with_problems += usize::from(!page.problems.is_empty());
        self.worst = self.worst.max(page.worst);
        self.problems.extend(page.problems);
        self.codes.extend(page.code);
        match self.look.form() {
            Some(_) if page.part.is_empty() => {}
            Some(form) => {
                if std::mem::replace(&mut self.begun, true) {
                    out.text(form.between());
                } else {
                    out.text(&self.look.columns(form).head(form));
                }
                out.text(&page.part);
            }
            None => {
                if !page.rows.is_empty() && !std::mem::replace(&mut self.begun, true) {
                    self.grid.row(out, self.look.heading());
                }
                for row in page.rows {
                    self.grid.row(out, row);
                }
            }
        }
        out.flush_if_long()
    }

    /// Prints what stands behind the rows, and says what is wrong.
    pub(super) fn end(mut self, out: &mut Out) -> Result<(), Failure> {
        match self.look.form() {
            // Nothing was found, and that is said.
            _ if self.diaries == 0 => {}
            Some(form) if self.begun => out.text(form.foot()),
            Some(form) => out.text(&self.look.columns(form).empty(form)),
            None => {
                self.grid.end(out);
                out.line_if(self.begun.then_some(""));
                for code in &self.codes {
                    out.line(code);
                }
            }
        }
        out.flush()?;
        if !self.problems.is_empty() {
            if self.diaries > 1 && self.with_problems > 0 {
                let text = self.look.text;
                self.problems
                    .push(text.diaries_with_problems(self.with_problems, self.diaries));
            }
            complain(&self.problems);
        }
        match self.worst {
            0 => Ok(()),
            code => Err(Failure::Told(code)),
        }
    }
}
