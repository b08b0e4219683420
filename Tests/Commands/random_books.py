"""Random books that a ledger must take whole: every kind of entry, and words that look like syntax.

    python random_books.py FOLDER SEED ENTRIES

writes funds.csv, projects.csv and entries.csv. The same seed writes the same bytes. What every
account then holds is kept here by the plainest means, as a second opinion on the ledger's sums.
"""

import csv
import datetime
import random
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

FUND_COLUMNS = "partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria".split(",")
PROJECT_COLUMNS = (
    "partnership,fund,year,project,description,priority,lead,partner,location,criterion".split(",")
)
ENTRY_COLUMNS = (
    "date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry,against,overspend"
).split(",")

AWKWARD = [
    "* starred", "! noted", "(12) bracketed", "; a remark", "a  ; b", "# tag", "#tag ^link", "% 5",
    "[2018-11-02] moved", "[=2018/11/02]", "{= 5 GBP}", "= 5 GBP", "@ 2 GBP", "==1 GBP", "|| x",
    "=1+1", "+44 1509 000000", "-5", "@sum", 'say "when"', '"', '""', "\\", '\\"', "\\n", "'", ",",
    ":tag:", "::", "a::b", "payee: other, date: 2018-01-01", "date:2018-01-01", "type: A",
    "comment", "end comment", "include /dev/null", '2018-11-02 * "x"', "-- not a date", "~ 0",
    "Café Zoë", "Łódź — “quoted” ‘single’", "£1,000", "e\u0301\u0301", '"\u0301', "a\u2028b",
    "a\u0085b", "no\u00a0break", "\U0001f600", "日本語", "عربي", "<b>&amp;</b>", "${HOME}",
    "$(true)", "NULL", "null", "0.00 GBP", "1,234.56", "project:P01:spent  5 GBP", "long " * 190,
]
PLAIN = ["Beacon Youth Trust", "Parish Council", "Locks & Co", "Street Pastors", "CCTV Ltd"]
CODES = ["PLF", "CI001", "SV-2", "X", "7UP"]
SOURCE_COLUMNS = "partnership,source,settings,after".split(",")
EXTRACT_COLUMNS = "partnership,fund,year,from,to,name,file,after".split(",")
MATCHING_COLUMNS = "partnership,fund,year,payments,entries,verdict,reason,after".split(",")

# How often each kind is tried, out of the sum.
WEIGHTS = {
    "spend": 30, "spend against": 10, "commitment": 9, "awaited": 2, "decommitment": 5,
    "refund": 5, "virement": 7, "release": 4, "allocation": 7, "award": 3, "award-reduction": 2,
    "claim": 5, "receipt": 5, "carry-forward": 3, "repayment": 3, "reversal": 9, "overspend": 2,
}


def year_name(start):
    return f"{start}-{(start + 1) % 100:02}"


@dataclass
class Fund:
    partnership: str
    code: str
    start: int
    spend_from: datetime.date
    spend_by: datetime.date
    projects: list = field(default_factory=list)

    @property
    def year(self):
        return year_name(self.start)

    @property
    def key(self):
        return (self.partnership, self.code, self.year)


@dataclass
class Recorded:
    """An entry that a later one may answer."""

    row: dict
    fund: Fund
    day: datetime.date
    source: tuple
    target: tuple
    amount: int
    drawn: int = 0
    drawings: int = 0
    is_reversed: bool = False


