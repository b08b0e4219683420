"""What people type and save otherwise: read right where it is plain, else refused by name."""

import csv
import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

FEB = ("--date", "2019-02-04")
NOBODY = 65534

# Amounts


@pytest.mark.parametrize(
    "typed, pence",
    [
        ("£1,200", 120000),
        ("1200", 120000),
        ("1,200.00", 120000),
        ("1200.5", 120050),
        ("£3000", 300000),
        ("£ 5", 500),
        ("0.01", 1),
        (" 16 ", 1600),
        ("1234.56", 123456),
    ],
)
def test_an_amount_as_people_write_it_is_exact(charnwood, typed, pence):
    charnwood.ok("spend", "PLF-02", typed, *FEB)
    assert charnwood.row("PLF-02")["spent"] == pence


@pytest.mark.parametrize(
    "typed",
    (
        "12.345|1e3|1.+5|1,20|ten pounds|1 200|1..5|1.2.3|12,34.00|1,2000|0x10|£|£-5|(5)|1.2m|"
        "£1,200*|$5|€5|NaN|١٢٣|1,200,00|1200p"
    ).split("|"),
)
def test_what_is_no_amount_is_quoted_and_refused(charnwood, typed):
    charnwood.refused("spend", "PLF-02", typed, *FEB, saying=f"“{typed}”")


@pytest.mark.parametrize("typed", ["", " "])
def test_an_empty_amount_is_refused(charnwood, typed):
    charnwood.refused("spend", "PLF-02", typed, *FEB, saying="amount")


@pytest.mark.parametrize("typed, told", [("0", "£0.00"), ("-5", "-£5.00"), ("0.00", "£0.00")])
def test_nought_and_less_are_refused(charnwood, typed, told):
    charnwood.refused("spend", *FEB, "--", "PLF-02", typed, saying=told)


def test_a_minus_sign_without_dashes_before_it_says_what_is_wrong(charnwood):
    """A person who types -5 for a credit hears of the sign, not of a missing amount."""
    answer = charnwood("spend", "PLF-02", "-5", *FEB)
    assert answer.status in (1, 64)
    assert "-5" in answer.err and "Missing expected argument" not in answer.err


@pytest.mark.parametrize("typed", ["99999999999999999999", "92233720368547758.08", "1000000000.01"])
def test_an_amount_beyond_one_entry_is_refused_with_the_limit(charnwood, typed):
    charnwood.refused("award", "PLF", typed, "--year", "2018-19", *FEB, saying="£1,000,000,000.00")


# Days, years, quarters


@pytest.mark.parametrize("typed", ["2019-01-24", "24/01/2019"])
def test_a_day_as_people_write_it_is_read(charnwood, typed):
    charnwood.ok("spend", "PLF-02", "1", "--date", typed, "--entry", "MINE")
    held = charnwood.ok("transactions", "--amount", "1", "--format", "json").json
    assert [entry["date"] for entry in held] == ["2019-01-24"]


@pytest.mark.parametrize(
    "typed",
    ["31/02/2019", "2019-13-01", "2019-02-29", "01/24/2019", "24/1/19x", "yesterday", "", "2019"],
)
def test_what_is_no_day_is_quoted_and_refused(charnwood, typed):
    charnwood.refused("spend", "PLF-02", "1", "--date", typed, saying=f"“{typed}”" if typed else ())


@pytest.mark.parametrize("typed", ["2018-19", "2018/19"])
def test_a_year_is_typed_with_a_hyphen_or_a_stroke(charnwood, typed):
    assert "£75,500.00" in charnwood.ok("statement", "--fund", "PLF", "--year", typed).out


@pytest.mark.parametrize("typed", ["2018", "2018-20", "18-19", "2018-2019x", "next", ""])
def test_what_is_no_year_is_refused(charnwood, typed):
    charnwood.refused("statement", "--year", typed, saying="2018-19")


@pytest.mark.parametrize("typed", ["2018-19-Q0", "2018-19-Q5", "Q3", "2018-19", "third"])
def test_what_is_no_quarter_is_quoted_and_refused(charnwood, typed):
    charnwood.refused("close", "--fund", "PLF", "--quarter", typed, saying=f"“{typed}”")


# Files that are no ledger


def test_a_missing_ledger_is_named_with_the_way_out(locality):
    locality.refused("statement", saying=["Ledgers/locality.sqlite", "locality init", "--ledger"])


