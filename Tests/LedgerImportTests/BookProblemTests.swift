import LedgerCore
import LedgerImport
import Testing

@Test(arguments: [
    ("31/02/2019,award,Charnwood,PLF,2018-19,,,5,,,,,", "no such day as “31/02/2019”"),
    ("2019-01-01,gift,Charnwood,PLF,2018-19,,,5,,,,,", "“gift” is not a kind"),
    ("2019-01-01,award,Charnwood,PLF,2018-20,,,5,,,,,", "“2018-20” is not a financial year"),
    ("2019-01-01,award,Charnwood,P L,2018-19,,,5,,,,,", "“P L” is not a code"),
    ("2019-01-01,award,,PLF,2018-19,,,5,,,,,", "The partnership is missing"),
    (
        "2019-01-01,award,Charnwood,PLF,2019-20,,,5,,,,,",
        "funds.csv has no PLF 2019-20 of Charnwood"
    ),
    ("2019-01-01,award,Melton,PLF,2018-19,,,5,,,,,", "funds.csv has no PLF 2018-19 of Melton"),
    (
        "2019-01-01,spend,Charnwood,PLF,2018-19,PLF-09,,5,,,,,",
        "projects.csv has no PLF-09 in PLF 2018-19"
    ),
    ("2019-01-01,spend,Charnwood,PLF,2018-19,,,5,,,,,", "project the spend is from is missing"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,PLF-01,,5,,,,,", "does not take a project there"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,5.555,,,,,", "“5.555” has parts of a penny"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,ten,,,,,", "“ten” is not an amount"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,-5,,,,,", "The amount is -£5.00"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,,,,,,", "The amount is empty"),
    ("2019-01-01,commitment,Charnwood,PLF,2018-19,PLF-01,,,INV,,,,", "or the quarter awaited"),
    (
        "2019-01-01,reversal,Charnwood,PLF,2018-19,,,,,,,,A9",
        "No entry above this one has the id A9"
    ),
    (
        "2019-01-01,reversal,Charnwood,PLF,2018-19,,,,,,,A9,A9",
        "No entry above this one has the id A9"
    ),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,5,,,,A 4,", "“A 4” is not an entry id"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,5,,,,A3,", "stands on line 4 already"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,£1,000,,,,,", "14 cells and the header 13"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,5", "8 cells and the header 13"),
    ("2019-01-01,carry-forward,Charnwood,PLF,2018-19,,,5,,,,,", "funds.csv has no PLF 2019-20"),
    ("2019-01-01,award,Charnwood,PLF,2018-19,,,5,\"a\nb\",,,,", "line break"),
])
func `a row that is no entry is named with its line`(row: String, words: String) throws {
    let problems = try SmallBook.problems(addingEntry: row)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.hasPrefix("entries.csv line 5: "))
    #expect(problem.contains(words), "\(problem)")
}

