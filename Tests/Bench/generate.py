#!/usr/bin/env python3
"""Writes a made-up book of a given size, and the same entries for the tools it is held against.

    generate.py SIZE FOLDER [--seed N]
    generate.py SIZE FOLDER --table [--seed N]

SIZE is the number of entries in all. The book has one partnership, 6 funds x 4 years (24 fund years) and 100
projects in each (2,400), whatever the size, so that two sizes differ in entries alone. FOLDER receives

    funds.csv, projects.csv, entries.csv    the book, as `locality load` reads it
    entries.journal                         the same entries for hledger and ledger
    flat.csv                                the same entries as rows of one table with the columns of the ledger's own
                                            entry row (numbers for days, kinds and accounts), for sqlite3's .import
    accounts.csv                            what the account numbers in flat.csv stand for

With --table it is a printed table of SIZE lines instead, with a sub-total after every 500 and a total, three columns
of money that add up, and amounts as people print them; FOLDER receives

    table.csv, table.xlsx                   the same table; in the workbook most amounts are numbers

and the three totals in pence are printed.

The same SIZE and seed give the same bytes. No project is ever overspent, no award over-allocated, no order taken
back beyond what was ordered, and every date is within its fund year, so that a strict loader accepts the book.
Every project keeps KEPT_FREE pence free on every day, so that a benchmark can still record spends of its own.
"""
import argparse
import datetime
import functools
import hashlib
import os
import random
import zipfile
from xml.sax.saxutils import escape

PARTNERSHIP = "Northmoor Community Safety Partnership"
FUNDS = {
    "F01": "Partnership Locality Fund",
    "F02": "Prevention Fund",
    "F03": "Safer Streets Fund",
    "F04": "Youth Diversion Fund",
    "F05": "Victims and Witnesses Fund",
    "F06": "Rural Crime Fund",
}
FIRST_YEARS = (2019, 2020, 2021, 2022)
PROJECTS_EACH = 100
SET_UP = len(FUNDS) * len(FIRST_YEARS) * (PROJECTS_EACH + 1)  # an award a fund year, an allocation a project
KEPT_FREE = 50_000
KINDS = {"award": 1, "allocation": 2, "virement": 3, "commitment": 4, "decommitment": 5, "spend": 6, "refund": 7}
DEFAULT_SEED = 20190401

ACTIVITIES = (
    "Detached youth work", "Street lighting", "Mobile CCTV", "Burglary target hardening", "Boxing club sessions",
    "Domestic abuse outreach", "Knife crime workshops", "Shed alarms", "Taxi marshals", "Purple flag patrols",
    "Drug and alcohol outreach", "Restorative justice panel", "Hate crime reporting centre", "Speed watch kit",
    "Scam awareness, older people", "Cycle marking", "Safe spaces scheme", "Community mediation", "Litter and graffiti",
    "Summer football, under 16s",
)
PLACES = (
    "Ashby Road", "Bell Green", "Castle ward", "Dale estate", "East Moor", "Fosse Way", "Grange Park", "High Street",
    "Ivy Lane", "Jubilee Park", "Kings Meadow", "Low Town", "Market Place", "North Quay", "Old Mill",
)
LEADS = ("A. Barlow", "C. Dhillon", "E. Farrow", "G. Hussain", "J. Kaye", "M. Nowak", "P. Quinn", "S. Tindall")
PRIORITIES = ("Violence", "Anti-social behaviour", "Acquisitive crime", "Vulnerability", "Substance misuse")
FIRST_WORDS = (
    "Oakfield", "Riverside", "Beacon", "Trent", "Alder", "Northmoor", "Harbour", "St Mary's", "Phoenix", "Lantern",
    "Greenway", "Bridge", "Summit", "Keystone", "Meadow", "Falcon", "Orchard", "Compass", "Anchor", "Castle",
)
LAST_WORDS = (
    "Youth Trust", "Security Ltd", "Community Centre", "Training CIC", "Borough Council", "Electrical, Alarms & Locks",
    "Housing Association", "Print & Design", "Sports Club", "Counselling Service", "Coach Hire", "Family Support",
)
PAYEES = tuple(f"{first} {last}" for first in FIRST_WORDS for last in LAST_WORDS)
SPEND_NOTES = ("sessions, half term", "quarter's invoice", "delivered in full", "part payment", "materials")


