import Domain

/// How one kind of member or staff code is recognised in swipes and scans, as the configuration says it; the first profile that fits wins.
public struct CodeProfile: Sendable {
    public enum Source: Sendable, Hashable {
        /// The text of a track with its sentinels: `;…?` on track 2 and a numeric track 3, `%…?` on track 1 and a 7-bit one; no LRC.
        case track(TrackNumber)
        /// The data of a symbol of one of these kinds, of any when there are none. A scanner that does not tell the kind may have read any.
        case barcode([Symbology])
        /// The value of this Application Identifier in a GS1 symbol or Digital Link.
        case gs1(identifier: String)
        /// An EM4100 number as a reader in keyboard mode writes it: the lower `bits` in hexadecimal digits. Without a form a text that
        /// several forms fit is refused.
        case em4100(form: EM4100.Form?, bits: Int)
    }

    public enum Holder: String, Sendable, Hashable, CaseIterable {
        case member
        /// A cashier who signs in on the lane.
        case staff
    }

    public enum Proof: Sendable {
        /// The number alone.
        case none
        /// The field `code` is a time-based password, and `time`, if there is one, the seconds since 1970 it was made for.
        case timeBased(DynamicCodeRule)
    }

    public let name: String
    public let source: Source
    /// The field `member` is the number.
    public let template: Template
    public let holder: Holder
    /// What the credential is called.
    public let scheme: String
    public let proof: Proof

    /// The scheme is `member` or `staff` unless given.
    public init(
        name: String,
        source: Source,
        template: Template,
        holder: Holder = .member,
        scheme: String? = nil,
        proof: Proof = .none
    ) {
        self.name = name
        self.source = source
        self.template = template
        self.holder = holder
        self.scheme = scheme ?? holder.rawValue
        self.proof = proof
    }

    /// Proves its codes with the core's keys.
    public var needsCoreKeys: Bool {
        if case .timeBased(let rule) = proof, case .core = rule.keys { true } else { false }
    }

    /// The same profile with the core's keys of its scheme, if it needs them.
    public func with(coreKeys: [String: KeyMaterial]) -> CodeProfile {
        guard case .timeBased(let rule) = proof, case .core = rule.keys else {
            return self
        }
        let fitted = DynamicCodeRule(
            totp: rule.totp,
            keys: .table(coreKeys),
            window: rule.window,
            horizon: rule.horizon
        )
        return CodeProfile(
            name: name,
            source: source,
            template: template,
            holder: holder,
            scheme: scheme,
            proof: .timeBased(fitted)
        )
    }

    var assurance: Assurance {
        if case .timeBased = proof {
            return .authenticated
        }
        if case .em4100 = source {
            return .uid
        }
        return .static
    }

    /// The first digits of card numbers that a track profile claims.
    var claim: [UInt8]? {
        if case .track(let number) = source { PrefixClaim.digits(of: template, on: number) } else { nil }
    }
}
