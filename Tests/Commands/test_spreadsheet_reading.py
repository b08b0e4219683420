"""Files that are not what they say, or are made to do harm: one sentence, little memory, little time.

Each is made here and given to `locality check`. Nothing may be written or fetched, and the whole
process stays under 256 MB.
"""

import http.server
import io
import os
import random
import socket
import struct
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass

import pytest
from desk import ROOT

MEMORY = 256
SECONDS = 5
# Runs a command and tells its status, its memory in KB and its seconds. A program of its own: what
# a process takes is counted from its parent's memory on, and this one is small.
MEASURE = """
import os, signal, sys
signal.alarm(60)
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
_, status, usage = os.wait4(child, 0)
seconds = usage.ru_utime + usage.ru_stime
open(sys.argv[1], "w").write(f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss} {seconds}")
"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
WAY_OUT = "save it as Excel workbook (.xlsx) or CSV and try again."
GOOD = "Tests/Commands/Tables/149-charnwood-plf-libreoffice.xlsx"


@dataclass
class Run:
    status: int
    out: str
    err: str
    megabytes: int
    seconds: float


@pytest.fixture
def check(locality):
    """Runs `check` and tells what it took; nothing in the folder may have changed."""

    def run(file):
        before = listing(locality.folder)
        told = locality.folder.parent / "told"
        done = subprocess.run(
            [sys.executable, "-SEc", MEASURE, told, locality.binary, "check", str(file)],
            cwd=locality.folder,
            env=locality.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        status, kilobytes, seconds = told.read_text().split()
        assert listing(locality.folder) == before, "the folder changed"
        return Run(
            int(status),
            done.stdout.decode("utf-8"),
            done.stderr.decode("utf-8"),
            int(kilobytes) >> 10,
            float(seconds),
        )

    return run


@pytest.fixture
def refused(check):
    """Checks that a file is refused in one sentence with these words, within the bounds."""

    def run(file, *words):
        done = check(file)
        assert done.status == 1, done.out + done.err
        assert done.out == ""
        assert done.err.count("\n") == 1 and done.err.endswith(".\n"), done.err
        for word in words:
            assert word in done.err
        within_bounds(done)
        return done.err

    return run


def within_bounds(done):
    assert done.megabytes < MEMORY, done.err
    assert done.seconds < SECONDS, done.err


def listing(folder):
    return sorted((str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*"))


# Making workbooks


def parts(rows="", **others):
    """The parts of a small workbook, by name."""
    relation = f'<Relationship Id="{{}}" Type="{LINKS}/{{}}" Target="{{}}"/>'
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        + relation.format("rId1", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="PLF" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        + relation.format("rId1", "worksheet", "worksheets/sheet1.xml")
        + relation.format("rId2", "sharedStrings", "sharedStrings.xml")
        + "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
        SHEET: sheet(rows),
    }
    return made | others


def sheet(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def save(path, contents, level=1):
    """Writes the parts; a content is text, bytes, or a piece and how many times it comes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        for name, content in contents.items():
            if not isinstance(content, tuple):
                file.writestr(name, content)
                continue
            with file.open(name, "w", force_zip64=True) as part:
                before, piece, times, after = content
                part.write(before)
                for _ in range(times):
                    part.write(piece)
                part.write(after)
    return path


def claim(path, name, size):
    """Makes the file's directory, and the part's own header, say another size for the part."""
    content = bytearray(path.read_bytes())
    place = 0
    while (place := content.find(b"PK\x01\x02", place)) >= 0:
        length = struct.unpack_from("<H", content, place + 28)[0]
        if content[place + 46 : place + 46 + length] == name.encode():
            header = struct.unpack_from("<I", content, place + 42)[0]
            struct.pack_into("<I", content, place + 24, size)
            struct.pack_into("<I", content, header + 22, size)
        place += 46
    path.write_bytes(content)
    return path


def sheet_of(piece, times):
    before, after = sheet("|").encode().split(b"|")
    return before, piece, times, after


# Forms that programs write


class Pipe(io.RawIOBase):
    """Somewhere to write that cannot go back, as when a server sends a workbook while it makes it."""

    def __init__(self, file):
        super().__init__()
        self.file = file

    def writable(self):
        return True

    def write(self, content):
        return self.file.write(content)