class RandomBook:
    """A book in the making, with what every account holds: balances[account] in pence, where an
    account is (partnership, fund, year, project or "", role)."""

    def __init__(self, seed, partnerships=None):
        self.random = random.Random(seed)
        self.balances = defaultdict(int)
        self.rows = []
        self.recorded = []
        self.awarded = defaultdict(int)
        self.claimed = defaultdict(int)
        self.orders = defaultdict(list)
        self.funds = self.make_funds(partnerships)
        self.by_key = {fund.key: fund for fund in self.funds}
        self.openings = [(fund, step) for fund in self.funds for step in ("award", "allocation")]

    def make_funds(self, partnerships):
        names = partnerships or self.random.choice(
            [["Charnwood CSP"], ["Charnwood CSP"], ["Nether & Upper: “CSP”, Ltd"],
             ["Charnwood CSP", "charnwood-csp", "Münster (North)"]])
        funds = []
        for name in names:
            for code in self.random.sample(CODES, self.random.randint(1, 2)):
                first = self.random.randint(2016, 2019)
                for start in range(first, first + self.random.randint(1, 3)):
                    funds.append(self.make_fund(name, code, start))
        return funds

    def make_fund(self, partnership, code, start):
        late = datetime.timedelta(days=self.random.choice([0, 0, 0, 30]))
        early = datetime.timedelta(days=self.random.choice([0, 0, 17]))
        spend_from = datetime.date(start, 4, 1) + late
        fund = Fund(partnership, code, start, spend_from, datetime.date(start + 1, 3, 31) - early)
        for number in range(1, self.random.randint(2, 6) + 1):
            name = f"{code}-{number:02}"
            fund.projects.append(self.random.choice([name, name, f"P{number}"]))
        return fund

    # Words and figures.

    def words(self, chance=0.5):
        if self.random.random() > chance:
            return ""
        return self.random.choice(AWKWARD if self.random.random() < 0.6 else PLAIN)

    def typed(self, pence):
        """The sum as some person would write it."""
        pounds, rest = divmod(pence, 100)
        forms = [f"{pounds}.{rest:02}", f"{pounds:,}.{rest:02}", f"£{pounds:,}.{rest:02}"]
        if rest == 0:
            forms += [str(pounds), f"£{pounds:,}"]
        return self.random.choice(forms)

    def part_of(self, most):
        """A sum from a penny to the most, often a round one, sometimes all of it."""
        shape = self.random.random()
        if shape < 0.1:
            return most
        if shape < 0.2:
            return 1
        part = self.random.randint(1, min(most, self.random.choice([most, 50_000, 500_000])))
        return part - part % 100 if shape < 0.6 and part >= 100 else part

    def delivery_day(self, fund):
        return self.day_between(fund.spend_from, fund.spend_by)

    def day_between(self, first, last):
        return first + datetime.timedelta(days=self.random.randint(0, (last - first).days))

    # Accounts.

    def account(self, fund, role, project=""):
        return (*fund.key, project, role)

    def held(self, fund, role, project=""):
        return self.balances[self.account(fund, role, project)]

    def projects_holding(self, fund, role):
        return [project for project in fund.projects if self.held(fund, role, project) > 0]

    # Entries.

    def add(self, kind, fund, source, target, amount, *, day=None, sender="", receiver="",
            against=None, overspend="", reference=None):
        """Adds an entry; source and target are accounts, sender and receiver what is typed."""
        day = day or self.delivery_day(fund)
        entry_id = f"E{len(self.rows) + 1}"
        if self.random.random() < 0.1:
            entry_id += ';"[x](y),\\:='
        row = {
            "date": day.strftime(self.random.choice(["%Y-%m-%d", "%Y-%m-%d", "%d/%m/%Y"])),
            "kind": kind, "partnership": fund.partnership, "fund": fund.code, "year": fund.year,
            "from": sender, "to": receiver, "amount": self.typed(amount),
            "reference": self.words(0.4) if reference is None else reference,
            "payee": self.words(0.6), "note": self.words(0.3), "entry": entry_id,
            "against": against.row["entry"] if against else "", "overspend": overspend,
        }
        self.rows.append(row)
        self.recorded.append(Recorded(row, fund, day, source, target, amount))
        if kind == "commitment":
            self.orders[target].append(self.recorded[-1])
        self.balances[source] -= amount
        self.balances[target] += amount

    def step(self):
        """Tries one entry; nothing is added where the fund has no money for it."""
        if self.openings:
            fund, kind = self.openings.pop(0)
        else:
            fund = self.random.choice(self.funds)
            kind = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        getattr(self, "try_" + kind.replace(" ", "_").replace("-", "_"))(fund)

    def try_award(self, fund):
        amount = self.random.randint(5_000, 200_000) * 100 + self.random.choice([0, 0, 1, 99])
        day = fund.spend_from - datetime.timedelta(days=self.random.randint(0, 60))
        self.awarded[fund.key] += amount
        self.add("award", fund, self.account(fund, "funder"), self.account(fund, "unallocated"),
                 amount, day=day)

    def try_award_reduction(self, fund):
        spare = self.awarded[fund.key] - self.claimed[fund.key]
        if spare > 0:
            amount = self.part_of(min(spare, 100_000))
            self.awarded[fund.key] -= amount
            self.add("award-reduction", fund, self.account(fund, "unallocated"),
                     self.account(fund, "funder"), amount)

    def try_allocation(self, fund):
        # Over-allocation is taken, as a finding; a tenth too much at times.
        amount = self.part_of(max(100, self.held(fund, "unallocated") * 11 // 10))
        project = self.random.choice(fund.projects)
        self.add("allocation", fund, self.account(fund, "unallocated"),
                 self.account(fund, "available", project), amount, receiver=project)

    def out_of_available(self, kind, fund, role):
        """Moves free money of a project to another account of it, or back to the fund."""
        projects = self.projects_holding(fund, "available")
        if projects:
            project = self.random.choice(projects)
            target = self.account(fund, role, "" if role == "unallocated" else project)
            self.add(kind, fund, self.account(fund, "available", project), target,
                     self.part_of(self.held(fund, "available", project)), sender=project)

    def try_spend(self, fund):
        self.out_of_available("spend", fund, "spent")

    def try_release(self, fund):
        self.out_of_available("release", fund, "unallocated")

    def try_commitment(self, fund):
        self.out_of_available("commitment", fund, "committed")

    def try_overspend(self, fund):
        project = self.random.choice(fund.projects)
        amount = max(0, self.held(fund, "available", project)) + self.random.randint(1, 5_000)
        self.add("spend", fund, self.account(fund, "available", project),
                 self.account(fund, "spent", project), amount, sender=project,
                 overspend=self.words(1))

    def try_awaited(self, fund):
        """Invoices awaited: a commitment for a quarter, of nought when the sum is not known."""
        project = self.random.choice(fund.projects)
        held = self.held(fund, "available", project)
        amount = self.part_of(held) if held > 0 and self.random.random() < 0.4 else 0
        self.add("commitment", fund, self.account(fund, "available", project),
                 self.account(fund, "committed", project), amount, sender=project,
                 reference=f"{fund.year}-Q{self.random.randint(1, 4)}")

    def order_of(self, fund, project):
        """A commitment of the project that still stands, if a few tries find one."""
        orders = self.orders[self.account(fund, "committed", project)]
        for _ in range(5):
            if orders:
                place = self.random.randrange(len(orders))
                if not orders[place].is_reversed:
                    return orders[place]
                orders[place] = orders[-1]
                orders.pop()
        return None

    def draw(self, kind, fund, order, project, source, target, most):
        amount = self.part_of(most)
        if order:
            order.drawn += amount
            order.drawings += 1
        # Money cannot leave an order before the day it went in.
        day = self.day_between(order.day, fund.spend_by) if order and order.amount else None
        self.add(kind, fund, self.account(fund, source, project),
                 self.account(fund, target, project), amount, day=day, sender=project,
                 against=order)

    def try_spend_against(self, fund):
        project = self.random.choice(fund.projects)
        order = self.order_of(fund, project)
        if not order:
            return
        # Where the sum of a commitment was not known, its invoices draw on the free balance.
        source = "committed" if order.amount > 0 else "available"
        most = self.held(fund, source, project)
        if order.amount > 0:
            most = min(most, order.amount - order.drawn)
        if most > 0:
            self.draw("spend", fund, order, project, source, "spent", most)

    def try_decommitment(self, fund):
        projects = self.projects_holding(fund, "committed")
        if not projects:
            return
        project = self.random.choice(projects)
        most = self.held(fund, "committed", project)
        order = None
        if self.random.random() < 0.8:
            order = self.order_of(fund, project)
            most = min(most, order.amount - order.drawn) if order else 0
        if most > 0:
            self.draw("decommitment", fund, order, project, "committed", "available", most)

    def try_refund(self, fund):
        projects = self.projects_holding(fund, "spent")
        if projects:
            project = self.random.choice(projects)
            self.add("refund", fund, self.account(fund, "spent", project),
                     self.account(fund, "available", project),
                     self.part_of(self.held(fund, "spent", project)), receiver=project)

    def try_virement(self, fund):
        senders = self.projects_holding(fund, "available")
        if senders and len(fund.projects) > 1:
            sender = self.random.choice(senders)
            receiver = self.random.choice([code for code in fund.projects if code != sender])
            self.add("virement", fund, self.account(fund, "available", sender),
                     self.account(fund, "available", receiver),
                     self.part_of(self.held(fund, "available", sender)),
                     sender=sender, receiver=receiver)

    def try_claim(self, fund):
        # What was repaid cannot be claimed either, so the funder's account is looked at as well.
        most = min(self.awarded[fund.key], -self.held(fund, "funder")) - self.claimed[fund.key]
        if most > 0:
            amount = self.part_of(most)
            self.claimed[fund.key] += amount
            self.add("claim", fund, self.account(fund, "due"), self.account(fund, "claimed"),
                     amount)

    def try_receipt(self, fund):
        most = self.held(fund, "claimed")
        if most > 0:
            self.add("receipt", fund, self.account(fund, "claimed"),
                     self.account(fund, "received"), self.part_of(most))

    def out_of_year(self, kind, fund, target):
        """Moves unspent money out: a project's, or what was never allocated."""
        projects = self.projects_holding(fund, "available")
        if self.held(fund, "unallocated") > 0:
            projects.append("")
        if projects:
            project = self.random.choice(projects)
            source = self.account(fund, "available" if project else "unallocated", project)
            day = fund.spend_by + datetime.timedelta(days=self.random.randint(0, 60))
            self.add(kind, fund, source, target, self.part_of(self.balances[source]), day=day,
                     sender=project)

    def try_carry_forward(self, fund):
        following = self.by_key.get((fund.partnership, fund.code, year_name(fund.start + 1)))
        if following:
            self.out_of_year("carry-forward", fund, self.account(following, "unallocated"))

    def try_repayment(self, fund):
        self.out_of_year("repayment", fund, self.account(fund, "funder"))

    def try_reversal(self, fund):
        """Undoes one of a few entries, of whatever fund."""
        for original in self.random.sample(self.recorded, min(8, len(self.recorded))):
            if self.is_reversible(original):
                original.is_reversed = True
                if original.row["kind"] == "award":
                    self.awarded[original.fund.key] -= original.amount
                last = original.fund.spend_by + datetime.timedelta(days=120)
                day = self.day_between(original.day, max(original.day, last))
                self.add("reversal", original.fund, original.target, original.source,
                         original.amount, day=day, against=original)
                return

    def is_reversible(self, original):
        """Whether the ledger must take a reversal; what it may refuse is never tried."""
        kind = original.row["kind"]
        if kind == "reversal" or original.is_reversed or original.drawings:
            return False
        if kind == "award":
            left = self.awarded[original.fund.key] - self.claimed[original.fund.key]
            return original.amount <= left
        project = original.target[3]
        return not project or original.amount <= self.balances[original.target]


def write_book(folder, seed, entries, partnerships=None):
    """Writes a random valid book of so many entries and returns it."""
    book = RandomBook(seed, partnerships)
    while len(book.rows) < entries:
        book.step()
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    funds = [
        {"partnership": fund.partnership, "fund": fund.code, "name": book.words(1),
         "year": book.random.choice([fund.year, fund.year.replace("-", "/")]),
         "funder": "OPCC", "basis": book.random.choice(["confirmed", "confirmed", "indicative"]),
         "spend_from": fund.spend_from.isoformat(), "spend_by": fund.spend_by.isoformat(),
         "criteria": book.words(0.3)}
        for fund in book.funds]
    for row in funds:
        row["name"] = row["name"] or "Locality fund"
    projects = [
        {"partnership": fund.partnership, "fund": fund.code, "year": fund.year, "project": project,
         "description": book.words(1), "priority": book.words(0.5), "lead": book.words(0.5),
         "partner": book.words(0.3), "location": book.words(0.3), "criterion": book.words(0.2)}
        for fund in book.funds for project in fund.projects]
    write_table(folder / "funds.csv", FUND_COLUMNS, funds)
    write_table(folder / "projects.csv", PROJECT_COLUMNS, projects)
    write_table(folder / "entries.csv", ENTRY_COLUMNS, book.rows)
    return book


def write_lists(folder, book, times):
    """Adds to a book what is kept of lists of payments: much of it more than once, or taken back."""
    folder, draw = Path(folder), book.random
    (folder / "finance").mkdir()
    names = [draw.choice(AWKWARD), draw.choice(PLAIN), "march.csv"]
    ids = [row["entry"] for row in book.rows[:4]]
    sources, extracts, matchings = [], [], []
    for number in range(times):
        fund = draw.choice(book.funds)
        place = {"partnership": fund.partnership, "fund": fund.code, "year": fund.year}
        settings = "\n".join(book.words(0.8) for _ in range(draw.randint(0, 3)))
        sources.append({"partnership": fund.partnership, "source": draw.choice(names),
                        "settings": draw.choice(["amount: Net\n", settings])})
        file = f"{draw.choice(PLAIN)} {number}.csv"
        write_table(folder / "finance" / file, ["date", "payee", "amount"], [
            {"date": fund.spend_from.isoformat(), "payee": book.words(), "amount": "1.00"}
            for _ in range(draw.randint(0, 2))])
        extracts.append(place | {"from": fund.spend_from.isoformat(),
                                 "to": draw.choice([fund.spend_from, fund.spend_by]).isoformat(),
                                 "name": draw.choice(names), "file": file})
        matchings.append(place | {"payments": draw.choice(["p1", "p1 p2", "p2 p1"]),
                                  "entries": " ".join(draw.sample(ids, draw.randint(1, 2))),
                                  "verdict": draw.choice(["confirmed", "confirmed", "broken"]),
                                  "reason": book.words()})
    for rows in (sources, extracts, matchings):
        for row in rows:
            row["after"] = draw.choice(["", draw.randint(4, len(book.rows))])
    write_table(folder / "sources.csv", SOURCE_COLUMNS, sources)
    write_table(folder / "extracts.csv", EXTRACT_COLUMNS, extracts)
    write_table(folder / "matchings.csv", MATCHING_COLUMNS, matchings)


def write_table(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    write_book(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
