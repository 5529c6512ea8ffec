//! Tablets, capsules and milligrams in words.

use super::{Text, say, written};
use crate::domain::diary::Diary;
use crate::domain::entry::Language;
use crate::domain::ids::DrugId;
use crate::domain::protocol::Form;
use crate::domain::spell;
use crate::domain::units::{Milligrams, Units};

impl Text {
    /// Units by strength: "4 x 150 mg + 2 x 500 mg", "150毫克 4片 + 500毫克 2片".
    pub fn units(self, units: &Units, form: Form) -> String {
        written(|to| self.write_units(units, form, to))
    }

    /// The same behind a text.
    pub fn write_units(self, units: &Units, form: Form, to: &mut String) {
        if units.is_none() {
            to.push_str(self.pick("nothing", "不服"));
        }
        for (at, (strength, count)) in units.iter().enumerate() {
            to.push_str(if at == 0 { "" } else { " + " });
            match self.language() {
                Language::En => {
                    spell::count(u64::from(count), to);
                    to.push_str(" x ");
                    strength.spell(to);
                    to.push_str(" mg");
                }
                Language::ZhHans => {
                    strength.spell(to);
                    to.push_str("毫克 ");
                    spell::count(u64::from(count), to);
                    to.push_str(measure_word(form));
                }
            }
        }
    }

    /// Units of a drug of the diary.
    pub fn units_of(self, diary: &Diary, drug: DrugId, units: &Units) -> String {
        self.units(units, form_of(diary, drug))
    }

    /// Units with their number and sort: "4 x 150 mg + 2 x 500 mg (6 tablets)".
    pub fn units_counted(self, diary: &Diary, drug: DrugId, units: &Units) -> String {
        let form = form_of(diary, drug);
        let list = self.units(units, form);
        if units.iter().len() < 2 {
            return list;
        }
        let count = self.unit_count(i64::from(units.count()), form);
        say!(self, en: "{list} ({count})", zh: "{list}（共{count}）")
    }

    /// A number of units of a drug of the diary.
    pub fn units_number(self, diary: &Diary, drug: DrugId, count: i64) -> String {
        self.unit_count(count, form_of(diary, drug))
    }

    /// "1 tablet", "6 tablets", "6片".
    pub fn unit_count(self, count: i64, form: Form) -> String {
        let zh = measure_word(form);
        match form {
            Form::Tablet => self.counted(count, "tablet", "tablets", zh),
            Form::Capsule => self.counted(count, "capsule", "capsules", zh),
        }
    }

    /// An amount of drug: "1600 mg", "1600毫克".
    pub fn mg(self, amount: Milligrams) -> String {
        say!(self, en: "{amount} mg", zh: "{amount}毫克")
    }

    /// The name of a drug of the diary, or its code.
    pub fn drug(self, diary: &Diary, drug: DrugId) -> String {
        match diary.rules().drug(drug) {
            Some(rules) => self.protocol(&rules.name),
            None => drug.to_string(),
        }
    }

    /// The short name of a drug: its code in English, which is its name without the form; its name in Chinese.
    pub fn short_drug(self, diary: &Diary, drug: DrugId) -> String {
        match self.language() {
            Language::En => drug.to_string(),
            Language::ZhHans => self.drug(diary, drug),
        }
    }

    /// The names of drugs, joined.
    pub fn drugs(self, diary: &Diary, drugs: &[DrugId]) -> String {
        let names: Vec<String> = drugs.iter().map(|drug| self.drug(diary, *drug)).collect();
        match self.language() {
            Language::En => names.join(" and "),
            Language::ZhHans => names.join("和"),
        }
    }
}

fn form_of(diary: &Diary, drug: DrugId) -> Form {
    let rules = diary.rules().drug(drug);
    rules.map_or(Form::Tablet, |drug| drug.form)
}

/// What units of a drug are counted in, in Chinese; both words where it is not known whether they are tablets.
pub(super) fn measure_of(diary: Option<&Diary>, drug: DrugId) -> &'static str {
    let rules = diary.and_then(|diary| diary.rules().drug(drug));
    rules.map_or("粒（片）", |rules| measure_word(rules.form))
}

fn measure_word(form: Form) -> &'static str {
    match form {
        Form::Tablet => "片",
        Form::Capsule => "粒",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_named_by_strength_and_sort() {
        let units: Units = "4x150+2x500".parse().unwrap();
        let (en, zh) = (Text::new(Language::En), Text::new(Language::ZhHans));
        assert_eq!(en.units(&units, Form::Tablet), "4 x 150 mg + 2 x 500 mg");
        assert_eq!(zh.units(&units, Form::Tablet), "150毫克 4片 + 500毫克 2片");
        assert_eq!(zh.unit_count(2, Form::Capsule), "2粒");
        assert_eq!(en.unit_count(1, Form::Capsule), "1 capsule");
        assert_eq!(en.units(&Units::none(), Form::Tablet), "nothing");
    }
}
