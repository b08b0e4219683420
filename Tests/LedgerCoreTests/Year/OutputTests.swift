import TestSupport
import Testing

@testable import LedgerCore

struct OutputTests {
    private func output(
        _ quarter: Int, _ actual: Int?, _ measure: String = "Clients", of code: String = "PLF-01"
    ) throws -> Output {
        try Output(
            fund: Build.key(), project: Code(code),
            quarter: Quarter(parsing: "2018-19-Q\(quarter)"), measure: measure, unit: "clients",
            target: 10, actual: actual, narrative: "")
    }

    @Test(
        arguments: [
            (1_000, 4, 250), (1_001, 2, 501), (999, 2, 500), (10, 4, 3), (9, 4, 2), (0, 5, 0),
            (1, 3, 0), (2, 3, 1), (100, 0, nil),
        ] as [(Int64, Int, Int64?)])
    func `a unit's cost is rounded, half a penny up`(spent: Int64, units: Int, cost: Int64?) {
        #expect(Output.costPerUnit(Money(pence: spent), units)?.pence == cost)
    }

    @Test func `cost is spend to date for each unit delivered to date`() throws {
        let outputs = try [
            output(3, 10), output(1, 10), output(2, nil), output(2, 30, "Packs"),
            output(2, 5, of: "PLF-02"),
        ]
        let lines = Output.lines(outputs) { code, quarter in
            Money(pence: code.text == "PLF-01" ? Int64(quarter.index) * 1_000 : 700)
        }
        #expect(
            lines.map { "\($0.output.quarter) \($0.project) \($0.output.measure)" } == [
                "2018-19-Q1 PLF-01 Clients", "2018-19-Q2 PLF-01 Clients",
                "2018-19-Q2 PLF-01 Packs", "2018-19-Q2 PLF-02 Clients",
                "2018-19-Q3 PLF-01 Clients",
            ])
        #expect(lines.map(\.costPerUnit?.pence) == [100, 200, 67, 140, 150])
    }
}
