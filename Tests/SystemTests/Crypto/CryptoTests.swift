import Crypto
import Testing

@Suite struct CryptoTests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        "SHA-256 gives the standard's digests",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func sha256(text: String, digest: String) {
        #expect(hex(SHA256.hash(Array(text.utf8))) == digest)
    }

    @Test(
        "HMAC-SHA-256 gives RFC 4231's codes",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
    )
    func hmac(key: [UInt8], text: String, code: String) {
        #expect(hex(HMACSHA256.code(of: Array(text.utf8), key: key)) == code)
    }

    @Test("HMAC with SHA-1 and SHA-512 give the codes of RFC 2202 and RFC 4231")
    func shorterAndLongerHMAC() {
        let key = Array("Jefe".utf8)
        let text = Array("what do ya want for nothing?".utf8)
        #expect(hex(HMACSHA1.code(of: text, key: key)) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        #expect(
            hex(HMACSHA512.code(of: text, key: key))
                == "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        )
    }

    @Test("an overwritten buffer holds zeros only")
    func overwritten() {
        var bytes: [UInt8] = [1, 2, 3]
        zeroise(&bytes)
        #expect(bytes == [0, 0, 0])
        var none: [UInt8] = []
        zeroise(&none)
        #expect(none.isEmpty)
    }

    @Test("random bytes have the asked length and differ", arguments: [0, 1, 16, 1000])
    func random(count: Int) throws {
        let bytes = try randomBytes(count)
        #expect(bytes.count == count)
        if count >= 16 {
            #expect(try randomBytes(count) != bytes)
        }
    }

    @Test("secrets are equal only when all bytes are")
    func constantTime() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    }
}
