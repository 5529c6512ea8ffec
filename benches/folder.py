#!/usr/bin/env python3
"""A folder of diaries: `dosebook adherence`, which verifies every hash and computes every measure, against what
DuckDB needs for the bare headline percentage of the same files, with nothing verified.

    cargo build --release
    target/release/dosebook demo --participants 1000 --cycles 8 --out /tmp/study-1000
    benches/folder.py target/release/dosebook /tmp/study-1000 [rounds]

In turns, each in a process of its own, with all cores. DuckDB's time begins when the package is imported and the
database is open, so that only the query counts; ours is that of the whole process.
"""

import os
import statistics
import subprocess
import sys
import time

QUERY = """
select {subject}, count(*) filter (event.outcome = 'taken'), count(*)
from read_json('{files}', format = 'newline_delimited', {columns} {more})
where event.kind = 'dose' {group}
"""
COLUMNS = "columns = {event: 'STRUCT(kind VARCHAR, outcome VARCHAR)'}"
QUERIES = {
    "per diary": QUERY.format(
        subject="filename", columns=COLUMNS, more=", filename = true", group="group by filename", files="{files}"
    ),
    "one figure for all": QUERY.format(subject="1", columns=COLUMNS, more="", group="", files="{files}"),
}

CHILD = """
import sys, time
import duckdb
base = duckdb.connect()
base.execute("set enable_progress_bar = false")
start = time.perf_counter()
rows = base.execute(sys.argv[1]).fetchall()
print(time.perf_counter() - start, len(rows), sum(row[2] for row in rows))
"""


def run(command):
    """Wall time, peak memory in MB, and what was printed."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]}: exit code {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, printed


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    try:
        import duckdb
    except ImportError:
        sys.exit("The Python package duckdb is not installed: nothing was compared. pip install duckdb")
    # Site records lie in the folder too.
    files = os.path.join(folder, "*[0-9].jsonl")
    diaries = [name for name in os.listdir(folder) if name.endswith(".jsonl") and ".site." not in name]
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in diaries)
    print(f"{len(diaries)} diaries, {size / 1e6:.0f} MB, duckdb {duckdb.__version__}, {os.cpu_count()} cores")
    ours, memory, theirs, their_memory = [], [], {name: [] for name in QUERIES}, []
    for nth in range(rounds + 1):
        wall, peak, _ = run([program, "adherence", folder, "--format", "csv"])
        for name, query in QUERIES.items():
            _, their_peak, printed = run([sys.executable, "-c", CHILD, query.replace("{files}", files)])
            # The first round only warms the cache.
            if nth:
                theirs[name].append(float(printed.split()[0]))
                their_memory.append(their_peak)
        if nth:
            ours.append(wall)
            memory.append(peak)
    print(f"dosebook: quickest {min(ours):.3f} s, median {statistics.median(ours):.3f} s, peak {max(memory):.0f} MB")
    for name, times in theirs.items():
        median = statistics.median(times)
        print(f"duckdb, {name}: quickest {min(times):.3f} s, median {median:.3f} s, peak {max(their_memory):.0f} MB")
        print(f"  ratio: quickest {min(ours) / min(times):.2f}, median {statistics.median(ours) / median:.2f}")


if __name__ == "__main__":
    main()
