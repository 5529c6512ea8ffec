//! The names of symptoms, their questions and answers, and what the patient is told to do.
//!
//! The items are this project's own, in plain words; a patient is never asked for a grade.

use super::{Text, say, sentences};
use crate::domain::diary::Diary;
use crate::domain::entry::{Phones, Severity, Symptom, Tier};
use crate::domain::plain_text::PlainText;
use crate::domain::symptoms::{Answer, Kind, Question, Term, Trigger};

sentences! {
    /// Both numbers of the study team, inside a sentence.
    both_numbers(day: &str, night: &str) {
        en: "{day} (day), {night} (night)",
        zh: "白天 {day}，夜间 {night}",
    }
    /// Above the list of symptoms.
    no_report_is_too_small() {
        en: "No report is too small.",
        zh: "再小的不舒服也值得记。",
    }
    /// What was reported, with the day on which it began.
    you_reported(what: &str) {
        en: "You reported: {what}.",
        zh: "您报告了：{what}。",
    }
    /// A question about stools, with what is usual for this patient.
    with_usual_stools(question: &str, usual: u8) {
        en: "{question} Usual for you: {usual} a day.",
        zh: "{question}您平常每天{usual}次。",
    }
    /// A dose was vomited: the questions that follow.
    vomited_dose_asks() {
        en: "You vomited a dose. There are a few questions about the vomiting.",
        zh: "您服药后吐了。还有几个关于呕吐的问题。",
    }
}

