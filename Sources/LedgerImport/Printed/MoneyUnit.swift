/// What one stands for in a money column.
public enum MoneyUnit: String, Sendable, CaseIterable {
    case pounds
    case thousands
    case millions

    /// How many pounds one is.
    var factor: Int64 {
        switch self {
        case .pounds: 1
        case .thousands: 1_000
        case .millions: 1_000_000
        }
    }

    /// The unit a heading or a title names, such as `£000`, `£'000`, `£m` or `(in thousands)`.
    ///
    /// Nil where it names none.
    init?(namedIn text: String) {
        let letters = foldedScalars(text).filter { ![0x27, 0x20, 0x2C].contains($0) }
        func has(_ mark: String) -> Bool {
            contains(letters, Array(mark.unicodeScalars.map(\.value)))
        }
        if ["£000000", "£million", "£m)", "(£m", "inmillions", "£millions"].contains(where: has)
            || ends(letters, in: "£m")
        {
            self = .millions
        } else if ["£000", "£k)", "(£k", "(000", "inthousands", "£thousand", "000s)"]
            .contains(where: has) || ends(letters, in: "£k") || ends(letters, in: "£000s")
            || letters == [0x30, 0x30, 0x30] || letters == [0x30, 0x30, 0x30, 0x73]
        {
            self = .thousands
        } else {
            return nil
        }
    }
}

/// The text's scalars in small letters, typographic apostrophes and spaces made plain.
func foldedScalars(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x41...0x5A: scalar.value + 32
        case 0x2018, 0x2019, 0x60, 0xB4, 0x2032: 0x27
        case 0xA0, 0x2009, 0x202F, 0x09, 0x0A, 0x0D: 0x20
        default: scalar.value
        }
    }
}

private func contains(_ scalars: [UInt32], _ part: [UInt32]) -> Bool {
    guard scalars.count >= part.count else { return false }
    return (0...(scalars.count - part.count)).contains { scalars[$0...].starts(with: part) }
}

private func ends(_ scalars: [UInt32], in part: String) -> Bool {
    scalars.reversed().starts(with: part.unicodeScalars.reversed().map(\.value))
}
