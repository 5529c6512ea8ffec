//! Dates, times, durations and counts as each language writes them.
//!
//! Times are wall-clock times of the moment given; a caller who wants another zone converts first.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::{Text, say, written};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::entry::Language;
use crate::domain::spell::{self, two_digits};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [(&str, &str); 7] = [
    ("Mon", "一"),
    ("Tue", "二"),
    ("Wed", "三"),
    ("Thu", "四"),
    ("Fri", "五"),
    ("Sat", "六"),
    ("Sun", "日"),
];

fn weekday(date: NaiveDate) -> (&'static str, &'static str) {
    let index = date.weekday().num_days_from_monday() as usize;
    WEEKDAYS.get(index).copied().unwrap_or_default()
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default()
}

fn write_number(number: u32, to: &mut String) {
    spell::count(u64::from(number), to);
}

/// "11月4日".
fn write_month_and_day(day: NaiveDate, to: &mut String) {
    write_number(day.month(), to);
    to.push('月');
    write_number(day.day(), to);
    to.push('日');
}

impl Text {
    /// A date with weekday and year: "Wed 4 Nov 2026", "2026年11月4日 星期三".
    pub fn date(self, date: DiaryDate) -> String {
        written(|to| self.write_date(date, to))
    }

    fn write_date(self, date: DiaryDate, to: &mut String) {
        let day = date.calendar();
        match self.language() {
            Language::En => {
                self.write_short_date(day, to);
                to.push(' ');
                write_number(day.year().unsigned_abs(), to);
            }
            Language::ZhHans => {
                write_number(day.year().unsigned_abs(), to);
                to.push('年');
                write_month_and_day(day, to);
                to.push_str(" 星期");
                to.push_str(weekday(day).1);
            }
        }
    }

    /// A date in the middle of a sentence: "Wed 4 Nov 2026", "2026年11月4日（周三）".
    pub fn date_in_line(self, date: DiaryDate) -> String {
        match self.language() {
            Language::En => self.date(date),
            Language::ZhHans => {
                let day = date.calendar();
                let ((_, zh), year) = (weekday(day), day.year());
                format!("{year}年{}月{}日（周{zh}）", day.month(), day.day())
            }
        }
    }

    /// The month of a date: "Nov", "11月".
    pub fn month(self, date: DiaryDate) -> String {
        let (month, m) = (month(date.calendar()), date.calendar().month());
        say!(self, en: "{month}", zh: "{m}月")
    }

    /// A date without its year: "Wed 4 Nov", "11月4日 周三".
    pub fn short_date(self, date: DiaryDate) -> String {
        written(|to| self.write_short_date(date.calendar(), to))
    }

    /// [`Text::short_date`], behind a text.
    pub fn write_short_date(self, day: NaiveDate, to: &mut String) {
        let (en, zh) = weekday(day);
        match self.language() {
            Language::En => {
                to.push_str(en);
                to.push(' ');
                write_number(day.day(), to);
                to.push(' ');
                to.push_str(month(day));
            }
            Language::ZhHans => {
                write_month_and_day(day, to);
                to.push_str(" 周");
                to.push_str(zh);
            }
        }
    }

    /// The time of day of a moment: "08:10".
    pub fn time(self, moment: Moment) -> String {
        self.clock(moment.naive_local())
    }

    /// A wall-clock time: "08:10".
    pub fn clock(self, civil: NaiveDateTime) -> String {
        written(|to| self.write_clock(civil, to))
    }

    /// The same behind a text.
    pub fn write_clock(self, civil: NaiveDateTime, to: &mut String) {
        let (hour, minute) = (two_digits(civil.hour()), two_digits(civil.minute()));
        to.extend(hour.map(char::from));
        to.push(':');
        to.extend(minute.map(char::from));
    }

    /// The date and time of a moment: "Wed 4 Nov 2026, 08:10".
    pub fn date_time(self, moment: Moment) -> String {
        self.civil_date_time(moment.naive_local())
    }

    /// The same behind a text.
    pub fn write_date_time(self, moment: Moment, to: &mut String) {
        self.write_civil_date_time(moment.naive_local(), to);
    }

    /// A wall-clock date and time: "Wed 4 Nov 2026, 08:10", "2026年11月4日 星期三 08:10".
    pub fn civil_date_time(self, civil: NaiveDateTime) -> String {
        written(|to| self.write_civil_date_time(civil, to))
    }

    fn write_civil_date_time(self, civil: NaiveDateTime, to: &mut String) {
        match DiaryDate::new(civil.date()) {
            Some(date) => {
                self.write_date(date, to);
                to.push_str(self.pick(", ", " "));
            }
            None => to.push_str(&format!("{} ", civil.date())),
        }
        self.write_clock(civil, to);
    }

    /// A wall-clock time as it is said on `today`: only the time, or with the date of another day.
    pub fn time_seen_from(self, civil: NaiveDateTime, today: NaiveDate) -> String {
        written(|to| self.write_time_seen_from(civil, today, to))
    }

