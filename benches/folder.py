#!/usr/bin/env python3
"""A folder of diaries: `dosebook adherence`, which verifies every hash and computes every measure, against what
DuckDB needs for the bare headline percentage of the same files, with nothing verified.

    cargo build --release
    target/release/dosebook demo --participants 1000 --cycles 11 --out /tmp/study-1000
    benches/folder.py target/release/dosebook /tmp/study-1000 [rounds]

In turns, each in a process of its own, on all cores, the files in the disk's cache. DuckDB's time begins when the
package is imported and a database is open, so that the query alone counts; ours is that of the whole process. Of
DuckDB's queries the quickest found are run: `records` and `maximum_object_size` given, since looking for them costs
it ten times the query itself on many small files. Site records in the folder are read by us only.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

OPTIONS = (
    "format = 'newline_delimited', records = true, maximum_object_size = 65536, "
    "columns = {event: 'STRUCT(kind VARCHAR, outcome VARCHAR)'}"
)
QUERIES = {
    "duckdb, a figure for each diary": f"""
        select filename, count(*) filter (event.outcome = 'taken') / count(*)
        from read_json('FILES', {OPTIONS}, filename = true)
        where event.kind = 'dose' group by filename""",
    "duckdb, one figure for all": f"""
        select count(*) filter (event.outcome = 'taken') / count(*)
        from read_json('FILES', {OPTIONS}) where event.kind = 'dose'""",
    "duckdb, one figure for all, lines as JSON": """
        select count(*) filter (json ->> '$.event.outcome' = 'taken') / count(*)
        from read_ndjson_objects('FILES') where json ->> '$.event.kind' = 'dose'""",
}

CHILD = """
import os, sys, time
import duckdb
database = duckdb.connect()
database.execute("set enable_progress_bar = false")
start, before = time.perf_counter(), os.times()
database.execute(sys.argv[1]).fetchall()
after = os.times()
print(time.perf_counter() - start, after.user - before.user + after.system - before.system)
"""


def measured(command):
    """Wall time and processor time of a process, its peak memory in MB if that can be known, and what it printed."""
    clock = shutil.which("time")
    with tempfile.NamedTemporaryFile("r") as report:
        # Started by a small program: the memory of this one would count otherwise.
        prefix = [clock, "-f", "%e %U %S %M", "-o", report.name] if clock else []
        start = time.perf_counter()
        printed = subprocess.run(prefix + command, stdout=subprocess.PIPE, text=True, check=True).stdout
        wall = time.perf_counter() - start
        if not clock:
            return wall, float("nan"), float("nan"), printed
        _, user, system, peak = report.read().split()
    return wall, float(user) + float(system), int(peak) / 1024, printed


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    # This file's folder is no place for modules.
    sys.path.pop(0)
    try:
        import duckdb
    except ImportError:
        sys.exit("The Python package duckdb is not installed: nothing was compared. pip install duckdb")
    names = [name for name in os.listdir(folder) if name.endswith(".jsonl")]
    diaries = [name for name in names if ".site." not in name]
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in diaries)
    print(
        f"{len(diaries)} diaries, {size / 1e6:.0f} MB, {len(names) - len(diaries)} site records, "
        f"duckdb {duckdb.__version__}, {os.cpu_count()} cores, {rounds} rounds"
    )
    ours = "dosebook, every hash and measure"
    runs = {ours: [], **{name: [] for name in QUERIES}}
    for nth in range(rounds + 1):
        turn = {ours: measured([program, "adherence", folder, "--format", "csv"])[:3]}
        for name, query in QUERIES.items():
            query = query.replace("FILES", os.path.join(folder, "*[0-9].jsonl"))
            _, _, peak, printed = measured([sys.executable, "-c", CHILD, query])
            turn[name] = (*map(float, printed.split()), peak)
        # The first round only warms the cache.
        if nth:
            for name, figures in turn.items():
                runs[name].append(figures)
    base = runs[ours]
    for name, figures in runs.items():
        wall, work, peak = zip(*figures)
        ratio = statistics.median(mine[0] / its[0] for mine, its in zip(base, figures))
        print(
            f"{name}: quickest {min(wall):.3f} s, median {statistics.median(wall):.3f} s, "
            f"processor {statistics.median(work):.3f} s, peak {max(peak):.0f} MB"
            + ("" if name == ours else f"; dosebook takes {ratio:.2f} of it (median of the rounds)")
        )


if __name__ == "__main__":
    main()
