"""A writer whose faults are known. The fault tests run it to show that they can see: what a test would not notice in this
program it would not notice in the ledger either.

    control_writer.py FILE [--synchronous FULL|NORMAL|OFF] [--ack after|before] [--count N] [--prefix P]
        appends N rows and acknowledges each by one write(2) to descriptor 1, after its commit, or wrongly before it
    control_writer.py FILE --race LIMIT      checks that a row is still affordable, then adds it, in two steps: overspends
    control_writer.py FILE --race-ids        checks that an id is new, then adds it, in two steps: records ids twice
    control_writer.py FILE --hold            keeps the file open until standard input ends, so that other processes are
                                             not the last to close it, and the write-ahead log grows
"""

import argparse
import json
import os
import sqlite3
import sys
import time


def connect(path: str, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    return connection


def make(path: str) -> None:
    connection = connect(path, "FULL")
    connection.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT NOT NULL, amount INTEGER NOT NULL) STRICT")
    connection.execute("CREATE INDEX entry_id ON entry (id)")
    connection.close()


def acknowledge(number: int, identity: str) -> None:
    os.write(1, (json.dumps({"entry": number, "id": identity, "already": False}) + "\n").encode())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--synchronous", default="FULL", choices=["FULL", "NORMAL", "OFF"])
    parser.add_argument("--ack", default="after", choices=["after", "before"])
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--prefix", default="c")
    parser.add_argument("--race", type=int)
    parser.add_argument("--race-ids", action="store_true")
    parser.add_argument("--hold", action="store_true")
    options = parser.parse_args()
    connection = connect(options.file, options.synchronous)

    if options.hold:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        print("holding", file=sys.stderr, flush=True)  # not on standard output: the write log takes that for acknowledgements
        sys.stdin.read()
        connection.close()
        return

    for i in range(options.count):
        identity = f"{options.prefix}-{i}"
        if options.race is not None:
            if connection.execute("SELECT count(*) FROM entry").fetchone()[0] >= options.race:
                break
            time.sleep(0.001)
        if options.race_ids:
            if connection.execute("SELECT 1 FROM entry WHERE id = ?", (identity,)).fetchone():
                continue
            time.sleep(0.001)
        connection.execute("BEGIN IMMEDIATE")
        number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM entry").fetchone()[0]
        connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, identity, 100 + i))
        if options.ack == "before":
            acknowledge(number, identity)
        connection.execute("COMMIT")
        if options.ack == "after":
            acknowledge(number, identity)
    connection.close()


if __name__ == "__main__":
    main()
