//! How each figure is computed, in short.

use crate::text::sentences;

sentences! {
    /// Where a figure is explained at length.
    report_method_more() {
        en: "In full, with a worked example: docs/adherence.md of dosebook.",
        zh: "完整说明和算例见 dosebook 的 docs/adherence.md。",
    }
    /// Which slots count.
    report_method_evaluable() {
        en: "Planned doses up to the date above that are recorded, or whose time for recording is over (the end of the next diary date), that were not paused, and for which units were prescribed. Planned = evaluable + paused + still open + none prescribed. A diary date runs from 04:00 to 04:00.",
        zh: "截至上述日期的计划服药中，已记录或已过补记时限（次日日记日结束）、未暂停且有处方数量的次数。计划 = 可评价 + 暂停 + 待记录 + 无处方。日记日从当日04:00至次日04:00。",
    }
    /// A figure explained.
    report_method_dose() {
        en: "Doses taken in full / E. Vomited counts as taken, part of a dose as not taken, and a dose that nobody recorded as not taken. Recorded doses only: the same over the recorded ones.",
        zh: "足量服用次数 / E。服后呕吐按已服计；部分服用按未服计；未记录按未服计。“仅计已记录”的分母只取已记录的次数。",
    }
    /// A figure explained.
    report_method_amount() {
        en: "Sum of the mg taken, in each dose at most the prescribed / mg prescribed, over E. Too much in one dose does not make up for another.",
        zh: "各次服药毫克数之和（每次以处方量为上限）/ E 的处方毫克数之和。某次多服不能抵补其他次。",
    }
    /// A figure explained.
    report_method_correct_day() {
        en: "Dates with exactly the prescribed intake and no extra dose / dates with a dose in E. The only share that sees over-use.",
        zh: "恰好按处方服药且无额外服药的天数 / E 涉及的天数。只有这一项能反映多服。",
    }
    /// A figure explained.
    report_method_food() {
        en: "Intakes with the food rule kept / intakes where that is known, from the meal clock or the participant's word.",
        zh: "符合饮食要求的次数 / 饮食情况已知的次数（依据进餐计时或受试者回答）。",
    }
    /// A figure explained.
    report_method_timing() {
        en: "Intakes within the protocol's window around the usual time / intakes with a known time. Only where the protocol sets a window.",
        zh: "在方案规定时间窗内服药的次数 / 服药时间已知的次数。仅在方案设定时间窗时计算。",
    }
    /// A figure explained.
    report_method_intensity() {
        en: "Mg taken in planned doses / mg first prescribed for all planned doses, paused ones included. A pause or a reduction lowers it although the participant is adherent. Relative: over completed cycles, times planned days / actual days.",
        zh: "计划服药中实际服用毫克数 / 全部计划服药（含暂停）按首次处方的毫克数。暂停或减量会使其降低，并不代表依从性差。相对剂量强度：取已完成周期，再乘以计划天数 / 实际天数。",
    }
    /// A figure explained.
    report_method_coverage() {
        en: "Recorded doses / E. Below 100 % there are gaps. Recorded the same day: entries made on the dose's own diary date / recorded doses. Self-reports tend to be too high, entries from memory more so.",
        zh: "已记录次数 / E，低于100%说明有漏记。当日记录率：服药当日完成的记录 / 已记录次数。自我报告往往偏高，事后补记更甚。",
    }
    /// A figure explained.
    report_method_pill_count() {
        en: "(Count before + handed out - lost - counted) / prescribed units of the evaluable doses between two counts. Above 100 % is shown as it is, above 120 % is flagged.",
        zh: "（上次剩余 + 发放 - 遗失 - 本次清点）/ 两次清点之间可评价服药的处方数量。超过100%如实显示，超过120%予以标记。",
    }
    /// Rounding.
    report_method_rounding() {
        en: "Percentages are computed with whole numbers and rounded half up to two decimals. Without a denominator a figure is \"n/a\", never 0 or 100.",
        zh: "百分比由整数计算，四舍五入保留两位小数。没有分母时显示“不适用”，不以0或100代替。",
    }
    /// A word explained.
    report_method_rounding_word() { en: "Rounding", zh: "取整" }
    /// A name for two measures together.
    report_method_coverage_word() { en: "Doses recorded, and recorded the same day", zh: "记录率与当日记录率" }
    /// A name for two measures together.
    report_method_intensity_word() { en: "Dose intensity, and relative", zh: "剂量强度与相对剂量强度" }
}