def cell(text):
    """A CSV cell, quoted only where it must be."""
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def written(pence, style):
    """An amount as a person writes it: £10,000 or 3684.00 or £1,250.50 or 1,250.50 or 1200."""
    pounds, rest = divmod(pence, 100)
    if style < 0.50:
        return f"{pounds}.{rest:02d}"
    if style < 0.75:
        return f"£{pounds:,}" if rest == 0 else f"£{pounds:,}.{rest:02d}"
    if style < 0.90:
        return f"{pounds:,}.{rest:02d}"
    return f"{pounds}" if rest == 0 else f"£{pounds}.{rest:02d}"


@functools.lru_cache(maxsize=None)
def day_number(day):
    """Days since 1 January 1970, as the ledger counts them."""
    return (datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days


def year_label(first_year):
    return f"{first_year}-{(first_year + 1) % 100:02d}"


def create(folder, name):
    return open(os.path.join(folder, name), "w", encoding="utf-8", newline="", buffering=1 << 20)


class Project:
    __slots__ = ("code", "fund_year", "account", "free", "orders", "last_spend", "allocation")

    def __init__(self, code, fund_year, account, allocation):
        self.code = code
        self.fund_year = fund_year
        self.account = account  # available; committed is the next number, spent the one after
        self.allocation = allocation
        self.free = 0
        self.orders = []  # [reference, pence still open, payee]
        self.last_spend = None  # (pence, payee): what a credit note may give back


class FundYear:
    __slots__ = ("fund", "number", "first_year", "label", "account", "award", "projects")

    def __init__(self, fund, number, first_year, account):
        self.fund = fund
        self.number = number
        self.first_year = first_year
        self.label = year_label(first_year)
        self.account = account  # funder; unallocated is the next number
        self.award = 0
        self.projects = []


def make_fund_years(dice):
    """All fund years with their projects and allocations; account numbers run without gaps from 1."""
    result, account = [], 1
    for letter, first_year in zip("ABCD", FIRST_YEARS):
        for fund in FUNDS:
            fund_year = FundYear(fund, len(result) + 1, first_year, account)
            account += 2
            for number in range(1, PROJECTS_EACH + 1):
                allocation = dice.randint(50, 600) * 10_000  # £5,000 to £60,000 in hundreds
                project = Project(f"{fund}{letter}-{number:03d}", fund_year, account, allocation)
                account += 3
                fund_year.projects.append(project)
            allocated = sum(project.allocation for project in fund_year.projects)
            fund_year.award = allocated // 1_000_000 * 1_000_000 + dice.randint(1, 9) * 1_000_000
            result.append(fund_year)
    return result


class Writer:
    """Writes each entry three times over: for the book, the journal and the flat table."""

    def __init__(self, folder, fund_years, dice):
        self.dice = dice
        self.number = 0
        self.names = {}
        self.book = create(folder, "entries.csv")
        self.journal = create(folder, "entries.journal")
        self.flat = create(folder, "flat.csv")
        self.book.write("date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry\n")
        self.flat.write(
            "number,id,recorded,recorder_id,day,kind,fund_id,from_account,to_account,pence,reference,payee,note,"
            "answers,overspend_reason,is_awaited,hash\n"
        )
        with create(folder, "accounts.csv") as accounts:
            accounts.write("account,fund,year,project,side\n")
            for fund_year in fund_years:
                self.declare(accounts, fund_year)
        self.journal.write("commodity GBP\n    format 1000.00 GBP\n")
        for name in self.names.values():
            self.journal.write(f"account {name}\n")

    def declare(self, accounts, fund_year):
        fund, label = fund_year.fund, fund_year.label
        self.names[fund_year.account] = f"funder:OPCC:{fund}:{label}"
        self.names[fund_year.account + 1] = f"fund:{fund}:{label}:unallocated"
        accounts.write(f"{fund_year.account},{fund},{label},,funder\n")
        accounts.write(f"{fund_year.account + 1},{fund},{label},,unallocated\n")
        for project in fund_year.projects:
            for offset, side in enumerate(("available", "committed", "spent")):
                self.names[project.account + offset] = f"project:{fund}:{label}:{project.code}:{side}"
                accounts.write(f"{project.account + offset},{fund},{label},{project.code},{side}\n")

    def entry(self, day, kind, fund_year, source, target, from_account, to_account, pence, reference, payee, note):
        self.number += 1
        number = self.number
        name = f"E{number:07d}"
        payee_cell, note_cell = cell(payee), cell(note)
        amount = cell(written(pence, self.dice.random()))
        self.book.write(
            f"{day},{kind},{PARTNERSHIP},{fund_year.fund},{fund_year.label},{source},{target},{amount},"
            f"{reference},{payee_cell},{note_cell},{name}\n"
        )
        text = f"{pence // 100}.{pence % 100:02d} GBP"
        about = f"{payee} | {reference}" if payee else f"{kind} {reference}"
        self.journal.write(
            f"{day} * ({name}) {about}\n    {self.names[to_account]}  {text}\n    {self.names[from_account]}  -{text}\n"
        )
        ordinal = day_number(day)
        row = (
            f"{number},{name},{ordinal * 86_400_000 + 32_400_000},1,{ordinal},{KINDS[kind]},{fund_year.number},"
            f"{from_account},{to_account},{pence},{reference},{payee_cell},{note_cell},,,"
        )
        # As many bytes as a SHA-256 kept as a blob, which the shell's .import cannot make.
        self.flat.write(f"{row},{hashlib.sha256(row.encode()).hexdigest()[:32]}\n")

    def close(self):
        for file in (self.book, self.journal, self.flat):
            file.close()


def days_between(first, last):
    """The working days from first to last, as text."""
    result, day = [], first
    while day <= last:
        if day.weekday() < 5:
            result.append(day.isoformat())
        day += datetime.timedelta(days=1)
    return result


def write_set_up(writer, fund_years, dice):
    """The awards on 1 April, then every allocation in the first half of April."""
    first_year = fund_years[0].first_year
    for fund_year in fund_years:
        writer.entry(
            f"{first_year}-04-01", "award", fund_year, "", "", fund_year.account, fund_year.account + 1,
            fund_year.award, f"OPCC/{fund_year.fund}/{fund_year.label}", "", "offer letter",
        )
    days = days_between(datetime.date(first_year, 4, 2), datetime.date(first_year, 4, 14))
    for when, fund_year, project in sorted(
        ((dice.randrange(len(days)), fund_year, project) for fund_year in fund_years for project in fund_year.projects),
        key=lambda item: item[0],
    ):
        project.free = project.allocation
        writer.entry(
            days[when], "allocation", fund_year, "", project.code, fund_year.account + 1, project.account,
            project.allocation, f"ALLOC-{project.code}", "", "",
        )


def write_year(writer, fund_years, count, dice):
    """`count` movements of one year's projects from 15 April to 31 March, in order of date."""
    first_year = fund_years[0].first_year
    projects = [project for fund_year in fund_years for project in fund_year.projects]
    days = days_between(datetime.date(first_year, 4, 15), datetime.date(first_year + 1, 3, 31))
    each = count / len(projects)
    for day in sorted(dice.randrange(len(days)) for _ in range(count)):
        left = each * (len(days) - day) / len(days) + 1
        write_movement(writer, dice.choice(projects), days[day], left, dice)


def write_movement(writer, project, day, left, dice):
    """One movement that the project can bear; `left` is how many more it may expect this year."""
    spendable = project.free - KEPT_FREE
    fund_year = project.fund_year
    mine = project.account
    choice = dice.random()
    number = writer.number + 1
    pence = max(1, int(spendable * min(0.6, dice.uniform(0.3, 1.7) / (left + 1))))
    if pence > 20_000 and dice.random() < 0.4:
        pence -= pence % 1_000
    elif pence > 300 and dice.random() < 0.2:
        pence -= pence % 100

    if project.orders and (choice < 0.05 or spendable < 1):
        order = dice.choice(project.orders)
        part = order[1] if order[1] < 2 or dice.random() < 0.7 else order[1] // 2
        order[1] -= part
        project.free += part
        if order[1] == 0:
            project.orders.remove(order)
        writer.entry(day, "decommitment", fund_year, project.code, "", mine + 1, mine, part, order[0], order[2], "")
    elif project.last_spend and (choice < 0.09 or spendable < 1):
        spent, payee = project.last_spend
        part = max(1, int(spent * dice.uniform(0.05, 1)))
        project.last_spend = None
        project.free += part
        writer.entry(
            day, "refund", fund_year, "", project.code, mine + 2, mine, part, f"CN-{number}", payee, "credit note",
        )
    elif spendable < 1:
        write_rescue(writer, project, day, dice, number)
    elif choice < 0.13:
        other = project
        while other is project:
            other = dice.choice(fund_year.projects)
        project.free -= pence
        other.free += pence
        writer.entry(
            day, "virement", fund_year, project.code, other.code, mine, other.account, pence, f"V-{number}", "",
            "approved",
        )
    elif choice < 0.20:
        payee = dice.choice(PAYEES)
        project.free -= pence
        project.orders.append([f"PO-{number}", pence, payee])
        writer.entry(
            day, "commitment", fund_year, project.code, "", mine, mine + 1, pence, f"PO-{number}", payee,
            "order placed",
        )
    else:
        payee = dice.choice(PAYEES)
        project.free -= pence
        project.last_spend = (pence, payee)
        note = dice.choice(SPEND_NOTES) if dice.random() < 0.3 else ""
        writer.entry(day, "spend", fund_year, project.code, "", mine, mine + 2, pence, f"INV-{number}", payee, note)


def write_rescue(writer, project, day, dice, number):
    """A project with nothing left to spend, order or take back is given money by its richest neighbour."""
    fund_year = project.fund_year
    other = max((item for item in fund_year.projects if item is not project), key=lambda item: item.free)
    pence = (other.free - KEPT_FREE) // 2
    if pence < 1:
        raise SystemExit(f"{fund_year.fund} {fund_year.label} has no money left to move; use a smaller SIZE")
    other.free -= pence
    project.free += pence
    writer.entry(
        day, "virement", fund_year, other.code, project.code, other.account, project.account, pence, f"V-{number}", "",
        "approved",
    )


def write_funds_and_projects(folder, fund_years, dice):
    with create(folder, "funds.csv") as file:
        file.write("partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria\n")
        for fund_year in fund_years:
            first, fund = fund_year.first_year, fund_year.fund
            file.write(
                f"{PARTNERSHIP},{fund},{FUNDS[fund]},{fund_year.label},OPCC,confirmed,"
                f"{first}-04-01,{first + 1}-03-31,\n"
            )
    with create(folder, "projects.csv") as file:
        file.write("partnership,fund,year,project,description,priority,lead,partner,location,criterion\n")
        for fund_year in fund_years:
            for index, project in enumerate(fund_year.projects):
                activity = ACTIVITIES[index % len(ACTIVITIES)]
                place = PLACES[(index // len(ACTIVITIES) * 3 + index) % len(PLACES)]
                file.write(
                    f"{PARTNERSHIP},{fund_year.fund},{fund_year.label},{project.code},{cell(f'{activity}: {place}')},"
                    f"{dice.choice(PRIORITIES)},{dice.choice(LEADS)},{cell(dice.choice(PAYEES))},{place},\n"
                )


def generate(size, folder, seed=DEFAULT_SEED):
    if size < SET_UP:
        raise SystemExit(f"SIZE must be at least {SET_UP}: 24 awards and 2,400 allocations come first")
    os.makedirs(folder, exist_ok=True)
    dice = random.Random(seed)
    fund_years = make_fund_years(dice)
    write_funds_and_projects(folder, fund_years, dice)
    writer = Writer(folder, fund_years, dice)
    movements = size - SET_UP
    for index, first_year in enumerate(FIRST_YEARS):
        of_year = [fund_year for fund_year in fund_years if fund_year.first_year == first_year]
        share = movements // 4 + (1 if index < movements % 4 else 0)
        write_set_up(writer, of_year, dice)
        write_year(writer, of_year, share, dice)
    writer.close()


# A printed table

SECTION = 500
TABLE_HEADINGS = ("Code", "Project", "Amount Allocated", "Amount Spent", "Balance", "Lead")
AWAITED = "* awaiting Quarter Three invoices"


def printed(pence, style):
    """An amount as a report prints it: £10,000 or £1,250.50 or 1,250.50 or 3684.00, and a dash or nothing for nil."""
    if pence == 0 and style < 0.5:
        return "–" if style < 0.2 else "" if style < 0.3 else "£0"
    pounds, rest = divmod(pence, 100)
    if style < 0.70:
        return f"£{pounds:,}" if rest == 0 else f"£{pounds:,}.{rest:02d}"
    if style < 0.85:
        return f"£{pounds:,}.{rest:02d}"
    if style < 0.95:
        return f"{pounds:,}.{rest:02d}"
    return f"{pounds}.{rest:02d}"


def table_rows(lines, dice):
    """Rows of (code, label, amounts, texts, lead): whole pence, and how each is printed; none for a title or a note."""
    total, sub = [0, 0, 0], [0, 0, 0]
    for number in range(1, lines + 1):
        allocated = dice.randint(5, 400) * 10_000 if dice.random() < 0.8 else dice.randint(50_000, 4_000_000)
        share = dice.random()
        spent = 0 if share < 0.08 else allocated if share < 0.3 else int(allocated * dice.random())
        if dice.random() < 0.4:
            spent -= spent % 100
        amounts = [allocated, spent, allocated - spent]
        texts = [printed(pence, dice.random()) for pence in amounts]
        if spent and dice.random() < 0.03:
            texts[1] += "*"
        label = f"{ACTIVITIES[number % len(ACTIVITIES)]}: {PLACES[number % len(PLACES)]}, scheme {number}"
        yield f"P{number:06d}", label, amounts, texts, dice.choice(LEADS)
        for index, pence in enumerate(amounts):
            sub[index] += pence
            total[index] += pence
        if number % SECTION == 0 or number == lines:
            section = (number - 1) // SECTION + 1
            yield "", f"Sub-total, section {section}", sub, [printed(pence, 0.6) for pence in sub], ""
            sub = [0, 0, 0]
    yield "", "Total", total, [printed(pence, 0.6) for pence in total], ""


def generate_table(lines, folder, seed=DEFAULT_SEED):
    """Writes the table twice and gives back its totals in pence."""
    os.makedirs(folder, exist_ok=True)
    dice = random.Random(seed)
    title = f"{PARTNERSHIP}: Partnership Locality Fund 2019/20"
    rows = list(table_rows(lines, dice))
    with create(folder, "table.csv") as file:
        file.write(f"{cell(title)}\n\n{','.join(TABLE_HEADINGS)}\n")
        for code, label, _, texts, lead in rows:
            file.write(",".join([code, cell(label), *map(cell, texts), lead]) + "\n")
        file.write(f"\n{AWAITED}\n")
    write_workbook(os.path.join(folder, "table.xlsx"), title, rows, dice)
    return rows[-1][2]


class SharedStrings:
    def __init__(self):
        self.places = {}

    def cell(self, place, text, style=0):
        number = self.places.setdefault(text, len(self.places))
        return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'

    def xml(self):
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.places)
        return f'<sst xmlns="{MAIN}" count="{len(self.places)}" uniqueCount="{len(self.places)}">{texts}</sst>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;£&quot;#,##0.00"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>'
    '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" '
    'applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def write_workbook(path, title, rows, dice):
    """The table as Excel keeps it: texts shared, amounts as numbers but where someone typed a £, a mark or a dash."""
    strings, lines = SharedStrings(), []
    lines.append(f'<row r="1">{strings.cell("A1", title)}</row>')
    cells = (strings.cell(f"{letter}3", text) for letter, text in zip("ABCDEF", TABLE_HEADINGS))
    lines.append(f'<row r="3">{"".join(cells)}</row>')
    for number, (code, label, amounts, texts, lead) in enumerate(rows, 4):
        cells = [strings.cell(f"A{number}", code)] if code else []
        cells.append(strings.cell(f"B{number}", label))
        for letter, pence, text in zip("CDE", amounts, texts):
            if text.endswith("*") or text == "–" or dice.random() < 0.05 and text:
                cells.append(strings.cell(f"{letter}{number}", text, 1))
            elif text:
                cells.append(f'<c r="{letter}{number}" s="1"><v>{pence / 100!r}</v></c>')
        cells += [strings.cell(f"F{number}", lead)] if lead else []
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    last = len(rows) + 5
    lines.append(f'<row r="{last}">{strings.cell(f"A{last}", AWAITED)}</row>')
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="PLF" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(
                [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                 ("styles", "styles.xml")], 1)
        )
        + "</Relationships>",
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1:F{last}"/><sheetData>'
        f'{"".join(lines)}</sheetData></worksheet>',
        "xl/sharedStrings.xml": strings.xml(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            content = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def main():
    parser = argparse.ArgumentParser(description="Writes a made-up book of SIZE entries, and the same for the peers.")
    parser.add_argument("size", metavar="SIZE", type=int)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--seed", metavar="N", type=int, default=DEFAULT_SEED)
    parser.add_argument("--table", action="store_true", help="a printed table instead")
    arguments = parser.parse_args()
    if arguments.table:
        print(*generate_table(arguments.size, arguments.folder, arguments.seed))
    else:
        generate(arguments.size, arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()
