-- The percentages of `dosebook adherence` from the table ledger, by participant and drug, for each cycle and for all.
-- For DuckDB after duckdb.sql and for Apache Spark after spark.sql, as it stands. A figure that does not apply has no
-- row. Amounts are whole micrograms, shares are whole numbers until the end, and rounded half up: exact up to 450 kg.

WITH slots AS (
    SELECT
        subject, drug, cycle AS cycle_number, date, status, food, on_time, entry,
        CASE WHEN status IN ('taken', 'partly_taken', 'missed', 'vomited', 'unrecorded') THEN 1 ELSE 0 END AS evaluable,
        CASE WHEN status IN ('taken', 'partly_taken', 'missed', 'vomited') THEN 1 ELSE 0 END AS recorded,
        CASE WHEN status NOT IN ('extra', 'pending') THEN 1 ELSE 0 END AS decided,
        CAST(COALESCE(mg_prescribed, 0) * 1000 AS BIGINT) AS prescribed,
        CAST(COALESCE(mg_taken, 0) * 1000 AS BIGINT) AS taken,
        CAST(COALESCE(mg_first_prescribed, 0) * 1000 AS BIGINT) AS first_prescribed
    FROM ledger
),

days AS (
    SELECT
        subject, drug, cycle_number, date,
        SUM(evaluable) AS evaluable,
        SUM(recorded) AS recorded,
        SUM(CASE WHEN recorded = 1 AND taken >= prescribed THEN 1 ELSE 0 END) AS taken_in_full,
        SUM(recorded * LEAST(taken, prescribed)) AS amount_taken,
        SUM(evaluable * prescribed) AS amount_prescribed,
        SUM(recorded * prescribed) AS amount_prescribed_recorded,
        SUM(decided * first_prescribed) AS amount_first_prescribed,
        SUM(CASE WHEN recorded = 1 AND food = 'kept' THEN 1 ELSE 0 END) AS food_kept,
        SUM(CASE WHEN recorded = 1 AND food IN ('kept', 'not_kept') THEN 1 ELSE 0 END) AS food_known,
        SUM(CASE WHEN recorded = 1 AND on_time THEN 1 ELSE 0 END) AS on_time,
        SUM(CASE WHEN recorded = 1 AND on_time IS NOT NULL THEN 1 ELSE 0 END) AS time_known,
        SUM(CASE WHEN recorded = 1 AND entry = 'same_day' THEN 1 ELSE 0 END) AS same_day,
        SUM(CASE WHEN recorded = 1 AND entry = 'next_day' THEN 1 ELSE 0 END) AS next_day,
        SUM(CASE WHEN recorded = 1 AND entry = 'later' THEN 1 ELSE 0 END) AS later,
        -- A day counts once it has a slot to be taken and none that is still open.
        CASE WHEN SUM(evaluable) > 0 AND SUM(CASE WHEN status = 'pending' THEN 1 ELSE 0 END) = 0
            THEN 1 ELSE 0 END AS counted,
        -- Too much in a slot spoils a day, and so does an extra dose.
        CASE WHEN SUM(CASE WHEN status = 'extra' OR evaluable = 1 AND taken <> prescribed THEN 1 ELSE 0 END) = 0
            THEN 1 ELSE 0 END AS correct
    FROM slots
    GROUP BY subject, drug, cycle_number, date
),

sums AS (
    SELECT
        subject, drug,
        CASE WHEN GROUPING(cycle_number) = 1 THEN 'all' ELSE CAST(cycle_number AS STRING) END AS cycle,
        SUM(evaluable) AS evaluable,
        SUM(recorded) AS recorded,
        SUM(taken_in_full) AS taken_in_full,
        SUM(amount_taken) AS amount_taken,
        SUM(amount_prescribed) AS amount_prescribed,
        SUM(amount_prescribed_recorded) AS amount_prescribed_recorded,
        SUM(amount_first_prescribed) AS amount_first_prescribed,
        SUM(counted) AS counted_days,
        SUM(counted * correct) AS correct_days,
        SUM(food_kept) AS food_kept,
        SUM(food_known) AS food_known,
        SUM(on_time) AS on_time,
        SUM(time_known) AS time_known,
        SUM(same_day) AS same_day,
        SUM(next_day) AS next_day,
        SUM(later) AS later
    FROM days
    GROUP BY GROUPING SETS ((subject, drug, cycle_number), (subject, drug))
),

measures AS (
    SELECT * FROM (VALUES
        ('dose_adherence'), ('dose_adherence_recorded_only'), ('amount_adherence'), ('amount_adherence_recorded_only'),
        ('correct_day_adherence'), ('food_rule'), ('timing_adherence'), ('dose_intensity'), ('coverage'),
        ('same_day_entry'), ('next_day_entry'), ('later_entry')
    ) AS named (measure)
),

terms AS (
    SELECT
        subject, drug, cycle, measure,
        CASE measure
            WHEN 'dose_adherence' THEN taken_in_full
            WHEN 'dose_adherence_recorded_only' THEN taken_in_full
            WHEN 'amount_adherence' THEN amount_taken
            WHEN 'amount_adherence_recorded_only' THEN amount_taken
            WHEN 'correct_day_adherence' THEN correct_days
            WHEN 'food_rule' THEN food_kept
            WHEN 'timing_adherence' THEN on_time
            WHEN 'dose_intensity' THEN amount_taken
            WHEN 'coverage' THEN recorded
            WHEN 'same_day_entry' THEN same_day
            WHEN 'next_day_entry' THEN next_day
            WHEN 'later_entry' THEN later
        END AS numerator,
        CASE measure
            WHEN 'dose_adherence' THEN evaluable
            WHEN 'dose_adherence_recorded_only' THEN recorded
            WHEN 'amount_adherence' THEN amount_prescribed
            WHEN 'amount_adherence_recorded_only' THEN amount_prescribed_recorded
            WHEN 'correct_day_adherence' THEN counted_days
            WHEN 'food_rule' THEN food_known
            WHEN 'timing_adherence' THEN time_known
            WHEN 'dose_intensity' THEN amount_first_prescribed
            WHEN 'coverage' THEN evaluable
            WHEN 'same_day_entry' THEN recorded
            WHEN 'next_day_entry' THEN recorded
            WHEN 'later_entry' THEN recorded
        END AS denominator
    FROM sums CROSS JOIN measures
),

-- With the rest taken away first, the division has no remainder and nothing is left to chance.
hundredths AS (
    SELECT
        subject, drug, cycle, measure,
        CAST(
            (numerator * 20000 + denominator - (numerator * 20000 + denominator) % (2 * denominator))
            / (2 * denominator)
        AS BIGINT) AS hundredths
    FROM terms
    WHERE denominator > 0
)

SELECT subject, drug, cycle, measure, CAST(hundredths / 100 AS DECIMAL(18, 2)) AS percent
FROM hundredths
ORDER BY subject, drug, cycle, measure;
