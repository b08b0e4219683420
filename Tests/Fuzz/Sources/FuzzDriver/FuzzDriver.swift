/// libFuzzer's own loop, linked in by `-sanitize=fuzzer`.
///
/// An executable's `main` is SwiftPM's, so the loop is called rather than left to be found.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ try: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What every input is given to.
nonisolated(unsafe) private var target: ([UInt8]) -> Void = { _ in }

/// Runs libFuzzer with the command's arguments; each input is given to the target.
public func fuzz(_ body: @escaping ([UInt8]) -> Void) -> CInt {
    target = body
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    return runDriver(&count, &arguments) { bytes, size in
        target(Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
    }
}
