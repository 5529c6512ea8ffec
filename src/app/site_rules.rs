//! The rules that the study left to the site: which are set, and a page to set each.
//!
//! A rule that nobody has set has no value here either: arrows begin from "not set".

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};

use crate::domain::decide::Command;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, DrugSettings, Language, Phones, Settings};
use crate::domain::ids::DrugId;
use crate::domain::protocol::{Bilingual, ClockTime, Drug, DrugRule, Protocol, SiteRule};
use crate::domain::units::Milligrams;
use crate::text::Text;

use super::ask::Request;
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::picker;
use super::screen::{Act, Context, Screen};

/// What is being set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// The numbers to call.
    Phones,
    /// The language of the screens.
    Language,
    /// Usual stools a day.
    Stools,
    /// A rule of the protocol.
    Rule(SiteRule),
}

/// How a setting is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Phones,
    Language,
    Count,
    Time,
    Words,
    Strengths,
}

/// A setting while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleForm {
    pub(super) by: Author,
    setting: Setting,
    count: Option<u8>,
    time: Option<NaiveTime>,
    texts: Vec<String>,
}

/// The most that can be counted here: hours, or stools.
const MOST: u8 = 48;

impl Setting {
    fn shape(self) -> Shape {
        match self {
            Setting::Phones => Shape::Phones,
            Setting::Language => Shape::Language,
            Setting::Stools => Shape::Count,
            Setting::Rule(SiteRule::OrderOfDrugs | SiteRule::ClinicDay) => Shape::Words,
            Setting::Rule(SiteRule::OfDrug(_, rule)) => match rule {
                DrugRule::UsualTime(_) => Shape::Time,
                DrugRule::FastingBefore
                | DrugRule::FastingAfter
                | DrugRule::Interval
                | DrugRule::CatchUp => Shape::Count,
                DrugRule::Strengths => Shape::Strengths,
                DrugRule::Missed | DrugRule::Vomited => Shape::Words,
            },
        }
    }
}

impl RuleForm {
    /// The setting as it stands.
    pub(super) fn new(setting: Setting, by: Author, diary: &Diary) -> RuleForm {
        let mut form = RuleForm {
            by,
            setting,
            count: None,
            time: None,
            texts: Vec::new(),
        };
        let rules = diary.rules();
        match setting {
            Setting::Phones => {
                let phones = diary.phones();
                form.texts = [&phones.day, &phones.night, &phones.emergency]
                    .map(ToString::to_string)
                    .to_vec();
            }
            Setting::Language => {}
            Setting::Stools => form.count = diary.baseline_stools(),
            Setting::Rule(SiteRule::OrderOfDrugs) => {
                form.texts = both(rules.order_of_drugs.as_ref().map(|rule| &rule.value));
            }
            Setting::Rule(SiteRule::ClinicDay) => {
                form.texts = both(rules.clinic_day.as_ref().map(|rule| &rule.value));
            }
            Setting::Rule(SiteRule::OfDrug(drug, rule)) => {
                if let Some(drug) = rules.drug(drug) {
                    form.of_drug(drug, rule);
                }
            }
        }
        form
    }

    fn of_drug(&mut self, drug: &Drug, rule: DrugRule) {
        match rule {
            DrugRule::UsualTime(period) => {
                let usual = drug
                    .period(period)
                    .and_then(|rule| rule.usual_time.as_ref());
                self.time = usual.map(|rule| rule.value.0);
            }
            DrugRule::FastingBefore => {
                self.count = drug.fasting_hours_before.as_ref().map(|rule| rule.value);
            }
            DrugRule::FastingAfter => {
                self.count = drug.fasting_hours_after.as_ref().map(|rule| rule.value);
            }
            DrugRule::Interval => {
                self.count = drug
                    .interval_warn_below_hours
                    .as_ref()
                    .map(|rule| rule.value);
            }
            DrugRule::CatchUp => {
                self.count = drug.catch_up_hours.as_ref().map(|rule| rule.value);
            }
            DrugRule::Strengths => {
                let listed = drug.strengths_mg.iter().flat_map(|rule| &rule.value);
                let listed: Vec<String> = listed.map(ToString::to_string).collect();
                self.texts = vec![listed.join(", ")];
            }
            DrugRule::Missed => self.texts = both(drug.missed.as_ref().map(|rule| &rule.value)),
            DrugRule::Vomited => self.texts = both(drug.vomited.as_ref().map(|rule| &rule.value)),
        }
    }