FORMS = ["stored", "piped", "zip64", "folders", "utf-16", "upper case"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_one_workbook_reads_alike(check, tmp_path, form):
    with zipfile.ZipFile(ROOT / GOOD) as good:
        made = {name: good.read(name) for name in good.namelist()}
    path = tmp_path / "book.xlsx"
    with open(path, "wb") as file:
        method = zipfile.ZIP_STORED if form == "stored" else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(Pipe(file) if form == "piped" else file, "w", method) as book:
            if form == "folders":
                book.comment = b"a comment" * 100
                book.writestr("xl/", b"")
            for name, content in made.items():
                if form == "utf-16":
                    text = content.decode("utf-8").replace('"UTF-8"', '"UTF-16"')
                    content = text.encode("utf-16")
                if form == "upper case" and name.startswith("xl/"):
                    name = name.upper()
                with book.open(name, "w", force_zip64=form == "zip64") as part:
                    part.write(content)
    plain, other = check(ROOT / GOOD), check(path)
    assert plain.status == 0, plain.err
    assert (other.status, other.out, other.err) == (plain.status, plain.out, plain.err)


# Bombs


@pytest.mark.parametrize("megabytes", [100, 300])
def test_a_part_that_unpacks_to_far_more_than_the_file(refused, tmp_path, megabytes):
    bomb = save(tmp_path / "bomb.xlsx", parts(**{SHEET: sheet_of(b" " * (1 << 20), megabytes)}), 9)
    assert bomb.stat().st_size < 2_000_000
    refused(bomb, "bomb.xlsx unpacks to more than 256 MB, or to far more than a table would")


@pytest.mark.parametrize("size", [2_147_483_648, 4_294_967_294])
def test_a_sheet_that_says_it_has_two_gigabytes(refused, tmp_path, size):
    bomb = claim(save(tmp_path / "big.xlsx", parts("<row/>")), SHEET, size)
    refused(bomb, "big.xlsx unpacks to more than 256 MB")


def test_a_bomb_that_says_it_is_small(refused, tmp_path):
    bomb = save(tmp_path / "bomb.xlsx", parts(**{SHEET: sheet_of(b" " * (1 << 20), 300)}), 9)
    refused(claim(bomb, SHEET, 1_000_000), f"is damaged in its part {SHEET}")


def test_parts_that_are_small_each_but_not_together(refused, tmp_path):
    names = [f"worksheets/sheet{index}.xml" for index in range(12)]
    block = os.urandom(1 << 17).hex().encode()
    made = parts()
    made["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>' + "".join(
        f'<sheet name="{index}" r:id="r{index}"/>' for index in range(12)
    ) + "</sheets></workbook>"
    made["xl/_rels/workbook.xml.rels"] = "<Relationships>" + "".join(
        f'<Relationship Id="r{index}" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        for index in range(12)
    ) + "</Relationships>"
    made[SHEET] = sheet_of(b"<!--" + block + b"-->", 90)
    assert len(names) == 12
    refused(save(tmp_path / "many.xlsx", made), "many.xlsx unpacks to more than 256 MB")


def random_rows(size):
    """About that many bytes of rows that pack as a table's do; their places are counted."""
    draw = random.Random(4)
    rows = []
    while size > 0:
        cells = "".join(f"<c><v>{draw.randrange(10**8) / 100}</v></c>" for _ in range(7))
        rows.append(f"<row>{cells}</row>")
        size -= len(rows[-1])
    return "".join(rows).encode()


def test_a_sheet_that_fills_the_budget_has_too_many_cells(refused, tmp_path):
    rows = random_rows(1 << 20)
    full = save(tmp_path / "full.xlsx", parts(**{SHEET: sheet_of(rows, 150)}))
    refused(full, "full.xlsx holds more than 4 million cells: save only the sheets and rows")


def test_one_text_in_a_million_cells(refused, tmp_path):
    text = random_text(32_767)
    shared = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 1_000 + b"</row>"
    many = parts(**{SHEET: sheet_of(row, 1_000), "xl/sharedStrings.xml": shared})
    refused(save(tmp_path / "many.xlsx", many), "many.xlsx holds more than 112 MB of text")


def random_text(size):
    return os.urandom(size // 2 + 1).hex()[:size]


@pytest.mark.parametrize(
    "before, after",
    [(b'<worksheet a="', b'"/>'), (b"<worksheet><!--", b"--></worksheet>"), (b"<", b"/>")],
    ids=["attribute", "comment", "name"],
)
def test_a_tag_of_sixty_megabytes(refused, tmp_path, before, after):
    block = os.urandom(1 << 19).hex().encode()
    long = parts(**{SHEET: (before, block, 60, after)})
    refused(save(tmp_path / "long.xlsx", long), f"long.xlsx is damaged in its part {SHEET}")


@pytest.mark.parametrize("tag", ["<a{}>", "<a{0}></a{0}>", "<a b{}=''/>"])
def test_a_million_elements_of_their_own_names(refused, tmp_path, tag):
    text = "<worksheet>" + "".join(tag.format(random_text(8)) for _ in range(1_000_000))
    refused(
        save(tmp_path / "names.xlsx", parts(**{SHEET: text})),
        f"names.xlsx is damaged in its part {SHEET}",
    )


def test_texts_that_fill_the_memory(refused, tmp_path):
    block = "".join(f"<si><t>{random_text(100)}</t></si>" for _ in range(5_000)).encode()
    shared = (f'<sst xmlns="{MAIN}">'.encode(), block, 220, b"</sst>")
    full = save(tmp_path / "full.xlsx", parts(**{"xl/sharedStrings.xml": shared}))
    refused(full, "full.xlsx")


def test_too_many_parts(refused, tmp_path):
    with zipfile.ZipFile(save(tmp_path / "many.xlsx", parts()), "a") as file:
        for index in range(20_000):
            file.writestr(f"xl/media/{index}.png", "")
    refused(tmp_path / "many.xlsx", "many.xlsx holds more than 10000 parts")


# Entities and places elsewhere


@pytest.fixture
def listener():
    """A web server that notes every request."""
    requests = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    server.server_close()


LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij")
    )
    + "]>"
)


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"]
)
def test_entities_that_grow(refused, tmp_path, part):
    made = parts()
    made[part] = LAUGHS + made[part].replace("></", ">&j;</", 1)
    refused(
        save(tmp_path / "laughs.xlsx", made),
        f"laughs.xlsx holds a document type in its part {part}",
    )


