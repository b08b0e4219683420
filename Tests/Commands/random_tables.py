"""Random printed tables that add up, in the many shapes in which people publish them.

    python random_tables.py SEED

prints one. A table knows which of its cells hold money and where, so that a test can change a digit
and ask whether `locality check` misses it.
"""

import csv
import io
import random
import sys
from dataclasses import dataclass, field

import openpyxl

NAMES = [
    "Street wardens", "Burglary packs", "Youth outreach", "Mobile camera", "Detached work",
    "Domestic abuse services", "Hate crime training", "Night-time economy", "Shop watch radios",
    "Taxi marshals", "Alleygates", "Mediation", "Street pastors", "Op Beacon", "Fire skills",
    "Cycle theft (town centre)", "Safer homes – phase 2", "Go sport!", "Parent groups",
    "N65 initiative", "Knife bins", "24/7 helpline", "Contingency", "Rural crime, farm watch",
    "People zone: east", "Balance bikes", "Target hardening", "Trading standards",
    "CCTV upgrade", "Victim support", "Refuge places", "Analyst post", "Publicity & events",
]
SECTIONS = [
    "Theme 1: Making communities safer", "Priority 2 - Protect the vulnerable", "Anti-social behaviour",
    "Violence", "PREVENTION", "Borough-wide", "Loughborough East", "Serious acquisitive crime",
]
HEADINGS = {
    "name": ["Project", "Description", "Initiative", "Scheme", "Activity", "Organisation",
             "Project title", "Name of project", "Recipient", ""],
    "code": ["Ref", "Code", "Project code", "No.", "Cost centre"],
    "allocated": ["Allocated", "Amount Allocated", "Allocation", "Budget", "Funding allocated",
                  "Annual budget", "Allocation 2018/19", "Budget (£)", "Funding Allocation",
                  "Total budget", "Approved budget"],
    "spent": ["Spent", "Amount Spent to Date", "Spend", "Expenditure", "Actual", "Actual spend",
              "Spend to date", "Spent at Q3", "Actual to date", "Expenditure to 31/12/2018"],
    "committed": ["Committed", "Commitments", "Committed spend"],
    "balance": ["Balance", "Balance Remaining", "Remaining", "Amount remaining", "Balance left",
                "Remaining budget", "Unspent balance"],
    "variance": ["Variance", "Variance (£)", "Variance to budget"],
    "award": ["Award", "Grant", "Amount awarded", "Grant awarded", "Amount", "£", "Value (£)",
              "Cost"],
    "total": ["Total", "Total award", "Three-year total", "Total (£)"],
    "original": ["Original allocation", "Original budget", "Original"],
    "virement": ["Virements", "Virement", "Budget virements"],
    "revised": ["Revised allocation", "Revised budget", "Current budget"],
    "opening": ["Opening balance", "Balance brought forward", "Balance at 1 April 2018"],
    "income": ["Income", "Income received", "Grants received", "Income in year"],
    "closing": ["Closing balance", "Balance carried forward", "Balance at 31 March 2019"],
    "grant": ["PCC grant", "Grant", "OPCC contribution"],
    "match": ["Match funding", "Other funding", "Partner contribution"],
    "requested": ["Requested", "Amount requested", "Amount applied for"],
    "granted": ["Awarded", "Amount awarded", "Grant offered"],
}
TOTALS = ["Total", "TOTAL", "Totals", "Grand total", "Overall total", "Total:", "TOTAL 2018/19",
          "Total allocated", "Sum", ""]
SUBTOTALS = ["Sub-total", "Subtotal", "Sub total", "Total {}", "{} total", "{} - sub-total"]
NOTES = [
    "* awaiting Quarter Three invoices", "Note: figures as at 31 December 2018.",
    "1. Subject to contract", "Source: finance system", "Prepared by the Community Safety Team",
]
TITLES = [
    "Community Safety Partnership", "Appendix A: Locality Fund", "Table 4 – Spend against allocation",
    "As at 24 January 2019", "Partnership budget 2018/19",
]


@dataclass
class Place:
    """A cell with a sum: `value` is what it prints, in the table's unit and hundredths of it; `level`
    says whether it is an item's, a part's, a sub-total's or a total's."""

    line: int
    column: int
    level: str
    value: int


