"""Whoever changes the file itself is found (R8), and with the triggers in place the file refuses to be changed at all.

Every column of every entry is changed by one bit or character behind the ledger's back, one at a time, and `verify` must
exit 1 and name that entry as the first bad one. Columns and triggers are read from the file, so that a new column is tested
on the day it is made.
"""

import random
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager

import pytest
from ledger import ALLOCATION, FUND, PARTNERSHIP, PROJECTS, YEAR, Ledger, damage, in_pairs, write_book

ENTRIES = 1000
WORKERS = 2
BUDGET = 60  # seconds for the sweep over the entries; beyond it rows are sampled, columns never


def book_entries():
    """983 entries of several kinds, so that every column is now filled and now empty."""
    rng = random.Random("the same book every time")
    for n in range(ENTRIES - 17):
        code = PROJECTS[n % 16]
        entry = {"date": f"2018-{5 + n % 7:02}-{1 + n % 28:02}", "kind": "spend", "from": code,
                 "amount": f"{rng.randint(1, 9999) / 100:.2f}", "reference": f"INV-{n}", "payee": f"Supplier {n % 7}",
                 "entry": f"book-{n}"}
        if n % 5 == 1:
            entry["note"] = f"Café, invoice {n}"
        if n % 10 == 3:
            entry["kind"] = "commitment"
        if n % 10 == 7 and n > 200:
            entry |= {"kind": "refund", "from": "", "to": code, "amount": "0.01", "reference": ""}
        yield entry


@pytest.fixture(scope="module")
def original(binary, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tampering")
    ledger = Ledger(binary, folder / "ledger.sqlite")
    book = write_book(folder / "book", list(book_entries()))
    (book / "statements").mkdir()
    printed = [f"{code},Project number {code[-2:]},{ALLOCATION // 100}.00,0.00,{ALLOCATION // 100}.00" for code in PROJECTS]
    (book / "statements" / "PLF_2018-19_2018-04-01.csv").write_text(
        "\n".join(["Project,Description,Allocated,Spent,Balance", *printed]) + "\n")
    write_finance(book)
    done(ledger.load(book))
    # Things that are registered beside the entries; a waiver is added in the test that is about them.
    done(ledger.run("project", "edit", "PLF-16", "--description", "Detached Work"))
    done(ledger.run("close", "--fund", FUND, "--quarter", "2018-19-Q1", "--reason", "Return sent"))
    number, _ = ledger.head()
    assert number == ENTRIES
    return ledger


def write_finance(book):
    """Two rows for each table that is about lists of payments."""
    (book / "finance").mkdir()
    for name in ("Q1", "Q2"):
        (book / "finance" / f"{name}.csv").write_text(
            f"date,payee,reference,code,note,amount,place\n2018-05-01,Supplier 1,{name},,Café,12.34,A2\n")
    for file, header, rows in (
        ("sources.csv", "partnership,source,settings",
         [f'{PARTNERSHIP},invoices,"date: Paid on\namount: Net\n"', f"{PARTNERSHIP},cards,amount: Gross"]),
        ("extracts.csv", "partnership,fund,year,from,to,name,file",
         [f"{PARTNERSHIP},{FUND},{YEAR},2018-04-01,2018-06-30,{name}.xlsx,{name}.csv" for name in ("Q1", "Q2")]),
        ("matchings.csv", "partnership,fund,year,payments,entries,verdict,reason",
         [f"{PARTNERSHIP},{FUND},{YEAR},p1 p2,book-1,confirmed,Two parts of one invoice",
          f"{PARTNERSHIP},{FUND},{YEAR},p3,book-2 book-4,broken,"]),
    ):
        (book / file).write_text("\n".join([header, *rows]) + "\n")


def done(answer):
    assert answer.code == 0, str(answer)


@pytest.fixture
def copy(original, memory):
    """Makes a copy of the ledger, and a connection to it that checks nothing it need not."""
    connections = []

    def make(name="copy"):
        path = memory / f"{name}.sqlite"
        shutil.copyfile(original.path, path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        connections.append(connection)
        for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON", "synchronous=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        return Ledger(original.binary, path), connection

    yield make
    for connection in connections:
        connection.close()


def triggers_of(connection):
    return connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()


@contextmanager
def unguarded(connection, table):
    """A change as a careful forger makes it: the table's triggers dropped for it and put back, so that nothing is missing
    but the truth, and verify cannot find the change by the triggers alone."""
    triggers = [trigger for trigger in triggers_of(connection) if trigger[1] == table]
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name, _, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def columns_of(connection, table):
    """Stored columns and their declared types; generated columns cannot be written."""
    return {row[1]: row[2].upper() for row in connection.execute(f'PRAGMA table_xinfo("{table}")') if row[6] == 0}


def listed(names):
    return ", ".join(f'"{name}"' for name in names)


@contextmanager
def put_back_after(connection, table):
    """What is done to a table inside is undone after."""
    names = listed(columns_of(connection, table))
    connection.execute(f'CREATE TEMP TABLE saved AS SELECT {names} FROM main."{table}"')
    try:
        yield
    finally:
        with unguarded(connection, table):
            connection.execute(f'DELETE FROM main."{table}"')
            connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM temp.saved')
        connection.execute("DROP TABLE temp.saved")


def changed(value, kind, rng):
    """The value with one bit or one character changed; an empty one filled."""
    if value is None:
        return {"INTEGER": 1, "INT": 1, "BLOB": b"x", "REAL": 1.0}.get(kind, "x")
    if isinstance(value, int):
        return value ^ (1 << rng.randint(0, 12))
    if isinstance(value, float):
        return value + 1
    if isinstance(value, bytes):
        if not value:
            return b"x"
        at = rng.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << rng.randint(0, 7))]) + value[at + 1 :]
    places = [at for at, char in enumerate(value) if char.isascii()]
    if not places:
        return value + "x"
    at = rng.choice(places)
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


