import TestSupport
import Testing

@testable import LedgerCore

struct AgreementTests {
    private func agreement(_ agreed: [AgreementSetting: String]) throws -> Agreement {
        try Agreement(fund: Build.key(), agreed: agreed)
    }

    @Test func `what was not agreed has its standard`() throws {
        let agreement = try Agreement(fund: Build.key())
        #expect(!agreement.isSettled)
        for setting in AgreementSetting.allCases {
            #expect(agreement[setting] == setting.standard)
            #expect(!agreement.isAgreed(setting))
        }
        #expect(agreement.periods == .quarterly)
        #expect(agreement.payment == .arrears)
        #expect(agreement.dueDays == 30)
        #expect(agreement.money(.steeringGroup) == Money(pence: 500_000))
        #expect(agreement.money(.capital) == nil)
    }

    @Test(arguments: AgreementSetting.allCases)
    func `every standard could be agreed`(setting: AgreementSetting) throws {
        #expect(try agreement([setting: setting.standard])[setting] == setting.standard)
        #expect(!setting.explanation.isEmpty)
    }

    @Test(
        arguments: [
            (AgreementSetting.dueDays, "21", "21"), (.dueDays, "0", "0"), (.dueDays, "366", "366"),
            (.evidenceFrom, "500", "£500.00"), (.labour, "£75,500", "£75,500.00"),
            (.varianceReason, "15", "15%"), (.varianceReason, "12.50 %", "12.5%"),
            (.varianceReason, "0.25%", "0.25%"), (.matchFunding, "100%", "100%"),
            (.matchFunding, "0.05", "0.05%"), (.payment, "Advance", "advance"),
            (.periods, "half-yearly", "half-yearly"), (.caseStudy, "No", "no"),
            (.reference, " CSP/2018/07 ", "CSP/2018/07"),
        ] as [(AgreementSetting, String, String)])
    func `a value is kept in one way of writing`(
        setting: AgreementSetting, said: String, kept: String
    ) throws {
        #expect(try agreement([setting: said])[setting] == kept)
    }

    @Test(
        arguments: [
            (AgreementSetting.dueDays, "367"), (.dueDays, "-1"), (.dueDays, "a month"),
            (.evidenceFrom, "-£1"), (.evidenceFrom, "12.345"), (.evidenceFrom, "much"),
            (.varianceReason, "100.01%"), (.varianceReason, "1.234"), (.varianceReason, "."),
            (.varianceReason, "5%%"), (.payment, "weekly"),
            (.caseStudy, "maybe"),
        ] as [(AgreementSetting, String)])
    func `what a setting cannot be is refused by name`(
        setting: AgreementSetting, said: String
    ) throws {
        #expect(throws: Refusal.malformedSetting(setting, said)) { try agreement([setting: said]) }
    }

    @Test func `a share is rounded to the nearest penny`() throws {
        let agreement = try agreement([.overAllocation: "12.5%"])
        #expect(agreement.share(.overAllocation, of: Money(pence: 100_000)) == Money(pence: 12_500))
        #expect(agreement.share(.overAllocation, of: Money(pence: 3)) == .zero)
        #expect(agreement.share(.overAllocation, of: Money(pence: 4)) == Money(pence: 1))
        #expect(
            agreement.share(.overAllocation, of: Money(pence: 99_999_999_999))
                == Money(pence: 12_500_000_000))
    }

    @Test func `a record of it says the same when it is read back`() throws {
        let one = try agreement([.dueDays: "21", .reference: "A: b", .payment: "advance"])
        let record = try one.record()
        #expect(record.content == "reference: A: b\ndue-days: 21\npayment: advance\n")
        #expect(try Agreement(record) == one)
        #expect(try one.changed([.dueDays: ""]).isAgreed(.dueDays) == false)
        #expect(try one.changed([.dueDays: "30"]).record() == one.changed([.dueDays: ""]).record())
    }

    @Test func `a record of an unknown setting is refused with those there are`() throws {
        let record = try YearRecord(
            fund: Build.key(), kind: .agreement, name: "", content: "colour: blue\n")
        #expect(throws: Refusal.unknownSetting("colour")) { try Agreement(record) }
        #expect(throws: Refusal.unknownRecord("treaty")) {
            try YearRecord(reading: "", of: "treaty", named: "", in: Build.key())
        }
    }
}