    /// Changes the count or the time by one step.
    pub(super) fn step(&mut self, field: Field, by: i8, diary: &Diary) {
        let minutes = match field {
            Field::Count(_) => {
                self.count = Some(match self.count {
                    None => 0,
                    Some(count) => count.saturating_add_signed(by).min(MOST),
                });
                return;
            }
            Field::Minutes(minutes) => i64::from(minutes),
            Field::Day | Field::Band | Field::Half | Field::Until => return,
        };
        self.time = Some(match self.time {
            // The first press shows where the dose's own time begins.
            None => self.period_begins(diary).unwrap_or_default(),
            Some(time) => time + TimeDelta::minutes(minutes * i64::from(by)),
        });
    }

    fn period_begins(&self, diary: &Diary) -> Option<NaiveTime> {
        if let Setting::Rule(SiteRule::OfDrug(drug, DrugRule::UsualTime(period))) = self.setting {
            let rule = diary.rules().drug(drug)?.period(period)?;
            return Some(rule.from.0);
        }
        None
    }

    /// The text that is typed into.
    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        self.texts.get_mut(at)
    }

    /// The most letters that a text may have.
    pub(super) fn longest(&self) -> usize {
        match self.setting.shape() {
            Shape::Words => crate::domain::plain_text::PlainText::MAX_CHARS,
            Shape::Phones | Shape::Language | Shape::Count | Shape::Time | Shape::Strengths => 32,
        }
    }

    /// What would be set; `None` while something is missing or wrong.
    fn settings(&self) -> Option<Settings> {
        let mut settings = Settings::default();
        match self.setting {
            Setting::Phones => {
                let number = |at: usize| self.texts.get(at)?.parse().ok();
                settings.phones = Some(Phones {
                    day: number(0)?,
                    night: number(1)?,
                    emergency: number(2)?,
                });
            }
            Setting::Language => return None,
            Setting::Stools => settings.baseline_stools = Some(self.count?),
            Setting::Rule(SiteRule::OrderOfDrugs) => settings.order_of_drugs = Some(self.words()?),
            Setting::Rule(SiteRule::ClinicDay) => settings.clinic_day = Some(self.words()?),
            Setting::Rule(SiteRule::OfDrug(drug, rule)) => {
                let set = self.drug_settings(rule)?;
                settings.drugs = BTreeMap::from([(drug, set)]);
            }
        }
        Some(settings)
    }

    fn drug_settings(&self, rule: DrugRule) -> Option<DrugSettings> {
        let mut set = DrugSettings::default();
        match rule {
            DrugRule::UsualTime(period) => {
                set.usual_times.insert(period, ClockTime(self.time?));
            }
            DrugRule::FastingBefore => set.fasting_hours_before = Some(self.count?),
            DrugRule::FastingAfter => set.fasting_hours_after = Some(self.count?),
            DrugRule::Interval => set.interval_warn_below_hours = Some(self.count?),
            DrugRule::CatchUp => set.catch_up_hours = Some(self.count?),
            DrugRule::Strengths => set.strengths_mg = self.strengths()?,
            DrugRule::Missed => set.missed = Some(self.words()?),
            DrugRule::Vomited => set.vomited = Some(self.words()?),
        }
        Some(set)
    }

    fn words(&self) -> Option<Bilingual> {
        let filled = |at: usize| {
            let text = self.texts.get(at)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Some(Bilingual {
            en: filled(0)?,
            zh_hans: filled(1)?,
        })
    }

    fn strengths(&self) -> Option<Vec<Milligrams>> {
        let list = self.texts.first()?.split([',', '，', '、']);
        let list: Option<Vec<Milligrams>> = list.map(|mg| mg.trim().parse().ok()).collect();
        list.filter(|list| !list.is_empty())
    }

    fn request(&self, settings: Settings) -> Act {
        let command = Command::Set(Box::new(settings));
        Act::Propose(Box::new(Request {
            by: self.by.clone(),
            command,
        }))
    }
}

fn both(text: Option<&Bilingual>) -> Vec<String> {
    match text {
        Some(text) => vec![text.en.clone(), text.zh_hans.clone()],
        None => vec![String::new(); 2],
    }
}

