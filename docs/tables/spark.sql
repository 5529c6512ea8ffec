-- The tables of `dosebook export ndjson STUDY -o tables` in Apache Spark, with a type for every column.
-- Run where the folder tables is. Dates are dates, moments stay text with their offset, amounts are exact decimals.

CREATE TEMPORARY VIEW adherence (
    subject STRING, drug STRING, cycle STRING, `from` DATE, `to` DATE, as_of STRING, planned BIGINT, held BIGINT,
    held_unconfirmed BIGINT, pending BIGINT, evaluable BIGINT, recorded BIGINT, taken BIGINT, partly_taken BIGINT,
    missed BIGINT, vomited BIGINT, unrecorded BIGINT, extra BIGINT, corrected BIGINT,
    dose_adherence_pct DECIMAL(18, 2), dose_adherence_recorded_only_pct DECIMAL(18, 2),
    amount_adherence_pct DECIMAL(18, 2), correct_day_adherence_pct DECIMAL(18, 2), food_rule_pct DECIMAL(18, 2),
    timing_adherence_pct DECIMAL(18, 2), dose_intensity_pct DECIMAL(18, 2), coverage_pct DECIMAL(18, 2),
    same_day_entry_pct DECIMAL(18, 2), not_prescribed BIGINT, extra_mg DECIMAL(18, 3), surplus_mg DECIMAL(18, 3),
    amount_adherence_recorded_only_pct DECIMAL(18, 2), next_day_entry_pct DECIMAL(18, 2),
    later_entry_pct DECIMAL(18, 2), relative_dose_intensity_pct DECIMAL(18, 2), first_dose DATE, last_dose DATE,
    persistence_days BIGINT, ended_from DATE, ended_reason STRING, dose_adherence_numerator BIGINT,
    dose_adherence_denominator BIGINT, dose_adherence_recorded_only_numerator BIGINT,
    dose_adherence_recorded_only_denominator BIGINT, amount_adherence_numerator_mg DECIMAL(18, 3),
    amount_adherence_denominator_mg DECIMAL(18, 3), amount_adherence_recorded_only_numerator_mg DECIMAL(18, 3),
    amount_adherence_recorded_only_denominator_mg DECIMAL(18, 3), correct_day_adherence_numerator BIGINT,
    correct_day_adherence_denominator BIGINT, food_rule_numerator BIGINT, food_rule_denominator BIGINT,
    timing_adherence_numerator BIGINT, timing_adherence_denominator BIGINT,
    dose_intensity_numerator_mg DECIMAL(18, 3), dose_intensity_denominator_mg DECIMAL(18, 3),
    relative_dose_intensity_numerator_mg_days DECIMAL(18, 3),
    relative_dose_intensity_denominator_mg_days DECIMAL(18, 3), coverage_numerator BIGINT,
    coverage_denominator BIGINT, same_day_entry_numerator BIGINT, same_day_entry_denominator BIGINT,
    next_day_entry_numerator BIGINT, next_day_entry_denominator BIGINT, later_entry_numerator BIGINT,
    later_entry_denominator BIGINT, diary_entries BIGINT, diary_code STRING
)
USING json OPTIONS (path 'tables/adherence', mode 'FAILFAST');

CREATE TEMPORARY VIEW ledger (
    subject STRING, drug STRING, cycle BIGINT, cycle_day BIGINT, date DATE, period STRING, status STRING,
    units_prescribed STRING, units_taken STRING, mg_prescribed DECIMAL(18, 3), mg_taken DECIMAL(18, 3),
    taken_at STRING, recorded_at STRING, food STRING, entry STRING, reason STRING, seq BIGINT,
    mg_first_prescribed DECIMAL(18, 3), on_time BOOLEAN, unconfirmed BOOLEAN, diary_entries BIGINT, diary_code STRING
)
USING json OPTIONS (path 'tables/ledger', mode 'FAILFAST');

CREATE TEMPORARY VIEW dosing_days (
    course STRING, date DATE, duration_days DECIMAL(18, 6), per_day_mg DECIMAL(18, 3), drug STRING, subject STRING,
    cycle BIGINT, mg_taken DECIMAL(18, 3), window_start DATE, window_days BIGINT
)
USING json OPTIONS (path 'tables/dosing_days', mode 'FAILFAST');