def test_entities_and_document_types_elsewhere(refused, tmp_path, listener):
    address, requests = listener
    secret = tmp_path / "secret"
    secret.write_text("open sesame")
    for head in [
        f'<!DOCTYPE w SYSTEM "{address}/w.dtd">',
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "{address}/x">]>',
        f'<!DOCTYPE w [<!ENTITY % x SYSTEM "{address}/x">%x;]>',
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>',
    ]:
        text = head + sheet('<row><c t="inlineStr"><is><t>&x;</t></is></c></row>')
        said = refused(save(tmp_path / "away.xlsx", parts(**{SHEET: text})), "document type")
        assert "sesame" not in said
    assert requests == []


def test_sheets_elsewhere(refused, tmp_path, listener):
    address, requests = listener
    good = parts("<row><c><v>1</v></c></row>")
    links = good["xl/_rels/workbook.xml.rels"]
    for target in [f"{address}/a.xml", "../../secret", "file:///etc/passwd"]:
        good["xl/_rels/workbook.xml.rels"] = links.replace("worksheets/sheet1.xml", target)
        refused(
            save(tmp_path / "away.xlsx", good),
            f"away.xlsx refers to “{target}”, which is outside the file and is not read",
        )
    assert requests == []


@pytest.mark.parametrize("name", ["../../escaped", "/tmp/escaped", "xl/../../escaped"])
def test_parts_with_paths_out_of_the_file(refused, tmp_path, name):
    away = save(tmp_path / "away.xlsx", parts() | {name: "x"})
    refused(away, f"away.xlsx refers to “{name}”, which is outside the file")


# Other files under a workbook's name