@dataclass
class RandomTable:
    rows: list
    places: list = field(default_factory=list)
    separator: str = ","
    encoding: str = "utf-8"
    story: str = ""

    def stack(self, other):
        """Puts another table below this one, after an empty row or two."""
        width = max(len(row) for row in self.rows + other.rows)
        self.rows += [[""] * width] * 2
        start = len(self.rows)
        self.rows += other.rows
        self.places += [
            Place(start + p.line, p.column, p.level, p.value) for p in other.places]
        self.rows = [row + [""] * (width - len(row)) for row in self.rows]
        self.story += " + " + other.story

    def content(self, line=None, column=None, text=None):
        """The file's bytes, with one cell replaced if asked for."""
        rows = self.rows
        if line is not None:
            rows = [list(row) for row in rows]
            rows[line][column] = text
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="\r\n").writerows(rows)
        return out.getvalue().encode(self.encoding, errors="replace")


def workbook(table, changed=None, value=None):
    """The table as a workbook's bytes, its sums as numbers, with one of them replaced if asked for."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table"
    for line, row in enumerate(table.rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                sheet.cell(line, column).value = text
    for place in table.places:
        cell = sheet.cell(place.line + 1, place.column + 1)
        cell.value = (value if place is changed else place.value) / 100
        cell.number_format = "£#,##0.00"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Printer:
    """Prints sums as one author would: mostly in one way, at times in another."""

    def __init__(self, chance, unit):
        self.chance = chance
        self.unit = unit
        self.style = chance.choice(["£,", "£,", "£", ",", "plain", "£,.", ",."])
        self.negative = chance.choice(["brackets", "minus", "£minus", "true minus"])
        self.zero = chance.choice(["0", "£0", "-", "–", "nil", ""])
        self.sloppy = chance.random() < 0.3

    def text(self, pence, level):
        if self.unit != 1:
            return self.signed(pence, f"{abs(pence) // (100 * self.unit):,}")
        if pence == 0 and level == "item":
            return self.zero
        style = self.style
        if self.sloppy and self.chance.random() < 0.3:
            style = self.chance.choice(["£,", "£", ",", "plain", "£,."])
        pounds, rest = divmod(abs(pence), 100)
        whole = f"{pounds:,}" if "," in style else f"{pounds}"
        if rest or "." in style:
            whole += f".{rest:02}"
        text = self.signed(pence, ("£" if "£" in style else "") + whole)
        if self.sloppy and level == "item" and self.chance.random() < 0.05:
            text += self.chance.choice(["*", " *", "†"])
        return text

    def signed(self, pence, text):
        if pence >= 0:
            return text
        if self.negative == "brackets":
            return f"({text})"
        if self.negative == "£minus" and text.startswith("£"):
            return "£-" + text[1:]
        return ("−" if self.negative == "true minus" else "-") + text


class Maker:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.unit = self.chance.choice([1] * 9 + [1000])
        self.printer = Printer(self.chance, self.unit)
        self.columns = self.choose_columns()
        self.parts = self.chance.choice([0] * 6 + [0.3]) if "section" not in self.columns else 0

    # Columns are names of what they hold; `years` and `quarters` are several.

    def choose_columns(self):
        shapes = [
            ["allocated", "spent", "balance"], ["allocated", "spent", "balance"],
            ["allocated", "spent", "committed", "balance"], ["allocated", "spent"],
            ["award"], ["award"], ["year 2019/20", "year 2020/21", "year 2021/22", "total"],
            ["year 2019/20", "year 2020/21"],
            ["allocated", "quarter Q1", "quarter Q2", "quarter Q3", "spent", "balance"],
            ["allocated", "spent", "variance"],
            ["original", "virement", "revised", "spent", "balance"],
            ["opening", "income", "spent", "closing"],
            ["grant", "match", "total"], ["requested", "granted"],
            ["month Apr", "month May", "month Jun", "month Jul", "total"],
            ["pair 2018/19 allocated", "pair 2018/19 spent", "pair 2019/20 allocated",
             "pair 2019/20 spent"],
        ]
        self.shape = self.chance.choice(shapes)
        labels = self.chance.choice([["name"]] * 4 + [["code", "name"], ["section", "name"]])
        extras = [
            extra for extra, often in
            [("lead", 0.15), ("clients", 0.12), ("percent", 0.12), ("date", 0.1), ("remark", 0.15)]
            if self.chance.random() < often
        ]
        before = [extra for extra in extras if extra in ("lead", "date")]
        after = [extra for extra in extras if extra not in before]
        return labels + before + self.shape + after

    def heading(self, column):
        kind, _, word = column.partition(" ")
        if kind == "pair":
            return "Budget" if word.endswith("allocated") else "Actual"
        if word:
            return word
        plain = {"lead": "Lead agency", "clients": "Clients supported", "percent": "% spent",
                 "date": "Date agreed", "remark": "Comments", "section": "Priority"}
        if kind in plain:
            return plain[kind]
        heading = self.chance.choice(HEADINGS[kind])
        if self.unit != 1 and kind not in ("name", "code"):
            heading = heading.replace(" (£)", "").replace("£", "Grant") + " £000"
        return heading

    def header(self):
        """The heading, over one row or two."""
        headings = [self.heading(column) for column in self.columns]
        if any(column.startswith("pair") for column in self.columns):
            years, shown = [], set()
            for column in self.columns:
                year = column.split()[1] if column.startswith("pair") else ""
                years.append("" if year in shown else year)
                shown.add(year)
            return [years, headings]
        if self.chance.random() < 0.07 and all(" " in heading for heading in headings[-2:]):
            first = [heading.rpartition(" ")[0] for heading in headings]
            return [first, [heading.rpartition(" ")[2] for heading in headings]]
        if self.chance.random() < 0.07:
            units = ["£000" if self.unit != 1 else "£"] * len(headings)
            money = [column in self.shape for column in self.columns]
            return [headings, [unit if is_money else "" for unit, is_money in zip(units, money)]]
        return [headings]

    def amount(self):
        shape = self.chance.random()
        if self.unit != 1:
            return self.chance.randint(0, 2_000) * 100_000
        if shape < 0.1:
            return 0
        if shape < 0.6:
            return self.chance.randint(1, 300) * 5_000
        if shape < 0.9:
            return self.chance.randint(1, 30_000) * 100
        return self.chance.randint(1, 3_000_000)

    def bases(self):
        """The sums of one line that follow from no others, by column."""
        free = ("allocated", "award", "original", "opening", "income", "grant", "match",
                "requested")
        sums = {
            column: self.amount() for column in self.shape
            if column in free or column.startswith(("year", "quarter", "month", "pair"))
        }
        step = 100 * self.unit
        if "virement" in self.shape:
            sums["virement"] = self.chance.choice([0, 0, -1, 1]) * self.chance.randint(1, 500) * step
        if "committed" in self.shape:
            sums["committed"] = self.chance.choice([0, 0, self.amount()])
        if "granted" in self.shape:
            sums["granted"] = self.chance.choice([1, 0.5]) * sums["requested"] // step * step
        if "spent" in self.shape and not any(c.startswith("quarter") for c in self.shape):
            whole = sums.get("allocated", sums.get("original", sums.get("opening", 0)))
            share = self.chance.choice([0, 0, 1, self.chance.random(), 1.1])
            sums["spent"] = whole if share == 1 else int(whole * share) // step * step
        return {column: int(sum_) for column, sum_ in sums.items()}

    def derived(self, bases):
        """All sums of a line, from those that follow from no others."""
        sums = dict(bases)
        if "total" in self.shape:
            sums["total"] = sum(bases.values())
        quarters = [sums[column] for column in self.shape if column.startswith("quarter")]
        if quarters:
            sums["spent"] = sum(quarters)
        if "revised" in self.shape:
            sums["revised"] = sums["original"] + sums["virement"]
        whole = sums.get("revised", sums.get("allocated", 0))
        if "balance" in self.shape:
            sums["balance"] = whole - sums["spent"] - sums.get("committed", 0)
        if "variance" in self.shape:
            sums["variance"] = sums["spent"] - sums["allocated"]
        if "closing" in self.shape:
            sums["closing"] = sums["opening"] + sums["income"] - sums["spent"]
        return sums

    def row(self, label, sums, level, code="", section=""):
        """A row of texts; the places of its sums are noted when it gets its line."""
        texts, money = [], []
        for column in self.columns:
            if column == "name":
                texts.append(label)
            elif column == "code":
                texts.append(code)
            elif column == "section":
                texts.append(section)
            elif column in sums:
                texts.append(self.printer.text(sums[column], level))
                money.append((len(texts) - 1, sums[column] // self.unit))
            elif level != "item":
                texts.append("")
            else:
                texts.append(self.extra(column, sums))
        return texts, money, level

    def extra(self, column, sums):
        if column == "lead":
            return self.chance.choice(["Police", "Borough Council", "Fire & Rescue", "NHS"])
        if column == "clients":
            return str(self.chance.randint(5, 400))
        if column == "percent":
            allocated = sums.get("allocated") or 0
            return f"{100 * sums.get('spent', 0) // allocated}%" if allocated else "0%"
        if column == "date":
            return f"{self.chance.randint(1, 28):02}/{self.chance.randint(1, 12):02}/2018"
        return self.chance.choice(["", "", "On track", "3 sessions at £50", "See minute 9"])

    def make(self):
        names = self.chance.sample(NAMES, self.chance.randint(2, 12))
        sections = self.chance.choice(["none", "none", "headed", "summed"])
        if "section" in self.columns:
            sections = "none"
        body, totals = self.body(names, sections)
        label = self.chance.choice(TOTALS)
        if "name" not in self.columns[0] and not label:
            label = "Total"
        total = self.row(label, totals, "total")
        if "code" in self.columns and self.chance.random() < 0.5:
            total[0][0], total[0][1] = total[0][1], ""
        if "section" in self.columns:
            total[0][0], total[0][1] = total[0][1], ""
        blank = ([""] * len(self.columns), [], "blank")
        body = [row for row in body for row in
                ([row, blank] if self.chance.random() < 0.02 else [row])]
        if self.chance.random() < 0.2:
            body.append(blank)
        table = RandomTable([], separator=self.chance.choice([","] * 8 + [";", "\t"]),
                            encoding=self.chance.choice(["utf-8"] * 5 + ["utf-8-sig", "utf-16"]))
        for _ in range(self.chance.choice([0, 0, 0, 1, 2])):
            table.rows.append([self.chance.choice(TITLES)] + [""] * (len(self.columns) - 1))
        if table.rows and self.chance.random() < 0.5:
            table.rows.append(blank[0])
        table.rows += self.header()
        for texts, money, level in [*body, total]:
            table.places += [Place(len(table.rows), column, level, value) for column, value in money]
            table.rows.append(texts)
        if self.chance.random() < 0.4:
            if self.chance.random() < 0.5:
                table.rows.append(blank[0])
            for note in self.chance.sample(NOTES, self.chance.randint(1, 2)):
                table.rows.append([note] + [""] * (len(self.columns) - 1))
        if self.chance.random() < 0.08:
            table.rows += self.below(totals)
        table.story = f"{self.shape}, sections {sections}, unit {self.unit}, parts {self.parts}"
        return table

    def below(self, totals):
        """What stands below a total at times: the pot and what is left of it."""
        first = self.shape[0]
        pot = totals[first] + self.chance.randint(0, 50) * 100 * self.unit
        rows = []
        for label, sum_ in (("Total fund", pot), ("Unallocated", pot - totals[first])):
            row = [""] * len(self.columns)
            row[self.columns.index("name")] = label
            row[self.columns.index(first)] = self.printer.text(sum_, "total")
            rows.append(row)
        return rows

    def half(self, pence):
        """About half, in whole pounds or thousands."""
        step = 100 * self.unit
        return pence // 2 // step * step

    def parts_of(self, bases):
        """Lines that say what a line is made of; not to be counted."""
        first = {column: self.half(sum_) for column, sum_ in bases.items()}
        second = {column: sum_ - first[column] for column, sum_ in bases.items()}
        form = self.chance.choice(["of which {}", "   - {}", "• {}", "   {}"])
        if form == "   {}":
            form = "of which: {}"
        return [
            self.row(form.format(name), self.derived(part), "part")
            for name, part in (("staff", first), ("equipment", second))
        ]

    def body(self, names, sections):
        """The rows between header and total, and what they come to."""
        rows, totals = [], {column: 0 for column in self.shape}
        groups = [names]
        if sections != "none" and len(names) >= 5:
            cut = self.chance.randint(2, len(names) - 2)
            groups = [names[:cut], names[cut:]]
        wording = self.chance.choice(SUBTOTALS)
        titles = self.chance.sample(SECTIONS, len(groups))
        for title, group in zip(titles, groups):
            inner, sums = [], {column: 0 for column in self.shape}
            for place, name in enumerate(group):
                bases = self.bases()
                figures = self.derived(bases)
                code = str(self.chance.randint(10_000, 19_999))
                section = title if place == 0 else ""
                inner.append(self.row(name, figures, "item", code, section))
                if self.chance.random() < self.parts:
                    inner += self.parts_of(bases)
                for column in self.shape:
                    sums[column] += figures[column]
            for column in self.shape:
                totals[column] += sums[column]
            if len(groups) == 1:
                rows += inner
            elif sections == "headed":
                rows.append(self.row(title, {}, "heading"))
                rows += inner
                rows.append(self.row(wording.format(title), sums, "subtotal"))
            else:
                rows.append(self.row(title, sums, "subtotal"))
                rows += inner
        return rows, totals


def make_table(seed):
    chance = random.Random(seed + 0.5)
    table = Maker(seed).make()
    if chance.random() < 0.1:
        table.stack(Maker(seed + 1_000_000).make())
    return table


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    made = make_table(int(sys.argv[1]))
    print(made.story, file=sys.stderr)
    print(made.content().decode(made.encoding))