CREATE TEMPORARY VIEW symptoms (
    subject STRING, seq BIGINT, recorded_at STRING, `by` STRING, initials STRING, date DATE, cycle BIGINT,
    cycle_day BIGINT, term STRING, severity STRING, tier STRING, noticed_on DATE, ended_on DATE, answers STRING,
    calls BIGINT, first_call_at STRING, said STRING, open BOOLEAN, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/symptoms', mode 'FAILFAST');

CREATE TEMPORARY VIEW calls (
    subject STRING, seq BIGINT, recorded_at STRING, `by` STRING, initials STRING, spoken_at STRING, said STRING,
    closes BOOLEAN, about STRING, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/calls', mode 'FAILFAST');

CREATE TEMPORARY VIEW adverse_events (
    subject STRING, seq BIGINT, term STRING, system STRING, described STRING, ctcae_version STRING,
    highest_grade BIGINT, last_grade BIGINT, grades STRING, onset DATE, ended DATE, cycle BIGINT, cycle_day BIGINT,
    serious BOOLEAN, is_related BOOLEAN, related STRING, action STRING, about STRING, changes STRING,
    recorded_at STRING, `by` STRING, initials STRING, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/adverse_events', mode 'FAILFAST');

CREATE TEMPORARY VIEW findings (
    subject STRING, code STRING, urgency STRING, words STRING, entries STRING, slots STRING, site_entries STRING
)
USING json OPTIONS (path 'tables/findings', mode 'FAILFAST');

CREATE TEMPORARY VIEW tablets (
    subject STRING, drug STRING, strength_mg DECIMAL(18, 3), after STRING, up_to STRING, counted_on DATE,
    before DECIMAL(18, 3), dispensed DECIMAL(18, 3), lost DECIMAL(18, 3), counted DECIMAL(18, 3),
    consumed DECIMAL(18, 3), prescribed DECIMAL(18, 3), pill_count_pct DECIMAL(18, 2), over_120 BOOLEAN,
    taken_by_diary DECIMAL(18, 3), expected DECIMAL(18, 3), difference DECIMAL(18, 3), uncounted_lots STRING,
    explained_by STRING
)
USING json OPTIONS (path 'tables/tablets', mode 'FAILFAST');

CREATE TEMPORARY VIEW supply (
    subject STRING, seq BIGINT, kind STRING, drug STRING, strength_mg DECIMAL(18, 3), lot STRING, count BIGINT,
    date DATE, after_date DATE, after_period STRING, kept BOOLEAN, reason STRING, recorded_at STRING, `by` STRING,
    initials STRING, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/supply', mode 'FAILFAST');

CREATE TEMPORARY VIEW orders (
    subject STRING, seq BIGINT, kind STRING, drug STRING, period STRING, units STRING, mg DECIMAL(18, 3),
    cycle BIGINT, from_date DATE, from_period STRING, reason STRING, bsa_m2 DECIMAL(18, 3), given_at STRING,
    recorded_at STRING, `by` STRING, initials STRING, told BOOLEAN, unconfirmed BOOLEAN, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/orders', mode 'FAILFAST');

CREATE TEMPORARY VIEW medicines (
    subject STRING, journal STRING, seq BIGINT, name STRING, `from` DATE, `to` DATE, recorded_at STRING, `by` STRING,
    initials STRING, corrected BOOLEAN
)
USING json OPTIONS (path 'tables/medicines', mode 'FAILFAST');

CREATE TEMPORARY VIEW entries (
    subject STRING, journal STRING, seq BIGINT, id STRING, recorded_at STRING, clock STRING, `by` STRING,
    initials STRING, kind STRING, corrects BIGINT, reason STRING, counts STRING, changed_by BIGINT,
    happened_at STRING, date DATE, period STRING, words STRING, content STRING
)
USING json OPTIONS (path 'tables/entries', mode 'FAILFAST');

CREATE TEMPORARY VIEW diaries (
    file STRING, subject STRING, state STRING, problem STRING, sample BOOLEAN, language STRING, entries BIGINT,
    code STRING, last_hash STRING, damaged_from BIGINT, torn BOOLEAN, as_of STRING, received_at STRING,
    first_entry_at STRING, last_entry_at STRING, site_entries BIGINT
)
USING json OPTIONS (path 'tables/diaries', mode 'FAILFAST');