def libreoffice_like_ods(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<office:document-content/>")


def container(*streams):
    content = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    for stream in streams:
        name = stream.encode("utf-16-le")
        content += name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + bytes(62)
    return content


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "is empty"),
        (container("Root Entry", "Workbook"), "is an old .xls workbook"),
        (
            container("Root Entry", "EncryptionInfo", "EncryptedPackage"),
            "is protected by a password",
        ),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "is a web page"),
        (b"PK\x03\x04" + bytes(1_000), "is damaged, or not all of it is there"),
        (bytes(range(256)) * 100, "is neither text nor a file that is known here"),
    ],
    ids=["empty", "xls", "password", "pdf", "html", "zip", "binary"],
)
def test_what_is_no_workbook_is_named(refused, tmp_path, content, words):
    file = tmp_path / "report.xlsx"
    file.write_bytes(content)
    refused(file, "report.xlsx", words)


def test_an_open_document_is_named(refused, tmp_path):
    libreoffice_like_ods(tmp_path / "report.xlsx")
    refused(tmp_path / "report.xlsx", "report.xlsx is an OpenDocument file such as .ods", WAY_OUT)


def test_a_workbook_that_is_cut_short_at_any_place(refused, tmp_path):
    whole = (ROOT / GOOD).read_bytes()
    file = tmp_path / "cut.xlsx"
    for share in range(1, 20):
        file.write_bytes(whole[: len(whole) * share // 20])
        refused(file, "cut.xlsx is damaged, or not all of it is there", WAY_OUT)


def test_a_part_behind_a_password(refused, tmp_path):
    file = save(tmp_path / "locked.xlsx", parts())
    content = file.read_bytes()
    # Bit 0 of the flags, in each part's header and in the list of parts.
    for mark, place in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]:
        pieces = content.split(mark)
        content = pieces[0] + b"".join(
            mark + piece[: place - 4] + bytes([piece[place - 4] | 1]) + piece[place - 3 :]
            for piece in pieces[1:]
        )
    file.write_bytes(content)
    refused(file, "locked.xlsx is protected by a password")


# What is no file of a size to read


def test_folders_pipes_and_devices_are_refused_at_once(refused, tmp_path):
    refused(tmp_path, "is a folder")
    os.mkfifo(tmp_path / "pipe.xlsx")
    refused(tmp_path / "pipe.xlsx", "is a pipe or a device")
    refused("/dev/zero", "is a pipe or a device")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        refused(tmp_path / "s", "is a pipe or a device")
    refused(tmp_path / "none.xlsx", "is not there")


@pytest.mark.parametrize("name", ["big.xlsx", "big.csv"])
def test_a_file_of_gigabytes_is_refused_before_it_is_read(refused, tmp_path, name):
    with open(tmp_path / name, "wb") as file:
        file.truncate(3_000_000_000)
    refused(tmp_path / name, f"{name} takes 3000 MB, and 50 MB is the most")


@pytest.mark.parametrize(
    "start, piece, encoding",
    [
        ("", ",", "utf-8"),
        ("a,b\n", "\n", "utf-8"),
        ("a,b\n", "x,1234567.89\n", "utf-8"),
        ("a,b\n", "a text,1234567.89,2345678.91\n", "utf-8"),
        ('a,b\n', '"a ""text""",1234567.89,2345678.91\n', "utf-8"),
        ("a;b\n", "£;", "cp1252"),
        ("a;b\n", "€€€€€€€€€€€€;", "cp1252"),
        ("a;b\n", "a text £;1234567.89;£2345678.91\n", "cp1252"),
        ("a\tb\n", "1\t\r\n", "utf-16"),
        ("a\tb\n", "a text\t1234\t£2345\n", "utf-16"),
        ('a,b\n"', '""', "utf-8"),
        ("", "a  ", "utf-8"),
    ],
)
def test_text_that_is_all_cells(check, tmp_path, start, piece, encoding):
    content = start.encode(encoding)
    piece = (piece * 10_000).encode("utf-16-le" if encoding == "utf-16" else encoding)
    (tmp_path / "cells.csv").write_bytes(content + piece * (49_000_000 // len(piece)))
    done = check(tmp_path / "cells.csv")
    assert done.status in (0, 1)
    within_bounds(done)