    fn write_time_seen_from(self, civil: NaiveDateTime, today: NaiveDate, to: &mut String) {
        if civil.date() == today {
            return self.write_clock(civil, to);
        }
        match self.language() {
            Language::En => {
                self.write_clock(civil, to);
                to.push_str(" on ");
                self.write_short_date(civil.date(), to);
            }
            Language::ZhHans => {
                self.write_short_date(civil.date(), to);
                to.push(' ');
                self.write_clock(civil, to);
            }
        }
    }

    /// The time of an intake beside the diary date that it is recorded for: "08:10", or, after
    /// midnight, "00:40 on Thu 5 Nov".
    pub fn time_on(self, moment: Moment, date: DiaryDate) -> String {
        written(|to| self.write_time_on(moment, date, to))
    }

    /// The same behind a text.
    pub fn write_time_on(self, moment: Moment, date: DiaryDate, to: &mut String) {
        self.write_time_seen_from(moment.naive_local(), date.calendar(), to);
    }

    /// A duration: "9 h 40 min", "9小时40分钟"; a negative one counts as none.
    pub fn duration(self, span: TimeDelta) -> String {
        let minutes = span.num_minutes().max(0);
        let (days, hours, minutes) = (minutes / 1440, minutes / 60, minutes % 60);
        if days >= 3 {
            return self.days(days);
        }
        match (hours, minutes) {
            (0, _) => say!(self, en: "{minutes} min", zh: "{minutes}分钟"),
            (_, 0) => say!(self, en: "{hours} h", zh: "{hours}小时"),
            _ => say!(self, en: "{hours} h {minutes} min", zh: "{hours}小时{minutes}分钟"),
        }
    }

    /// "1 day", "3 days", "3天".
    pub fn days(self, count: i64) -> String {
        self.counted(count, "day", "days", "天")
    }

    /// "1 hour", "2 hours", "2小时".
    pub fn hours(self, count: i64) -> String {
        self.counted(count, "hour", "hours", "小时")
    }

    /// "1 minute", "24 minutes", "24分钟".
    pub fn minutes(self, count: i64) -> String {
        written(|to| self.write_minutes(count, to))
    }

    /// The same behind a text.
    pub fn write_minutes(self, count: i64, to: &mut String) {
        self.write_counted(count, ["minute", "minutes", "分钟"], to);
    }

    /// "1 entry", "12 entries", "12条记录".
    pub fn entries(self, count: i64) -> String {
        self.counted(count, "entry", "entries", "条记录")
    }

    /// A count with its noun; Chinese needs one form.
    pub fn counted(self, count: i64, one: &str, many: &str, zh: &str) -> String {
        written(|to| self.write_counted(count, [one, many, zh], to))
    }

    fn write_counted(self, count: i64, [one, many, zh]: [&str; 3], to: &mut String) {
        to.push_str(if count < 0 { "-" } else { "" });
        spell::count(count.unsigned_abs(), to);
        match self.language() {
            Language::En => {
                to.push(' ');
                to.push_str(if count == 1 { one } else { many });
            }
            Language::ZhHans => to.push_str(zh),
        }
    }

    /// A percentage: "75 %", "75%".
    pub fn percent(self, number: impl std::fmt::Display) -> String {
        say!(self, en: "{number} %", zh: "{number}%")
    }

    /// Joins the members of a list: "a, b", "a、b".
    pub fn list<T: AsRef<str>>(self, items: &[T]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(self.pick(", ", "、"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn both(en: &str, zh: &str, say: impl Fn(Text) -> String) {
        assert_eq!(say(Text::new(Language::En)), en);
        assert_eq!(say(Text::new(Language::ZhHans)), zh);
    }

    #[test]
    fn dates_and_times_are_written_as_each_language_writes_them() {
        let date: DiaryDate = "2026-11-04".parse().unwrap();
        both("Wed 4 Nov 2026", "2026年11月4日 星期三", |t| {
            t.date(date)
        });
        both("Wed 4 Nov 2026", "2026年11月4日（周三）", |t| {
            t.date_in_line(date)
        });
        both("Wed 4 Nov", "11月4日 周三", |t| t.short_date(date));
        let late: Moment = "2026-11-05T00:40:00+08:00".parse().unwrap();
        both("00:40 on Thu 5 Nov", "11月5日 周四 00:40", |t| {
            t.time_on(late, date)
        });
        both(
            "Thu 5 Nov 2026, 00:40",
            "2026年11月5日 星期四 00:40",
            |t| t.date_time(late),
        );
    }

    #[test]
    fn durations_and_counts_have_their_plurals() {
        both("9 h 40 min", "9小时40分钟", |t| {
            t.duration(TimeDelta::minutes(580))
        });
        both("5 min", "5分钟", |t| t.duration(TimeDelta::minutes(5)));
        both("12 h", "12小时", |t| t.duration(TimeDelta::hours(12)));
        both("4 days", "4天", |t| t.duration(TimeDelta::hours(100)));
        both("0 min", "0分钟", |t| t.duration(TimeDelta::minutes(-5)));
        both("1 minute", "1分钟", |t| t.minutes(1));
        both("1 entry", "1条记录", |t| t.entries(1));
        both("0 entries", "0条记录", |t| t.entries(0));
    }
}