@pytest.mark.parametrize("content", [b"hello\n", b"", b"SQLite format 3\0" + b"\0" * 200])
def test_a_file_that_is_no_ledger_is_left_alone(locality, content):
    file = locality.folder / "notes.sqlite"
    file.write_bytes(content)
    answer = locality("statement", "--ledger", file)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "notes.sqlite" in answer.err
    assert file.read_bytes() == content


def test_another_programs_database_is_left_alone(locality):
    file = locality.folder / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE customer (name TEXT)")
    other.close()
    content = file.read_bytes()
    answer = locality("load", locality.book(), "--ledger", file)
    assert answer.status == 1 and "is not a Locality ledger" in answer.err
    assert file.read_bytes() == content


@pytest.mark.parametrize("command", [["statement"], ["spend", "PLF-02", "1", *FEB], ["verify"]])
def test_a_newer_ledger_is_refused(charnwood, command):
    with sqlite3.connect(charnwood.ledger) as ledger:
        ledger.execute("PRAGMA user_version = 99")
    ledger.close()
    charnwood.refused(*command, saying="newer version")


def test_a_folder_is_not_a_ledger(locality):
    (locality.folder / "folder").mkdir()
    answer = locality("statement", "--ledger", "folder")
    assert answer.status == 1 and "folder" in answer.err
    assert "read-only" not in answer.err, "a folder was named, nothing is read-only"


@pytest.fixture
def read_only(charnwood):
    """The ledger in a folder that may not be written; the command runs as one whom that binds."""
    if os.geteuid() == 0:
        for folder in [charnwood.folder, *charnwood.folder.parents]:
            if folder == Path(tempfile.gettempdir()):
                break
            folder.chmod(0o755)

        def as_nobody():
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

        reach = subprocess.run(
            ["test", "-x", charnwood.binary, "-a", "-r", str(charnwood.ledger)],
            preexec_fn=as_nobody,
        )
        if reach.returncode:
            pytest.skip("NOT TESTED: nobody cannot reach the command or the folder; run as a user")
        options = {"preexec_fn": as_nobody}
    else:
        options = {}
    charnwood.ledger.chmod(0o444)
    charnwood.ledger.parent.chmod(0o555)
    yield charnwood, options
    charnwood.ledger.parent.chmod(0o755)


def test_a_read_only_folder_takes_no_entry_and_says_so(read_only):
    desk, options = read_only
    answer = desk("spend", "PLF-02", "1", *FEB, **options)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "Ledgers/locality.sqlite cannot be written" in answer.err


def test_a_read_only_ledger_can_be_read(read_only):
    desk, options = read_only
    assert "£75,500.00" in desk("statement", "--fund", "PLF", **options).out


def test_a_new_ledger_in_a_read_only_folder_is_refused(read_only):
    desk, options = read_only
    answer = desk("init", "--ledger", "Ledgers/new.sqlite", **options)
    assert answer.status == 1 and "Ledgers/new.sqlite cannot be written" in answer.err


# Books


def test_a_folder_that_is_not_there_is_named(locality):
    locality.refused("load", "nowhere", saying=["nowhere", "folder"])


@pytest.mark.parametrize("name", ["funds.csv", "projects.csv", "entries.csv"])
def test_a_missing_file_of_the_book_is_named(locality, name):
    book = locality.book()
    (book / name).unlink()
    locality.refused("load", book, saying=name)


def save_as(book, encoding="utf-8", delimiter=",", end="\n", mark=b""):
    """Every file of a book, as another program would save it."""
    for file in book.rglob("*.csv"):
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        lines = []
        for row in rows:
            cells = [f'"{c}"' if {delimiter, '"', ","} & set(c) else c for c in row]
            lines.append(delimiter.join(cells) + end)
        file.write_bytes(mark + "".join(lines).encode(encoding))


EXCEL = {
    "byte order mark": {"mark": b"\xef\xbb\xbf", "end": "\r\n"},
    "Windows line ends": {"end": "\r\n"},
    "semicolons": {"delimiter": ";"},
    "Windows-1252 with semicolons": {"encoding": "cp1252", "delimiter": ";", "end": "\r\n"},
    "tabs in UTF-16": {"encoding": "utf-16", "delimiter": "\t", "end": "\r\n"},
}


