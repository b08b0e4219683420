private import CSodium
public import LedgerCore

/// The SHA-256 of the bytes, by libsodium; names files and rows as well as records.
public func sha256(_ bytes: [UInt8]) -> LedgerHash {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    guard let hash = LedgerHash(bytes: digest) else {
        preconditionFailure("SHA-256 is 32 bytes")
    }
    return hash
}
