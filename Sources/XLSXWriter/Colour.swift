/// A colour of three bytes, written as it is on the web: `0xB3261E`.
public struct Colour: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// Red, green and blue, eight bits each.
    public let rgb: UInt32

    /// Keeps the low 24 bits.
    public init(rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }

    /// Lets `0xB3261E` stand for a colour.
    public init(integerLiteral value: UInt32) { self.init(rgb: value) }

    /// White, as paper.
    public static let white: Colour = 0xFFFFFF

    /// The library takes 0 for "not set" and has another number for black.
    var code: UInt32 { rgb == 0 ? 0x100_0000 : rgb }
}
