//! The words of the page about a whole study; for those who run it.

use super::{Text, sentences};

sentences! {
    /// The title.
    study_page_title() { en: "Study summary", zh: "研究汇总报告" }
    /// Who may read it.
    study_page_intro() {
        en: "For those who run the study. It names the codes of all participants: do not hand it on with a participant's report.",
        zh: "仅供研究团队使用。本页列有全部受试者编号，请勿与受试者本人的报告一并外传。",
    }
    /// Caption of the facts at the top.
    study_page_facts() { en: "Study and data", zh: "研究与数据信息" }
    /// A fact: how many are counted.
    study_page_counted() { en: "Counted", zh: "统计人数" }
    /// How many are counted.
    study_page_people(enrolled: u64, treated: u64, analysed: u64) {
        en: "{enrolled} enrolled, {treated} treated, {analysed} analysed",
        zh: "入组{enrolled}人，用药{treated}人，纳入分析{analysed}人",
    }
    /// A fact: up to when doses are counted.
    study_page_as_of() { en: "Adherence as of", zh: "依从性数据截止" }
    /// From the first to the last date at which diaries are cut.
    study_page_from_to(first: &str, last: &str) {
        en: "each diary by itself: from {first} to {last}",
        zh: "每份日记各自截止，从{first}至{last}",
    }
    /// A fact: what the figures come from.
    study_page_sources() { en: "Sources", zh: "数据来源" }
    /// What the figures come from.
    study_page_sources_are() {
        en: "tumour, life, death and adverse events: the site records; doses and adherence: the participants' diaries",
        zh: "肿瘤评估、生存情况与不良事件来自研究中心记录；用药与依从性来自受试者日记",
    }

    /// Heading of a section.
    study_page_results() { en: "Results", zh: "主要结果" }
    /// Heading of a section.
    study_page_populations() { en: "Participants", zh: "分析人群" }
    /// Heading of a section.
    study_page_trae() { en: "Treatment-related adverse events (TRAE)", zh: "治疗相关不良事件（TRAE）" }
    /// Heading of a section.
    study_page_adherence() { en: "Dose adherence", zh: "服药依从性" }
    /// Heading of a section.
    study_page_outcomes() { en: "Each participant", zh: "各受试者结局" }
    /// Heading of a section.
    study_page_method() { en: "How it was counted", zh: "统计方法与设定" }

    /// Caption.
    study_page_results_caption(level: &str) {
        en: "Endpoints of all participants together, with {level} % intervals",
        zh: "全部受试者的终点指标（{level}%置信区间）",
    }
    /// A column.
    study_page_endpoint() { en: "Endpoint", zh: "终点" }
    /// A column.
    study_page_count() { en: "Participants", zh: "人数" }
    /// A column.
    study_page_result() { en: "Result", zh: "结果" }
    /// A column.
    study_page_interval(level: &str) { en: "{level} % interval", zh: "{level}%置信区间" }
    /// A column.
    study_page_how() { en: "Method", zh: "方法" }
    /// A column of bars.
    study_page_bar() { en: "Bar", zh: "图示" }
    /// So many, and their share in per cent.
    study_page_count_and_share(count: u64, share: &str) { en: "{count} ({share})", zh: "{count}（{share}）" }
    /// A share and its limits, in per cent.
    study_page_with_limits(share: &str, limits: &str) { en: "{share} ({limits})", zh: "{share}（{limits}）" }
    /// A column: a share.
    study_page_share() { en: "Share", zh: "比例" }
    /// So many of so many.
    study_page_of(count: u64, of: u64) { en: "{count} of {of}", zh: "{count}/{of}" }
    /// So many events of so many participants.
    study_page_events_of(events: u32, of: u32) { en: "event in {events} of {of}", zh: "{of}人中{events}例事件" }
    /// A median; with what was not reached as "NR".
    study_page_median(months: &str) { en: "median {months} months", zh: "中位{months}个月" }
    /// A median that is not reached.
    study_page_median_not_reached() { en: "median not reached", zh: "中位数未达到" }
    /// From the lower limit to the upper.
    study_page_from_upto(lower: &str, upper: &str) { en: "{lower} to {upper}", zh: "{lower}～{upper}" }
    /// The method of an interval of a share.
    study_page_exact() { en: "exact (Clopper-Pearson)", zh: "精确法（Clopper-Pearson）" }
    /// The method of a curve.
    study_page_by_curve() { en: "Kaplan-Meier, log-log", zh: "Kaplan-Meier法，log-log变换" }
    /// What a letter means.
    study_page_not_reached() { en: "NR: not reached. Times in months.", zh: "NR：未达到。时间单位为月。" }
    /// A rate with its endpoint: treatment-related adverse events.
    study_page_trae_rate(which: &str) { en: "TRAE: {which}", zh: "TRAE：{which}" }

    /// Caption.
    study_page_populations_caption() { en: "Populations", zh: "分析人群" }
    /// A column.
    study_page_population() { en: "Population", zh: "人群" }
    /// A column.
    study_page_meaning() { en: "Meaning", zh: "含义" }
    /// A population.
    study_page_enrolled() { en: "enrolled", zh: "入组" }
    /// Who is in it.
    study_page_enrolled_means() { en: "everybody whose diary can be read", zh: "日记可以读取的全部受试者" }
    /// A population.
    study_page_treated() { en: "treated", zh: "用药" }
    /// Who is in it.
    study_page_treated_means() { en: "took at least one dose of either drug", zh: "至少服用过一次任一药物" }
    /// A population.
    study_page_analysed() { en: "analysed", zh: "纳入分析" }
    /// Who is in it.
    study_page_analysed_means() { en: "the population of the settings: responses and times are theirs", zh: "按设定选取的人群，疗效与时间按此统计" }
    /// Who is not analysed.
    study_page_left_out(who: &str) { en: "Enrolled and not analysed: {who}", zh: "入组但未纳入分析：{who}" }

    /// Caption.
    study_page_best_caption() { en: "Best overall response of those analysed", zh: "纳入分析者的最佳总体疗效" }
    /// A column.
    study_page_best() { en: "Best response", zh: "最佳疗效" }
    /// The name of a picture.
    study_page_rates_picture(level: &str) {
        en: "Response rates with their exact {level} % intervals",
        zh: "缓解率与疾病控制率及其{level}%精确置信区间",
    }
    /// An axis.
    study_page_axis_percent() { en: "% of those analysed", zh: "占纳入分析人数的百分比（%）" }

    /// The picture of a curve.
    study_page_curve_picture(name: &str) { en: "{name}: Kaplan-Meier curve", zh: "{name}：Kaplan-Meier曲线" }
    /// An axis.
    study_page_axis_pfs() { en: "Without progression or death, %", zh: "无进展生存率（%）" }
    /// An axis.
    study_page_axis_os() { en: "Alive, %", zh: "生存率（%）" }
    /// An axis.
    study_page_axis_dor() { en: "Response going on, %", zh: "持续缓解比例（%）" }
    /// An axis.
    study_page_months_from_dose() { en: "Months from the first dose", zh: "首次用药后的月数" }
    /// An axis.
    study_page_months_from_cycle() { en: "Months from day 1 of cycle 1", zh: "第1周期第1天后的月数" }
    /// An axis.
    study_page_months_from_response() { en: "Months from the first response", zh: "首次缓解后的月数" }
    /// What a mark of the curve means.
    study_page_mark_estimate() { en: "estimate", zh: "估计值" }
    /// What a mark of the curve means.
    study_page_mark_censored() { en: "censored", zh: "删失" }
    /// What a mark of the curve means.
    study_page_mark_interval(level: &str) { en: "{level} % interval", zh: "{level}%置信区间" }
    /// What a mark of the curve means.
    study_page_mark_median() { en: "median", zh: "中位数" }
    /// Below the curve, and a column.
    study_page_at_risk() { en: "At risk", zh: "风险人数" }
    /// Below the curve, and a column.
    study_page_censored() { en: "Censored", zh: "累计删失" }
    /// Below the curve, and a column.
    study_page_events() { en: "Events", zh: "累计事件" }
    /// A column.
    study_page_months() { en: "Months", zh: "月" }
    /// Caption.
    study_page_values_caption(name: &str) {
        en: "{name}: values of the curve. At risk just before; events and censored up to then.",
        zh: "{name}：曲线数值（风险人数为该时点之前，事件与删失为累计）",
    }
    /// Where a curve stands.
    study_page_at_months(months: u32, share: &str) { en: "month {months}: {share} %", zh: "第{months}个月{share}%" }

    /// A column.
    study_page_grade(grade: u8) { en: "Gr. {grade}", zh: "{grade}级" }
    /// A column.
    study_page_severe() { en: "Gr. 3 to 5", zh: "3至5级" }
    /// A column.
    study_page_any_grade() { en: "Any grade", zh: "任何级别" }
    /// Caption.
    study_page_terms_caption(of: u64) {
        en: "Participants by term and highest grade, of {of} treated",
        zh: "按术语和最高级别统计的人数（用药{of}人）",
    }
    /// What a bar shows.
    study_page_terms_legend() {
        en: "The bar: full colour grade 3 or more, striped grade 1 or 2, of those treated.",
        zh: "横条：实色为3级及以上，条纹为1至2级，占用药人数的比例。",
    }
    /// None was recorded.
    study_page_no_trae() { en: "None was recorded within this time.", zh: "此时间范围内没有记录。" }

    /// A column.
    study_page_band() { en: "Dose adherence", zh: "依从性" }
    /// What a bar shows.
    study_page_band_legend() {
        en: "The bar: of those with a dose that can be evaluated; striped below 80 %.",
        zh: "横条：占有可评价剂量者的比例；条纹为低于80%。",
    }

    /// Caption.
    study_page_listed_caption() { en: "What does not go together, or is missing, and how it was counted", zh: "矛盾或缺失的记录及其处理" }
    /// A column.
    study_page_listed_what() { en: "What, and its rule", zh: "问题与处理规则" }
    /// Caption.
    study_page_failed_caption() { en: "Files that are in no figure", zh: "未计入的文件" }

    /// Caption.
    study_page_outcomes_caption() {
        en: "Months of each participant; a + means without the event when last known",
        zh: "各受试者的月数；+表示截至最后所知尚未发生事件",
    }
    /// A column.
    study_page_first_seen() { en: "First seen", zh: "首次达到" }

    /// How it is counted.
    study_page_method_best() {
        en: "The best response up to progression or the next therapy. A complete or partial response counts once a later assessment says so again, stable disease from the day that is set.",
        zh: "疾病进展或后续抗肿瘤治疗之前的最佳疗效。完全缓解和部分缓解须经后续评估确认，疾病稳定须达到设定的天数。",
    }
    /// How it is counted.
    study_page_method_rates() {
        en: "(CR + PR) / N and (CR + PR + SD) / N. N is everybody analysed: who could not be evaluated stays in it.",
        zh: "（CR + PR）/ N 与（CR + PR + SD）/ N。N为全部纳入分析者，无法评价者仍计入分母。",
    }
    /// How it is counted.
    study_page_method_pfs() {
        en: "From the start to progression or death from any cause; without either until the last assessment that could be evaluated.",
        zh: "从起点至疾病进展或任何原因死亡；两者均未发生时，删失于最后一次可评价的评估。",
    }
    /// How it is counted.
    study_page_method_os() {
        en: "From the start to death from any cause; else until the site last knew the participant to be alive.",
        zh: "从起点至任何原因死亡；未死亡者删失于研究中心最后确认存活之日。",
    }
    /// How it is counted.
    study_page_method_dor() {
        en: "Of those with a confirmed response: from the assessment that saw it first to progression or death, else as for progression-free survival.",
        zh: "仅统计确认缓解者：从首次出现缓解的评估至疾病进展或死亡；删失规则同无进展生存期。",
    }
    /// A method.
    study_page_method_curve_word() { en: "Curves", zh: "生存曲线" }
    /// How it is counted.
    study_page_method_curve() {
        en: "Kaplan-Meier. The start is day 1; events of a day come before what is censored on it; intervals by the log-log transformation. The median is where the curve falls to one half.",
        zh: "Kaplan-Meier法。起点为第1天；同一天内事件先于删失；置信区间采用log-log变换。中位数为曲线降至一半的时点。",
    }
    /// How it is counted.
    study_page_method_trae() {
        en: "Adverse events that the site graded by CTCAE 5.0 and found related to either drug, begun from the first dose up to the set number of days after the last. Each term counts once a participant, by its highest grade. Where nobody knows whether an event is related, it does not count and is listed.",
        zh: "研究中心按CTCAE 5.0分级并判定与任一药物相关、发生于首次用药至末次用药后设定天数内的不良事件。每名受试者的同一术语只计一次，取最高级别。与药物的关系未知的不计入，另行列出。",
    }
    /// How it is counted.
    study_page_method_adherence() {
        en: "Of everybody enrolled, treated or not, who has a dose that can be evaluated: doses taken in full of those doses, all cycles together; without a record a dose counts as not taken. 80 % or more counts as adherent.",
        zh: "统计全部有可评价剂量的入组者，不论是否用过药：全部周期中足量服用次数占可评价次数的比例；没有记录的按未服计。达到80%及以上视为依从。",
    }
    /// Caption.
    study_page_settings_caption() { en: "Settings of the study, and what is usual where it leaves them open", zh: "研究设定；研究未规定之处采用通常值" }
    /// A column.
    study_page_setting() { en: "Setting", zh: "设定" }
    /// A column.
    study_page_value() { en: "Value", zh: "取值" }
    /// A column.
    study_page_set_by() { en: "Set by", zh: "依据" }
    /// More to read, and to reckon with.
    study_page_more() {
        en: "Every step of the curves and every figure with more digits: study summary --format csv. The rules in full: docs/endpoints.md.",
        zh: "曲线的每一步及更多小数位：study summary --format csv。完整规则见 docs/endpoints.md。",
    }
    /// The summary is in a file. `participants` is "3 participants".
    summary_written(participants: &str, file: &str) { en: "Study summary of {participants}: {file}", zh: "{participants}的研究汇总：{file}" }
    /// The link from the page over the reports.
    study_page_link() { en: "Study summary: endpoints of all participants together", zh: "研究汇总报告：全部受试者的终点指标" }
}