@pytest.mark.parametrize("how", EXCEL.values(), ids=EXCEL.keys())
def test_a_book_saved_by_excel_is_read_right(locality, how):
    book = locality.book()
    save_as(book, **how)
    locality.load(book)
    descriptions = locality.ok("project", "list", "--format", "json").json
    assert "Fun and Families Grounded – South Charnwood Location" in [
        project["description"] for project in descriptions
    ]
    assert "£40,530.00" in locality.ok("statement", "--fund", "PLF").out


def test_what_is_not_plain_utf_8_is_said_in_one_sentence_a_file(locality):
    book = locality.book()
    save_as(book, **EXCEL["Windows-1252 with semicolons"])
    lines = locality.load(book).err.splitlines()
    told = [line for line in lines if line.startswith("entries.csv ")]
    assert len(told) == 1 and told[0].endswith(".")
    assert "Windows-1252" in told[0] or "UTF-8" in told[0]


def test_plain_utf_8_is_not_remarked_upon(locality):
    assert locality.load(locality.book()).err == ""


def test_a_byte_order_mark_and_line_ends_leave_the_hashes_alone(locality, charnwood_ledger):
    book = locality.book()
    save_as(book, **EXCEL["byte order mark"])
    locality.load(book)

    def head(*more):
        return locality.ok("transactions", "--format", "json", *more).json[-1]["hash"]

    assert head() == head("--ledger", charnwood_ledger)


def change(book, name, *changes):
    file = book / name
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, f"{before} stands {text.count(before)} times"
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def refused_book(desk, book):
    """Every line that names what is wrong; the ledger is not made."""
    answer = desk("load", book)
    assert (answer.status, answer.out) == (1, "")
    assert not desk.ledger.exists()
    assert not list(desk.folder.glob("Ledgers/*")), "something was left beside the ledger's place"
    return answer.err


SPEND_7 = "2019-01-24,spend,Charnwood Community Safety Partnership,PLF,2018-19,PLF-07"


def test_bad_entries_are_named_with_file_and_line_all_in_one_run(locality):
    book = locality.book()
    change(
        *(book, "entries.csv", (",PLF-03,3000.00", ",PLF-03,12.345")),
        *((",PLF-08,5000.00", ",PLF-88,5000.00"), (SPEND_7, "31/02/2019" + SPEND_7[10:])),
    )
    lines = refused_book(locality, book).splitlines()
    for place, text in (("line 5", "“12.345”"), ("line 10", "PLF-88"), ("line 37", "“31/02/2019”")):
        assert any(f"entries.csv {place}:" in line and text in line for line in lines), lines


def test_bad_rows_of_every_file_are_named_in_one_run(locality):
    book = locality.book()
    change(book, "entries.csv", (",PLF-03,3000.00", ",PLF-03,12.345"))
    change(book, "projects.csv", ("2018-19,PLF-09,", "2018-20,PLF-09,"))
    change(book, "funds.csv", (",indicative,", ",perhaps,"))
    lines = refused_book(locality, book).splitlines()
    for place, text in (
        ("entries.csv line 5", "“12.345”"),
        ("projects.csv line 10", "“2018-20”"),
        ("funds.csv line 3", "“perhaps”"),
    ):
        assert any(f"{place}:" in line and text in line for line in lines), lines


def test_a_thousands_comma_without_quotation_marks_is_named(locality):
    book = locality.book()
    change(book, "entries.csv", (",PLF-03,3000.00", ",PLF-03,3,000.00"))
    assert "entries.csv line 5" in refused_book(locality, book)


def test_a_book_saved_by_excel_survives_the_round_trip(locality):
    book = locality.book()
    save_as(book, **EXCEL["Windows-1252 with semicolons"])
    locality.load(book)
    locality.ok("export", "book", "--output", "out")
    locality.ok("load", "out", "--ledger", "again.sqlite")
    again = locality.ok("verify", "--format", "json", "--ledger", "again.sqlite").json["head"]
    assert f"{again['entry']}:{again['hash']}" == locality.head()


def test_a_book_loaded_again_as_excel_saved_it_changes_nothing(charnwood):
    head = charnwood.head()
    book = charnwood.book()
    save_as(book, **EXCEL["byte order mark"])
    charnwood.load(book)
    assert charnwood.head() == head


def test_a_missing_column_is_named(locality):
    book = locality.book()
    change(book, "entries.csv", (",to,amount,", ",to,sum,"))
    told = refused_book(locality, book)
    assert "“amount”" in told and "“sum”" in told