def change(connection, table, where, row, column, kind, value, rng):
    """Changes one stored value and answers what it is now. Where values must be unique it may take more than one try."""
    for _ in range(40):
        other = changed(value, kind, rng)
        try:
            with unguarded(connection, table):
                connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (other, *row))
            return other
        except sqlite3.IntegrityError:
            continue
    raise AssertionError(f"could not change {table}.{column} of {row}")


def named(answer):
    """The first entry that the findings name."""
    return min((finding["entry"] for finding in answer.json["findings"] if finding.get("entry") is not None), default=None)


def verdict(answer, allowed):
    """What is wrong with verify's answer about a changed file, or None."""
    if answer.code != 1:
        return f"not found: {answer}"
    try:
        if answer.json["ok"]:
            return f"ok and exit 1: {answer}"
        first = named(answer)
    except (ValueError, KeyError, TypeError) as error:
        return f"unreadable answer ({error!r}): {answer}"
    if allowed is not None and first not in allowed:
        return f"names {first} as the first bad entry, not {sorted(allowed)}: {answer}"
    return None


def test_every_column_of_every_entry(copy, rng):
    copies = [copy(f"sweep-{n}") for n in range(WORKERS)]
    ledger, connection = copies[0]
    usual = sorted(ledger.verify().seconds for _ in range(11))[5]
    columns = columns_of(connection, "entry")
    affordable = int(BUDGET * WORKERS / (usual * 1.6 + 0.005))  # two at once are slower than one alone, and changing takes time
    rows = list(range(1, ENTRIES + 1))
    if affordable < ENTRIES * len(columns):
        rows = sorted({1, ENTRIES, *rng.sample(rows, max(affordable // len(columns), 20))})
    seeds = [rng.random() for _ in range(WORKERS)]

    def sweep(worker):
        (ledger, connection), own, troubles, runs = copies[worker], random.Random(seeds[worker]), [], 0
        unseen = looks = 0
        for number in rows[worker::WORKERS]:
            values = dict(zip(columns, rows_between(connection, number, number)[0]))
            for column, kind in columns.items():
                other = change(connection, "entry", "number = ?", (number,), column, kind, values[column], own)
                # An entry moved to another number leaves a gap here and a stranger there.
                allowed = {number, number + 1, other} if column == "number" else {number}
                if trouble := verdict(ledger.verify(), allowed):
                    troubles.append((column, f"entry {number}, {column} {values[column]!r} -> {other!r}: {trouble}"))
                if runs % 10 == 0:
                    looks += 1
                    unseen += not damage(ledger.path)
                with unguarded(connection, "entry"):
                    now = other if column == "number" else number
                    connection.execute(f'UPDATE entry SET "{column}" = ? WHERE number = ?', (values[column], now))
                runs += 1
                if len(troubles) >= 20:
                    return troubles, runs, looks, unseen
        return troubles, runs, looks, unseen

    started = time.monotonic()
    results = in_pairs(sweep, range(WORKERS))
    troubles = [trouble for found, *_ in results for trouble in found]
    runs, looks, unseen = (sum(result[at] for result in results) for at in (1, 2, 3))
    print(f"{runs} changes ({len(rows)} of {ENTRIES} entries, {len(columns)} columns) in {time.monotonic() - started:.0f} s; "
          f"integrity_check alone missed {unseen} of {looks}")
    assert not troubles, (f"{len(troubles)} or more of {runs} not found or not named, in {sorted({each[0] for each in troubles})}, "
                          f"the first: {troubles[0][1]}")
    # The control: a verifier without the chain must miss most changes, or they prove nothing about the chain.
    assert unseen > 0.5 * looks, f"integrity_check alone missed only {unseen} of {looks}"
    for ledger, _ in copies:
        assert ledger.verify().code == 0, "all put back, it must verify again"


def test_every_other_table(copy, rng):
    """What an entry leans on (accounts, names, who recorded it), registrations and roll-ups: any change, or a row gone."""
    copies = [copy(f"tables-{n}") for n in range(WORKERS)]
    for ledger, _ in copies:
        finding = ledger.run("reconcile", "--format", "json").json["findings"][0]["reference"]
        ledger.run("waive", finding, "--name", "Chair", "--reason", "Known", "--until", "2030-03-31")
        returned(ledger)
    tables = [name for name, in copies[0][1].execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
              if name != "entry" and not name.startswith(("sqlite_", "grdb_"))]
    assert {"account", "balance", "month_balance", "source", "extract", "matching"} <= set(tables)
    seeds = {table: rng.random() for table in tables}

    def tamper(worker):
        ledger, connection = copies[worker]
        results = [one_table(ledger, connection, table, random.Random(seeds[table])) for table in tables[worker::WORKERS]]
        assert ledger.verify().code == 0, "all put back, it must verify again"
        return [trouble for troubles, _, _ in results for trouble in troubles], results

    found = in_pairs(tamper, range(WORKERS))
    troubles = [trouble for each, _ in found for trouble in each]
    empty = [table for _, results in found for _, runs, table in results if not runs]
    runs = sum(runs for _, results in found for _, runs, _ in results)
    print(f"{runs} changes; empty tables: {empty}")
    assert not troubles, (f"{len(troubles)} of {runs} changes not found, in {sorted({each[0] for each in troubles})}, "
                          f"the first: {troubles[0][1]}")
    assert not empty, f"the ledger of this test fills no row of {empty}"


def returned(ledger):
    """A fund with an agreement and a return that was issued, so that its tables have rows."""
    fund = ("--fund", "RET")
    ledger.run("fund", "add", "RET", "--year", "2018-19", "--name", "Returned", "--funder", "OPCC", "--basis", "confirmed")
    ledger.run("agreement", "set", "RET", "--year", "2018-19", "contact-finance=Treasurer")
    workbook = ("--workbook", f"{ledger.path}.xlsx")
    ledger.run("return", "draft", "2018-19-Q1", *fund, *workbook, "--by", "Drafter")
    ledger.run("return", "certify", "2018-19-Q1", *fund, "--declare", "--by", "Treasurer")
    assert ledger.run("return", "issue", "2018-19-Q1", *fund, *workbook, "--by", "Drafter").code == 0


def one_table(ledger, connection, table, rng):
    columns = columns_of(connection, table)
    rows = connection.execute(f'SELECT {listed(columns)} FROM "{table}"').fetchall()
    where = " AND ".join(f'"{name}" IS ?' for name in columns)
    used = {row[0] for row in connection.execute("SELECT from_account FROM entry UNION SELECT to_account FROM entry")}
    troubles, runs = [], 0
    for row in rng.sample(rows, min(len(rows), 8)):
        for (column, kind), value in zip(columns.items(), row):
            if table == "account" and column == "id" and value not in used:
                continue  # the number of an account that nothing names says nothing
            with put_back_after(connection, table):
                other = change(connection, table, where, row, column, kind, value, rng)
                if trouble := verdict(ledger.verify(), None):
                    troubles.append((f"{table}.{column}", f"{table}.{column} of {row}: {value!r} -> {other!r}: {trouble}"))
            runs += 1
    # Every account, as one that no entry uses yet would be missed only later.
    # A book brings no files of returns, so one that is gone is no sign of tampering: it is made again, or said to be lost.
    kept = [] if table == "return_file" else rng.sample(rows, min(len(rows), 12))
    for row in rows if table == "account" else kept:
        with put_back_after(connection, table):
            with unguarded(connection, table):
                connection.execute(f'DELETE FROM "{table}" WHERE {where}', row)
            if trouble := verdict(ledger.verify(), None):
                troubles.append((f"{table} (row deleted)", f"{table} without {row}: {trouble}"))
        runs += 1
    return troubles, runs, table


def rows_between(connection, first, last):
    names = listed(columns_of(connection, "entry"))
    return connection.execute(f"SELECT {names} FROM entry WHERE number BETWEEN ? AND ? ORDER BY number", (first, last)).fetchall()


def insert(connection, row):
    names = listed(columns_of(connection, "entry"))
    connection.execute(f"INSERT INTO entry ({names}) VALUES ({', '.join('?' * len(row))})", row)


def renumber(connection, rows, numbers):
    """The same rows under other numbers; everything else about them stays."""
    at = list(columns_of(connection, "entry")).index("number")
    for row in rows:
        connection.execute("DELETE FROM entry WHERE number = ?", (row[at],))
    for row, number in zip(rows, numbers):
        insert(connection, (*row[:at], number, *row[at + 1 :]))


def forged(connection, number, rng):
    """A copy of an entry that a forger would like to be another one: a new number, id, and hash of its own."""
    names = list(columns_of(connection, "entry"))
    unique = {"number", "id", "hash"}
    for _, index, is_unique, *_ in connection.execute("PRAGMA index_list(entry)").fetchall():
        if is_unique:
            unique |= {row[2] for row in connection.execute(f'PRAGMA index_info("{index}")')}
    row = list(rows_between(connection, number - 1, number - 1)[0])
    for at, name in enumerate(names):
        if name == "number":
            row[at] = number
        elif name in unique and row[at] is not None:
            if isinstance(row[at], bytes):
                row[at] = rng.randbytes(len(row[at]))
            elif isinstance(row[at], str):
                row[at] = "forged-" + row[at][7:]
            else:
                row[at] += 1_000_000
    return tuple(row)


def test_whole_rows(copy, rng):
    """Delete, insert, swap and reorder, at ten places each."""
    ledger, connection = copy()
    places = [2, ENTRIES - 11, *(rng.randint(20, ENTRIES - 20) for _ in range(8))]
    troubles = []

    def delete(n):
        connection.execute("DELETE FROM entry WHERE number = ?", (n,))
        return {n, n + 1}  # the one that is gone, or the one that no longer follows

    def delete_and_close_up(n):
        later = rows_between(connection, n + 1, ENTRIES)
        connection.execute("DELETE FROM entry WHERE number = ?", (n,))
        renumber(connection, later, range(n, ENTRIES))
        return {n}

    def insert_between(n):
        row = forged(connection, n, rng)
        renumber(connection, rows_between(connection, n, ENTRIES), range(n + 1, ENTRIES + 2))
        insert(connection, row)
        return {n}

    def insert_at_the_end(_):
        insert(connection, forged(connection, ENTRIES + 1, rng))
        return {ENTRIES + 1}

    def swap(n):
        renumber(connection, rows_between(connection, n, n + 1), (n + 1, n))
        return {n}

    def reorder(n):
        renumber(connection, rows_between(connection, n, n + 9), range(n + 9, n - 1, -1))
        return {n}

    for act in (delete, delete_and_close_up, insert_between, insert_at_the_end, swap, reorder):
        for n in places:
            with put_back_after(connection, "entry"):
                with unguarded(connection, "entry"):
                    allowed = act(n)
                if trouble := verdict(ledger.verify(), allowed):
                    troubles.append(f"{act.__name__} at {n}: {trouble}")
    assert not troubles, f"{len(troubles)} of {6 * len(places)}, the first: {troubles[0]}"
    assert ledger.verify().code == 0, "all put back, it must verify again"


def test_an_entry_with_a_true_hash_of_its_own(original, binary, memory):
    """The best forgery of one entry: the hash is right for its content and its place, the roll-ups agree. Only the link from
    the entry after it gives it away; and where there is none after it, only a kept head."""
    ledgers = {}
    for name, reference in {"true": "INV-118", "false": "INV-911"}.items():
        ledgers[name] = Ledger(binary, memory / f"{name}.sqlite")
        shutil.copyfile(original.path, ledgers[name].path)
        assert ledgers[name].spend("PLF-05", 4_321, "victim", reference=reference).code == 0
    number, digest = ledgers["true"].head()
    assert ledgers["false"].verify(f"{number}:{digest}").code == 1, "the last entry exchanged: the kept head must find it"
    assert ledgers["true"].spend("PLF-06", 1, "after").code == 0
    with closing(sqlite3.connect(ledgers["false"].path)) as false, closing(
        sqlite3.connect(ledgers["true"].path, isolation_level=None)
    ) as true:
        forgery = rows_between(false, number, number)[0]
        assert forgery != rows_between(true, number, number)[0]
        with unguarded(true, "entry"):
            renumber(true, rows_between(true, number, number), ())
            insert(true, forgery)
    trouble = verdict(ledgers["true"].verify(), {number, number + 1})
    assert not trouble, trouble


def test_a_closing_taken_back(original, binary, memory):
    """The last registration (a period closed, a project renamed) removed with all its details: found by the entries after
    it, and where there are none by a kept head."""
    for after in (True, False):
        ledger = Ledger(binary, memory / f"closing-{after}.sqlite")
        shutil.copyfile(original.path, ledger.path)
        if after:
            done(ledger.spend("PLF-05", 1, "after"))
        number, digest = ledger.head()
        with closing(sqlite3.connect(ledger.path, isolation_level=None)) as connection:
            last, = connection.execute("SELECT max(number) FROM registration").fetchone()
            tables = [name for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
            for table in tables:
                key = "number" if table == "registration" else "registration"
                if key in columns_of(connection, table):
                    with unguarded(connection, table):
                        connection.execute(f'DELETE FROM "{table}" WHERE "{key}" = ?', (last,))
        if after:
            trouble = verdict(ledger.verify(), {number})
            assert not trouble, trouble
        trouble = verdict(ledger.verify(f"{number}:{digest}"), None)
        assert not trouble, trouble


def test_what_only_a_kept_head_finds(original, binary, memory, tmp_path):
    """The chain alone cannot see its tail cut off, or the whole file replaced. The head kept elsewhere does."""
    old = Ledger(binary, memory / "old.sqlite")
    shutil.copyfile(original.path, old.path)
    now = Ledger(binary, memory / "now.sqlite")
    shutil.copyfile(original.path, now.path)
    backup = tmp_path / "kept" / "backup.sqlite"
    backup.parent.mkdir()
    earlier = old.head()
    assert now.spend("PLF-05", 4_321, "the-last").code == 0
    made = now.run("backup", backup)
    assert made.code == 0, f"backup: {made}"
    kept = backup.with_name(backup.name + ".head")
    number, digest = kept.read_text().split()[:2]
    assert (int(number), digest) == now.head() and int(number) == ENTRIES + 1
    heads = {"file": kept, "text": f"{number}:{digest}"}

    # The tail cut off without a trace: every table as it was before the last entry.
    assert old.verify().code == 0, "the tail is cut off so well that only a kept head can tell"
    # The whole file replaced by another good one, of as many entries, with one amount changed.
    entries = list(book_entries())
    entries[500]["amount"] = "77.77"
    other = Ledger(binary, memory / "other.sqlite")
    assert other.load(write_book(tmp_path / "other-book", entries)).code == 0
    assert other.spend("PLF-05", 4_321, "the-last").code == 0
    assert other.verify().code == 0 and other.head()[0] == ENTRIES + 1
    # The tail cut off by hand.
    cut = Ledger(binary, memory / "cut.sqlite")
    shutil.copyfile(now.path, cut.path)
    with closing(sqlite3.connect(cut.path, isolation_level=None)) as connection:
        with unguarded(connection, "entry"):
            connection.execute("DELETE FROM entry WHERE number = ?", (ENTRIES + 1,))

    for form, head in heads.items():
        for what, ledger in {"rolled back": old, "replaced": other, "cut by hand": cut}.items():
            trouble = verdict(ledger.verify(head), None)
            assert not trouble, f"{what}, head as {form}: {trouble}"
        answer = now.verify(head)
        assert answer.code == 0, f"the true ledger with its own head as {form}: {answer}"
    assert now.spend("PLF-05", 1, "one-more").code == 0
    answer = now.verify(kept)
    assert answer.code == 0, f"a ledger that has only grown since the head was kept: {answer}"
    answer = now.verify(f"{earlier[0]}:{earlier[1]}")
    assert answer.code == 0, f"an earlier head: {answer}"
    assert Ledger(binary, backup).verify(kept).code == 0, "a backup agrees with the head beside it"


def test_triggers(copy, rng):
    ledger, connection = copy()
    assert ledger.verify().code == 0
    triggers = triggers_of(connection)
    assert triggers, "a ledger without triggers protects nothing"
    troubles = []

    def look(what, says=None):
        answer = ledger.verify()
        if trouble := verdict(answer, None):
            troubles.append(f"{what}: {trouble}")
        elif says and says.lower() not in answer.out.lower():
            troubles.append(f"{what}: found, but it does not say {says!r}: {answer}")

    for name, table, sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
        look(f"trigger {name} dropped", "trigger")
        connection.execute(f'CREATE TRIGGER "{name}" AFTER INSERT ON "{table}" BEGIN SELECT 1; END')
        look(f"trigger {name} replaced by one that does nothing")
        connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql)
    connection.execute("CREATE TRIGGER quiet_thief AFTER INSERT ON entry BEGIN DELETE FROM balance WHERE 0; END")
    look("a trigger added")
    connection.execute("DROP TRIGGER quiet_thief")
    assert ledger.verify().code == 0, f"all triggers back in place: {ledger.verify()}"

    assert not troubles, f"{len(troubles)} troubles: {troubles}"


def test_the_file_refuses(copy, rng):
    """With its triggers in place the file itself refuses every way of changing an entry, whoever opens it."""
    ledger, connection = copy()
    before = rows_between(connection, 1, ENTRIES)
    columns = columns_of(connection, "entry")
    names, quoted, places = list(columns), listed(columns), ", ".join("?" * len(columns))
    troubles = []

    def attempt(what, sql, values=()):
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(sql, values)
            changed_now = rows_between(connection, 1, ENTRIES) != before
            troubles.append(f"{what}: accepted{'' if changed_now else ', though nothing changed'}")
        except sqlite3.DatabaseError:
            pass  # refused, as it must be
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    for recursive in ("OFF", "ON"):  # SQLite fires delete triggers for REPLACE only where this is on
        connection.execute(f"PRAGMA recursive_triggers={recursive}")
        for number in (1, rng.randint(2, ENTRIES - 1), ENTRIES):
            row = before[number - 1]
            for column, kind in columns.items():
                value = changed(row[names.index(column)], kind, rng)
                attempt(f"UPDATE of {column}", f'UPDATE entry SET "{column}" = ? WHERE number = ?', (value, number))
                attempt(f"UPDATE OR REPLACE of {column}", f'UPDATE OR REPLACE entry SET "{column}" = ? WHERE number = ?',
                        (value, number))
            attempt("DELETE", "DELETE FROM entry WHERE number = ?", (number,))
            for verb in ("INSERT OR REPLACE INTO", "REPLACE INTO"):
                attempt(f"{verb} the same number", f"{verb} entry ({quoted}) VALUES ({places})", row)
            # By another unique column: the number is new, the id is not, and REPLACE would delete the old row in silence.
            other = list(row)
            other[names.index("number")] = ENTRIES + 1
            attempt("INSERT OR REPLACE of an id under a new number",
                    f"INSERT OR REPLACE INTO entry ({quoted}) VALUES ({places})", other)
        attempt("DELETE of all", "DELETE FROM entry")
        attempt("INSERT ON CONFLICT DO UPDATE",
                f"INSERT INTO entry ({quoted}) VALUES ({places}) ON CONFLICT DO UPDATE SET number = number + 5000", before[5])
    assert not troubles, f"{len(troubles)} ways in: {sorted(set(troubles))}"
    assert rows_between(connection, 1, ENTRIES) == before
    assert ledger.verify().code == 0
