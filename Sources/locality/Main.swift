import LedgerCLI

@main
struct Main {
    static func main() {
        Locality.runAndExit()
    }
}