/// The rules of the whole day with the drugs, or those of one drug.
pub(super) fn page(by: &Author, drug: Option<DrugId>, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let rules = diary.rules();
    let rule_row = |rule: SiteRule, label: String| {
        let row = setting_row(Setting::Rule(rule), label, by, context);
        let short = !matches!(Setting::Rule(rule).shape(), Shape::Words);
        match text.site_rule_value(rules, rule) {
            None => row.status(Tone::Caution, text.not_set()),
            Some(value) if short => row.status(Tone::Quiet, value),
            Some(value) => row.note(Tone::Quiet, value),
        }
    };
    if let Some(drug) = drug.and_then(|drug| rules.drug(drug)) {
        let mut page = Page::new().heading(text.protocol(&drug.name));
        for rule in drug.site_rules() {
            page = page.row(rule_row(
                SiteRule::OfDrug(drug.id, rule),
                text.drug_rule(rule),
            ));
        }
        return page.row(Row::act(text.go_back(), Act::Back).apart());
    }
    let mut page = Page::new()
        .heading(text.rules_row())
        .text(Tone::Quiet, text.while_not_set())
        .gap();
    for drug in &rules.drugs {
        let open = Act::open(Screen::SiteRules(by.clone(), Some(drug.id)));
        let mut row = Row::act(text.protocol(&drug.name), open);
        let unset = drug
            .site_rules()
            .into_iter()
            .filter(|rule| !drug.has_set(*rule));
        match unset.count() {
            0 => {}
            count => row = row.status(Tone::Caution, text.not_set_count(count)),
        }
        page = page.row(row);
    }
    for rule in [SiteRule::OrderOfDrugs, SiteRule::ClinicDay] {
        page = page.row(rule_row(rule, text.site_rule(rule)));
    }
    let stools = setting_row(Setting::Stools, text.usual_stools(), by, context);
    page = page.row(match diary.baseline_stools() {
        Some(count) => stools.status(Tone::Quiet, count.to_string()),
        None => stools.status(Tone::Quiet, text.not_set()),
    });
    let language = setting_row(Setting::Language, text.language_setting(), by, context);
    page = page.row(language.status(Tone::Quiet, Text::language_name(diary.language())));
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn setting_row(setting: Setting, label: String, by: &Author, context: &Context) -> Row {
    let form = RuleForm::new(setting, by.clone(), context.diary);
    Row::act(label, Act::open(Screen::SiteRule(Box::new(form))))
}

/// The page to set one.
pub(super) fn editor(form: &RuleForm, context: &Context) -> Page {
    let (text, rules) = (context.text, context.diary.rules());
    let mut page = Page::new().heading(heading(form.setting, rules, text));
    let typed = |label: String, at: usize| {
        let value = form.texts.get(at).cloned().unwrap_or_default();
        Row::typed(label, at, value)
    };
    let mut fault = None;
    match form.setting.shape() {
        Shape::Phones => {
            page = page
                .row(typed(text.phone_day(), 0))
                .row(typed(text.phone_night(), 1))
                .row(typed(text.phone_emergency(), 2));
            fault = Some(text.fault_phone());
        }
        Shape::Language => {
            for language in [Language::En, Language::ZhHans] {
                let settings = Settings {
                    language: Some(language),
                    ..Settings::default()
                };
                page = page.row(Row::act(
                    Text::language_name(language),
                    form.request(settings),
                ));
            }
        }
        Shape::Count => {
            let stools = form.setting == Setting::Stools;
            let shown = |count: u8| match stools {
                true => count.to_string(),
                false => text.hours(i64::from(count)),
            };
            let value = form.count.map_or_else(|| text.not_set(), shown);
            let label = match stools {
                true => text.count_label(),
                false => text.hours_label(),
            };
            page = page.row(Row::step(label, Field::Count(0), value));
        }
        Shape::Time => {
            let part = |format: &str| match form.time {
                Some(time) => time.format(format).to_string(),
                None => text.not_set(),
            };
            page = picker::time_rows(page, &part("%H"), &part("%M"), text);
        }
        Shape::Words => {
            page = page
                .text(Tone::Quiet, text.both_languages_why())
                .gap()
                .row(typed(Text::language_name(Language::En).to_owned(), 0))
                .row(typed(Text::language_name(Language::ZhHans).to_owned(), 1));
            fault = Some(text.fault_both_languages());
        }
        Shape::Strengths => {
            page = page.row(typed(text.strengths_label(), 0));
            fault = Some(text.fault_strengths());
        }
    }
    page = match (form.settings(), fault) {
        (Some(settings), _) => page.row(Row::act(text.go_on(), form.request(settings)).apart()),
        (None, Some(fault)) => page.text(Tone::Caution, fault).gap(),
        (None, None) => page,
    };
    page.row(Row::act(text.go_back(), Act::Back))
}

fn heading(setting: Setting, rules: &Protocol, text: Text) -> String {
    match setting {
        Setting::Phones => text.phones_row(),
        Setting::Language => text.language_setting(),
        Setting::Stools => text.usual_stools(),
        Setting::Rule(rule @ (SiteRule::OrderOfDrugs | SiteRule::ClinicDay)) => {
            text.site_rule(rule)
        }
        Setting::Rule(SiteRule::OfDrug(drug, rule)) => {
            let name = rules.drug(drug).map(|drug| text.protocol(&drug.name));
            text.rule_heading(&name.unwrap_or_default(), &text.drug_rule(rule))
        }
    }
}