def test_an_entry_beyond_the_balance_refuses_the_book(locality):
    book = locality.book()
    change(book, "entries.csv", ("PLF-15,16.00", "PLF-15,15.99"))
    assert "PLF_2018-19_2019-01-24.csv line 16" in refused_book(locality, book)


PRINTED = "statements/PLF_2018-19_2019-01-24.csv"


def test_a_printed_line_out_by_a_penny_refuses_the_book(locality):
    book = locality.book()
    change(book, PRINTED, ("£4,086", "£4,086.01"))
    told = refused_book(locality, book)
    assert f"{PRINTED} line 7" in told
    assert "£4,086.01" in told and "£4,086.00" in told


def test_a_printed_total_out_by_a_penny_refuses_the_book(locality):
    book = locality.book()
    change(book, PRINTED, ("£40,530.00", "£40,530.01"))
    told = refused_book(locality, book)
    assert f"{PRINTED} line 20" in told
    assert "£40,530.01" in told and "£40,530.00" in told


def test_every_difference_of_every_printed_statement_is_named(locality):
    book = locality.book()
    change(book, PRINTED, ("£4,086", "£4,086.01"), ("£40,530.00", "£40,530.01"))
    change(book, "statements/CI001_2018-19_2019-01-24.csv", ("£941,0,£941", "£941,0,£940.99"))
    told = refused_book(locality, book)
    assert f"{PRINTED} line 7" in told and f"{PRINTED} line 20" in told
    assert "CI001_2018-19_2019-01-24.csv line 9" in told


def test_a_cell_that_is_not_money_is_named_and_not_taken_for_nought(locality):
    book = locality.book()
    change(book, PRINTED, ("Cycle Theft,\"£1,000\",0,", "Cycle Theft,\"£1,000\",n/a,"))
    told = refused_book(locality, book)
    assert f"{PRINTED} line 12" in told and "“n/a”" in told


def test_a_line_left_out_of_the_printed_statement_is_named(locality):
    book = locality.book()
    file = book / PRINTED
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "Op Endeavour" not in line), encoding="utf-8")
    assert "PLF-14" in refused_book(locality, book)


def test_a_book_that_contradicts_the_ledger_is_refused(charnwood):
    book = charnwood.book()
    change(book, "entries.csv", (",PLF-15,16.00", ",PLF-15,17.00"))
    charnwood.refused("load", book, saying=["entries.csv line 17", "PLF-15-ALLOC"])


# Names


@pytest.mark.parametrize("code", ["", "a b", "PLF/01", "=1+1", "x" * 25, "É"])
def test_what_is_no_code_is_refused(charnwood, code):
    charnwood.refused("project", "add", code, "Bikes", "--fund", "PLF", "--year", "2018-19")


def test_a_text_with_a_line_break_stays_one_line_of_a_statement(charnwood):
    answer = charnwood("project", "edit", "PLF-02", "--description", "Media\ntion")
    if answer.status == 0:
        lines = charnwood.ok("statement", "--fund", "PLF").out.splitlines()
        assert not any(line.startswith("tion") for line in lines)


@pytest.mark.parametrize("text", ["\x1b[31mRed", "PLF\n01", "PLF\r01", "\x07"])
def test_a_refusal_quotes_no_control_character(charnwood, text):
    answer = charnwood("spend", text, "1", *FEB, text=False)
    assert answer.status == 1
    assert not set(b"\x1b\r\x07") & set(answer.err) and answer.err.count(b"\n") == 1


@pytest.mark.parametrize("option", ["--payee", "--reference", "--note"])
def test_a_control_character_never_reaches_the_terminal(charnwood, option):
    charnwood("spend", "PLF-02", "1", *FEB, option, "\x1b[31mRed")
    for command in (["transactions"], ["explain", "PLF-02"]):
        assert b"\x1b" not in charnwood.ok(*command, text=False).out


def test_a_control_character_in_a_book_never_reaches_the_terminal(locality):
    book = locality.book()
    change(book, "projects.csv", (",Mediation,", ",Media\x1b[31mtion,"))
    change(book, PRINTED, ("Mediation,", "Media\x1b[31mtion,"))
    locality("load", book)
    if locality.ledger.exists():
        assert b"\x1b" not in locality.ok("statement", text=False).out