impl Text {
    /// What a setting of the endpoints says, by its name; `None` of one that has no words here.
    pub fn setting_meaning(self, name: &str) -> Option<&'static str> {
        let words = match name {
            "population" => (
                "whom responses and times are counted of: treated, who took a dose; enrolled, everybody",
                "疗效与时间的统计人群：treated为用药者，enrolled为全部入组者",
            ),
            "start_date" => (
                "what time is counted from: first_dose, the first dose of either drug; first_cycle, day 1 of cycle 1",
                "时间起点：first_dose为首次用药日，first_cycle为第1周期第1天",
            ),
            "stable_disease_from_days" => (
                "stable disease counts from so many days after the start on",
                "疾病稳定须距起点至少的天数",
            ),
            "confirm_after_days" => (
                "a response must be seen again so many days later; 0: it need not",
                "缓解须在至少这么多天后再次确认；0为无需确认",
            ),
            "not_evaluable_between" => (
                "so many assessments between the two may be not evaluable",
                "两次评估之间允许无法评价的次数",
            ),
            "stable_between" => (
                "whether stable disease may lie once between two partial responses",
                "两次部分缓解之间是否允许出现一次疾病稳定",
            ),
            "censor_at_new_therapy" => (
                "whether progression is known only up to the next therapy against the cancer",
                "是否在开始后续抗肿瘤治疗时删失",
            ),
            "longest_gap_days" => (
                "a progression or death more days than this after the last assessment does not count; none: it counts",
                "距上次评估超过这么多天的进展或死亡不计；none为计入",
            ),
            "days_a_month" => ("days of a month", "每月折合天数"),
            "confidence_level" => ("the level of every interval", "置信水平"),
            "adverse_events_days" => (
                "adverse events count up to so many days after the last dose",
                "不良事件统计至末次用药后的天数",
            ),
            _ => return None,
        };
        Some(self.pick(words.0, words.1))
    }
}