impl Text {
    /// The name of a symptom.
    pub const fn term(self, term: Term) -> &'static str {
        match term {
            Term::Diarrhoea => self.pick_for("diarrhoea", "拉肚子", "腹泻"),
            Term::Nausea => self.pick("nausea (feeling sick)", "恶心"),
            Term::Vomiting => self.pick("vomiting", "呕吐"),
            Term::MouthSores => self.pick("sore mouth", "口腔疼痛或溃疡"),
            Term::HandsAndFeet => {
                self.pick_for("skin of hands or feet", "手脚皮肤不适", "手足皮肤不适")
            }
            Term::Numbness => self.pick("numbness or tingling", "麻木或刺麻"),
            Term::Tiredness => self.pick("tiredness", "乏力"),
            Term::Appetite => self.pick_for("loss of appetite", "没有胃口", "食欲减退"),
            Term::Fever => self.pick_for("fever or chills", "发烧或打寒战", "发热或寒战"),
            Term::Infection => self.pick("signs of infection", "感染的迹象"),
            Term::BellyPain => self.pick_for("belly pain", "肚子疼", "腹痛"),
            Term::Constipation => self.pick("constipation", "便秘"),
            Term::MusclePain => self.pick_for("muscle pain", "肌肉疼", "肌痛"),
            Term::JointPain => self.pick_for("joint pain", "关节疼", "关节痛"),
            Term::HairLoss => self.pick_for("hair loss", "掉头发", "脱发"),
            Term::Rash => self.pick("rash", "皮疹"),
            Term::ChestPain => self.pick("chest pain", "胸痛"),
            Term::Breathing => self.pick("trouble breathing", "呼吸困难"),
            Term::Swelling => self.pick_for("swollen face or tongue", "脸或舌头肿", "面部或舌肿胀"),
            Term::Fainting => self.pick_for("fainting", "晕倒", "晕厥"),
            Term::Confusion => self.pick_for("confusion", "神志不清", "意识模糊"),
            Term::Dizziness => self.pick("dizziness", "头晕"),
            Term::Sleep => self.pick_for("trouble sleeping", "睡不好", "睡眠障碍"),
            Term::Bleeding => self.pick_for("bleeding or bruising", "出血或瘀青", "出血或瘀斑"),
            Term::UrineOrThirst => {
                self.pick_for("little urine or great thirst", "尿少或口渴", "少尿或口渴")
            }
            Term::Other => self.pick("something else", "其他不舒服"),
        }
    }

    /// A question in full, as it is asked.
    pub const fn symptom_question(self, question: Question) -> &'static str {
        match question {
            Question::Severity => self.pick(
                "How bad is it when it is at its worst?",
                "最难受的时候，有多严重？",
            ),
            Question::StoolsAboveUsual => self.pick(
                "How many more stools than usual in one day?",
                "一天的大便比平时多几次？",
            ),
            Question::Night => self.pick("Any diarrhoea at night?", "夜里有没有拉肚子？"),
            Question::BloodyStool => self.pick(
                "Are your stools black or bloody?",
                "大便有没有发黑或带血？",
            ),
            Question::TimesIn24Hours => self.pick(
                "How many times did you vomit in 24 hours?",
                "24小时里吐了几次？",
            ),
            Question::CoffeeGrounds => self.pick(
                "Did you vomit blood, or anything like coffee grounds?",
                "有没有吐血，或者吐出像咖啡渣一样的东西？",
            ),
            Question::EatingLess => self.pick(
                "Do you eat much less because you feel sick?",
                "有没有因为恶心，吃得比平时少很多？",
            ),
            Question::SoreMouth => self.pick(
                "Is your mouth sore, red or swollen?",
                "嘴里有没有疼、发红或肿？",
            ),
            Question::SoreHandsOrFeet => self.pick(
                "Are your hands or feet red, tingling, painful, swollen or blistering?",
                "手或脚有没有发红、刺麻、疼、肿或起水泡？",
            ),
            Question::Hampers => self.pick(
                "Is it hard to walk or to use your hands, because of numbness or weakness?",
                "有没有因为麻木或没力气，走路或用手不方便？",
            ),
            Question::Temperature => self.pick(
                "What is your temperature, in degrees C? Measure it now if you can.",
                "体温多少度？能量的话，请现在量一下。",
            ),
            Question::Chills => self.pick("Do you have chills?", "有没有发冷、打寒战？"),
            Question::SpreadingRash => self.pick(
                "Is the rash spreading or blistering, or is it in your mouth, your eyes or your private parts?",
                "皮疹有没有在扩大、起水泡，或者长到嘴里、眼睛里或私处？",
            ),
            Question::SwollenFace => {
                self.pick("Is your face or tongue swollen?", "脸或舌头有没有肿？")
            }
            Question::HeavyBleeding => self.pick("Are you bleeding heavily?", "有没有大量出血？"),
            Question::Fainted => self.pick("Did you faint?", "有没有晕倒？"),
            Question::DizzyOnStanding => {
                self.pick("Are you dizzy when you stand up?", "站起来的时候有没有头晕？")
            }
            Question::LittleUrine => {
                self.pick("Do you pass very little urine?", "小便有没有变得很少？")
            }
            Question::EmergencySign => self.pick(
                "Do you have one of these: chest pain, trouble breathing, a swollen face or tongue, fainting, confusion, heavy bleeding, a rash that spreads or blisters?",
                "有没有下面任何一种：胸痛、呼吸困难、脸或舌头肿、晕倒、神志不清、大量出血、在扩大或起水泡的皮疹？",
            ),
        }
    }

    /// A question as it is asked of this patient: how many stools are usual only helps the wording
    /// (ruling 18).
    pub fn ask_about_symptom(self, diary: &Diary, question: Question) -> String {
        let asked = self.symptom_question(question);
        match (question, diary.baseline_stools()) {
            (Question::StoolsAboveUsual, Some(usual)) => self.with_usual_stools(asked, usual),
            (_, Some(_) | None) => asked.to_owned(),
        }
    }

    /// A question in a few words, before its answer: "stools above usual".
    pub const fn symptom_label(self, question: Question) -> &'static str {
        match question {
            Question::Severity => self.pick("how bad", "严重程度"),
            Question::StoolsAboveUsual => self.pick_for(
                "stools a day above usual",
                "每天比平时多的大便次数",
                "每日大便较平时增加次数",
            ),
            Question::Night => self.pick_for("diarrhoea at night", "夜里拉肚子", "夜间腹泻"),
            Question::BloodyStool => {
                self.pick_for("black or bloody stools", "大便发黑或带血", "黑便或便血")
            }
            Question::TimesIn24Hours => self.pick("times vomited in 24 hours", "24小时内呕吐次数"),
            Question::CoffeeGrounds => self.pick_for(
                "vomited blood or like coffee grounds",
                "吐血或像咖啡渣",
                "呕血或咖啡渣样呕吐物",
            ),
            Question::EatingLess => self.pick_for(
                "eating much less because of nausea",
                "因为恶心吃得很少",
                "因恶心进食明显减少",
            ),
            Question::SoreMouth => self.pick_for(
                "mouth sore, red or swollen",
                "嘴里疼、红或肿",
                "口腔疼痛、发红或肿胀",
            ),
            Question::SoreHandsOrFeet => self.pick_for(
                "hands or feet red, tingling, painful, swollen or blistering",
                "手或脚发红、刺麻、疼、肿或起水泡",
                "手或足发红、刺痛感、疼痛、肿胀或水疱",
            ),
            Question::Hampers => self.pick_for(
                "numbness or weakness that hampers walking or the use of hands",
                "麻木或没力气，影响走路或用手",
                "麻木或无力，影响行走或手部活动",
            ),
            Question::Temperature => self.pick("temperature", "体温"),
            Question::Chills => self.pick_for("chills", "发冷、打寒战", "寒战"),
            Question::SpreadingRash => self.pick_for(
                "rash spreading, blistering, or in mouth, eyes or private parts",
                "皮疹扩大、起水泡，或长到嘴里、眼睛里、私处",
                "皮疹扩大、出现水疱，或累及口腔、眼、会阴部",
            ),
            Question::SwollenFace => {
                self.pick_for("face or tongue swollen", "脸或舌头肿", "面部或舌肿胀")
            }
            Question::HeavyBleeding => self.pick("heavy bleeding", "大量出血"),
            Question::Fainted => self.pick_for("fainted", "晕倒", "晕厥"),
            Question::DizzyOnStanding => {
                self.pick_for("dizzy on standing up", "站起来头晕", "起立时头晕")
            }
            Question::LittleUrine => self.pick_for("very little urine", "小便很少", "尿量明显减少"),
            Question::EmergencySign => self.pick("a sign of an emergency", "有紧急情况的表现"),
        }
    }

    /// An answer in words.
    pub fn answer(self, answer: Answer) -> String {
        match answer {
            Answer::NotSure => self.pick("not sure", "不确定").to_owned(),
            Answer::No => self.pick("no", "没有").to_owned(),
            Answer::Yes => self.pick("yes", "有").to_owned(),
            Answer::Severity(severity) => self.severity(severity).to_owned(),
            Answer::Count(count) => count.to_string(),
            Answer::Temperature(tenths) => say!(self, en: "{tenths} C", zh: "{tenths}度"),
        }
    }

    /// How bad.
    pub const fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::None => self.pick("none", "没有"),
            Severity::Mild => self.pick("mild", "轻"),
            Severity::Moderate => self.pick("moderate", "中等"),
            Severity::Severe => self.pick("severe", "严重"),
        }
    }

    /// How urgent, in a few words.
    pub const fn tier(self, tier: Tier) -> &'static str {
        match tier {
            Tier::Record => self.pick("for the next visit", "下次来院时看"),
            Tier::ReportSoon => self.pick("call in office hours", "上班时间打电话"),
            Tier::CallNow => self.pick("call now", "马上打电话"),
            Tier::Emergency => self.pick("emergency call", "拨打急救电话"),
        }
    }

    /// What to do, in the protocol's words, with both numbers of the study team.
    pub fn tier_text(self, diary: &Diary, tier: Tier) -> String {
        let phones = diary.phones();
        match diary.rules().tier_text(tier) {
            Some(words) => self
                .protocol(words)
                .replace("{phone}", &self.numbers(phones))
                .replace("{emergency}", &phones.emergency.to_string()),
            None => self.call_your_team(phones),
        }
    }

    fn numbers(self, phones: &Phones) -> String {
        self.both_numbers(&phones.day.to_string(), &phones.night.to_string())
    }

    /// The name of a reported symptom; a code that this version does not know as it stands.
    pub fn term_of(self, symptom: &Symptom) -> String {
        match symptom.known_term() {
            Some(term) => self.term(term).to_owned(),
            None => symptom.term.to_string(),
        }
    }

    /// A reported symptom in one line: its name, how bad, the answers, since when, until when.
    pub fn symptom_in_line(self, symptom: &Symptom) -> String {
        let mut parts = vec![self.term_of(symptom)];
        parts.extend(
            symptom
                .severity
                .map(|severity| self.severity(severity).to_owned()),
        );
        // In the order in which they were asked, what this version does not know behind.
        let asked = symptom.known_term().map_or(&[][..], Term::questions);
        let place = |code: &PlainText| asked.iter().position(|q| q.code() == code.raw());
        let mut answers: Vec<_> = symptom.answers.iter().collect();
        answers.sort_by_key(|(code, _)| place(code).unwrap_or(asked.len()));
        for (question, answer) in answers {
            let (label, answer) = self.answered(question, answer);
            parts.push(say!(self, en: "{label}: {answer}", zh: "{label}：{answer}"));
        }
        if let Some(date) = symptom.noticed_on {
            let date = self.date_in_line(date);
            parts.push(say!(self, en: "since {date}", zh: "从{date}开始"));
        }
        if let Some(date) = symptom.ended_on {
            let date = self.date_in_line(date);
            parts.push(say!(self, en: "over on {date}", zh: "{date}已经好了"));
        }
        self.clauses(parts)
    }

    /// A stored question and answer in words, or as they stand where this version does not know them.
    fn answered(self, question: &PlainText, answer: &PlainText) -> (String, String) {
        let known: Option<Question> = question.raw().parse().ok();
        let value: Option<Answer> = answer.raw().parse().ok();
        let label = known.map(|question| self.symptom_label(question).to_owned());
        let words = value.map(|value| self.answer(value));
        (
            label.unwrap_or_else(|| question.to_string()),
            words.unwrap_or_else(|| answer.to_string()),
        )
    }

    /// Which answers a question takes, in their codes, beside "not sure".
    pub fn threshold_wanted(self, question: Question) -> String {
        match question.kind() {
            Kind::YesNo => self.pick("yes or no", "yes 或 no").to_owned(),
            Kind::Severity => self
                .pick(
                    "none, mild, moderate or severe",
                    "none、mild、moderate 或 severe",
                )
                .to_owned(),
            Kind::Count { min, max } => {
                say!(self, en: "a whole number from {min} to {max}", zh: "{min}到{max}的整数")
            }
            Kind::Temperature { min, max } => {
                say!(self, en: "a temperature from {min} to {max}", zh: "{min}到{max}之间的体温")
            }
        }
    }

    /// A question on a terminal, with what can be typed.
    pub fn asked_on_a_terminal(self, asked: &str, question: Question) -> String {
        match question.kind() {
            Kind::YesNo => self.yes_no_unsure(asked),
            Kind::Severity => {
                say!(self, en: "{asked} [0 none/1 mild/2 moderate/3 severe/? not sure] ", zh: "{asked} [0没有/1轻/2中等/3严重/?不确定] ")
            }
            Kind::Count { .. } | Kind::Temperature { .. } => {
                let wanted = self.threshold_wanted(question);
                say!(self, en: "{asked} [{wanted}/? not sure] ", zh: "{asked} [{wanted}/?不确定] ")
            }
        }
    }

    /// What sets off a call, and how urgent that is.
    pub fn trigger(self, trigger: &Trigger) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(trigger.term.map(|term| self.term(term).to_owned()));
        if let Some(question) = trigger.question {
            let label = self.symptom_label(question);
            parts.push(match trigger.at_least {
                None => label.to_owned(),
                Some(least) => {
                    let least = self.answer(least);
                    say!(self, en: "{label} at least {least}", zh: "{label}达到{least}")
                }
            });
        }
        if let Some(steps) = trigger.worse_by {
            parts.push(say!(self, en: "worse than the last report by {steps} steps or more", zh: "比上一次报告重{steps}级或以上"));
        }
        let (what, tier) = (self.clauses(parts), self.tier(trigger.tier));
        say!(self, en: "{what}: {tier}", zh: "{what}：{tier}")
    }
}