@Test(arguments: [
    ("funds.csv", nil, "funds.csv: There is no such file"),
    ("projects.csv", nil, "projects.csv: There is no such file"),
    ("entries.csv", nil, "entries.csv: There is no such file"),
    ("entries.csv", "", "entries.csv: The file has no header"),
    ("entries.csv", "date,kind\n", "entries.csv line 1: The columns “partnership”, “fund”"),
    ("entries.csv", SmallBook.header.replacing("against", with: "Date"), "“date” is there twice"),
    ("entries.csv", SmallBook.header.replacing("against", with: "colour"), "no column “colour”"),
    ("entries.csv", SmallBook.header + "\"2018", "entries.csv line 2: A quotation mark opens"),
    (
        "funds.csv", SmallBook.funds.replacing("confirmed", with: "sure"),
        "“sure” is not an award's basis"
    ),
    (
        "funds.csv", SmallBook.funds.replacing("2018-04-01", with: "2020-04-01"),
        "which is backwards"
    ),
    (
        "projects.csv", SmallBook.projects + "Charnwood,PLF,2018-19,PLF-03,,,,,,\n",
        "The description is missing"
    ),
    (
        "projects.csv", SmallBook.projects + "Melton,PLF,2018-19,PLF-03,x,,,,,\n",
        "funds.csv has no PLF 2018-19 of Melton"
    ),
    (
        "closings.csv", "partnership,fund,year,through,reason\nCharnwood,PLF,2018-19,soon,x\n",
        "closings.csv line 2: “soon” is not a date"
    ),
    (
        "waivers.csv", "finding,name,reason,until\nf,n,,2019-01-01\n",
        "waivers.csv line 2: The reason is missing"
    ),
    (
        "sources.csv", "partnership,source,settings\nMelton,council,a: b\n",
        "sources.csv line 2: funds.csv has no fund of “Melton”"
    ),
    (
        "sources.csv", "partnership,source,settings\nCharnwood,,a: b\n",
        "sources.csv line 2: The name of the source is missing"
    ),
    (
        "extracts.csv",
        "partnership,fund,year,from,to,name,file\n"
            + "Charnwood,PLF,2018-19,2018-04-01,2018-06-30,Q1,../funds.csv\n",
        "extracts.csv line 2: finance/../funds.csv is not there"
    ),
    (
        "matchings.csv",
        "partnership,fund,year,payments,entries,verdict,reason\n"
            + "Charnwood,PLF,2018-19,P1,A1 A9,confirmed,\n",
        "matchings.csv line 2: No entry of the book has the id A9"
    ),
    (
        "matchings.csv",
        "partnership,fund,year,payments,entries,verdict,reason\n"
            + "Charnwood,PLF,2018-19,,A1,confirmed,\n",
        "matchings.csv line 2: The payment is missing"
    ),
    (
        "matchings.csv",
        "partnership,fund,year,payments,entries,verdict,reason\n"
            + "Charnwood,PLF,2018-19,P1,A1,agreed,\n",
        "matchings.csv line 2: “agreed” is no verdict. Write confirmed or broken."
    ),
    (
        "statements.csv", "file\nPLF_2018-19_2019-01-24.csv\n",
        "statements.csv line 2: statements/PLF_2018-19_2019-01-24.csv is not there"
    ),
    ("statements/January.csv", "a,b\n", "“January.csv” does not name fund, year and day"),
    ("statements/CI9_2018-19_2019-01-24.csv", "a,b\n", "funds.csv has no CI9 2018-19"),
    ("statements/PLF_2018-19_2019-01-24.csv", "a,b\n", "No row has headings"),
    (
        "statements/PLF_2018-19_2019-01-24.csv", "Project,Allocated\nMediation,ten\n",
        "statements/PLF_2018-19_2019-01-24.csv line 2: “ten” is not an amount"
    ),
    (
        "waivers.csv", "finding,name,reason,until,number,after\nf,n,r,2019-01-01,1,99\n",
        "It follows entry 99, and the book has 3"
    ),
    (
        "waivers.csv", "finding,name,reason,until,number,after\nf,n,r,2019-01-01,-1,0\n",
        "“-1” is not a number of a registration"
    ),
    (
        "waivers.csv",
        "finding,name,reason,until,number,after\nf,n,r,2019-01-01,7,0\ng,n,r,2019-01-01,7,1\n",
        "Number 7 comes after number 7"
    ),
])
func `a file that is not in order is named`(file: String, text: String?, words: String) throws {
    let problems = try SmallBook.problems([file: text])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains(words) == true, "\(problems)")
}

@Test func `an extract that covers days backwards is named`() throws {
    let problems = try SmallBook.problems([
        "finance/Q1.csv": "date,payee\n",
        "extracts.csv": "partnership,fund,year,from,to,name,file\n"
            + "Charnwood,PLF,2018-19,2018-06-30,2018-04-01,Q1,Q1.csv\n",
    ])
    #expect(problems.count == 1)
    #expect(problems.first?.contains("2018-06-30 to 2018-04-01, which is backwards") == true)
}

@Test func `a folder that is not there is named`() {
    #expect {
        try BookReader.read(folder: "/nowhere/at-all")
    } throws: { error in
        "\(error)".hasPrefix("/nowhere/at-all: There is no such folder.")
    }
}

@Test func `every problem of every file is told at once, by file and line`() throws {
    let folder = try TemporaryFolder(
        SmallBook.files([
            "funds.csv": SmallBook.funds.replacing("confirmed", with: "sure"),
            "entries.csv": SmallBook.entries
                + "2019-02-31,gift,Charnwood,PLF,2018-19,PLF-09,,ten,,,,,\n",
        ]))
    let problems = try #require(throws: BookProblems.self) {
        try BookReader.read(folder: folder.path)
    }
    #expect(
        problems.problems.map(\.file) == Array(repeating: "entries.csv", count: 4) + ["funds.csv"])
    let lines = problems.description.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(
        lines.first
            == "The book has 5 problems, and nothing was written. Put them right and load it again."
    )
}

@Test func `a fund two partnerships have must be named for its printed table`() throws {
    let funds =
        SmallBook.funds
        + "Melton,PLF,Locality Fund,2018-19,PCC,confirmed,2018-04-01,2019-03-31,\n"
    let table = ["statements/PLF_2018-19_2019-01-24.csv": "Project,Allocated\nMediation,3000\n"]
    let both = table.merging(["funds.csv": funds]) { $1 }
    #expect(try SmallBook.problems(both).first?.contains("Charnwood and Melton both have") == true)
    let named = both.merging([
        "statements.csv": "file,partnership\nPLF_2018-19_2019-01-24.csv,Melton\n"
    ]) { $1 }
    #expect(try SmallBook.problems(named).isEmpty)
}
