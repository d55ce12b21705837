// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of our own: warnings are errors, language mode 6.
let ours: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One Debian C library behind one module map in `Sources/System`.
func clib(_ name: String, pkgConfig: String?, apt: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Sources/System/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([apt])]
    )
}

/// The Swift wrapper that alone imports its C module.
func wrapper(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/System/\(name)", swiftSettings: ours)
}

func floor(_ name: String, _ dependencies: [Target.Dependency] = [], embed: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: "Sources/\(name)",
        resources: embed.map { .embedInCode($0) },
        swiftSettings: ours
    )
}

func simulator(_ name: String, _ dependencies: [Target.Dependency], embed: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: "Simulators/\(name)",
        resources: embed.map { .embedInCode($0) },
        swiftSettings: ours
    )
}

func program(_ name: String, _ dependencies: [Target.Dependency], path: String, exclude: [String] = []) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: ours)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], copy: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/\(name)",
        resources: copy.map { .copy($0) },
        swiftSettings: ours
    )
}

let package = Package(
    name: "countertop",
    products: [
        .executable(name: "countertopd", targets: ["countertopd"]),
        .executable(name: "countertop", targets: ["countertop"]),
        .executable(name: "countertop-sim", targets: ["countertop-sim"]),
    ],
    targets: [
        // System: C libraries and their wrappers
        clib("CPCSC", pkgConfig: "libpcsclite", apt: "libpcsclite-dev"),
        clib("CLibUSB", pkgConfig: "libusb-1.0", apt: "libusb-1.0-0-dev"),
        clib("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        clib("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        clib("CMicroHTTPD", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
        clib("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        clib("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
        clib("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev"),
        clib("CLinux", pkgConfig: nil, apt: "libc6-dev"),
        wrapper("PCSC", ["CPCSC"]),
        wrapper("USB", ["CLibUSB", "Crypto", "Linux"]),
        wrapper("SQLite", ["CSQLite"]),
        wrapper("Crypto", ["CCrypto"]),
        wrapper("HTTPServer", ["CMicroHTTPD", "Crypto", "Linux"]),
        wrapper("HTTPClient", ["CCurl"]),
        wrapper("Imaging", ["CPNG", "CFreeType"]),
        wrapper("Linux", ["CLinux"]),

        // The house
        floor("Domain", ["Crypto"], embed: ["problems.txt", "Events/asyncapi.json", "Receipts/receipt.schema.json"]),
        floor("Cards", ["Domain", "Crypto"]),
        floor(
            "HID",
            ["Domain", "Crypto"],
            embed: [
                "Devices/devices.json5", "Keyboard/Layouts/us.txt", "Keyboard/Layouts/gb.txt",
                "Keyboard/Layouts/de.txt", "Keyboard/Layouts/fr.txt", "Keyboard/Layouts/be.txt",
                "Keyboard/Layouts/es.txt", "Keyboard/Layouts/it.txt", "Keyboard/Layouts/jp.txt",
                "Keyboard/Layouts/cn-us.txt", "Keyboard/Layouts/dead-keys.txt",
                "Barcodes/gs1-identifiers.txt", "Barcodes/gs1-associations.txt", "Barcodes/iso-codes.txt",
                "Codes/payment-codes.txt",
                "Codes/payment-ranges.txt",
            ]
        ),
        floor("Receipts", ["Domain", "Imaging"], embed: ["Profiles/printers.json5"]),
        floor("Counter", ["Domain", "Cards", "HID", "Receipts", "Crypto"]),
        floor("Runtime", ["Domain", "Linux"]),
        floor("Journal", ["Counter", "HID", "Domain", "Runtime", "SQLite", "Crypto", "Linux"]),
        floor("CardReaders", ["Counter", "Cards", "Domain", "Runtime", "PCSC", "Crypto", "Linux"]),
        floor("Scanners", ["HID", "Domain", "Runtime", "USB", "Crypto", "Linux"]),
        floor("Printers", ["Counter", "Receipts", "Domain", "Runtime", "USB", "Linux"]),
        floor("CoreLink", ["Counter", "HID", "Domain", "Runtime", "HTTPClient", "Crypto", "Linux"]),
        floor("Commands", ["Domain"]),
        floor("LocalAPI", ["Counter", "Domain", "Runtime", "HTTPServer", "Crypto", "Linux"], embed: ["openapi.json"]),
        floor("Configuration", ["Counter", "Cards", "HID", "Receipts", "Domain", "Linux"]),
        floor(
            "Station",
            [
                "Counter", "Cards", "HID", "Receipts", "Domain", "Runtime", "Journal", "CardReaders", "Scanners",
                "Printers", "CoreLink", "LocalAPI", "Configuration", "Imaging", "USB", "Linux",
            ]
        ),
        program(
            "countertopd",
            ["Station", "Commands", "Configuration", "Runtime", "Domain", "Linux"],
            path: "Sources/countertopd"
        ),
        program(
            "countertop",
            ["Commands", "HTTPClient", "Configuration", "Receipts", "Imaging", "Domain", "Linux"],
            path: "Sources/countertop"
        ),

        // Simulators
        simulator("CardSimulator", ["Domain", "Cards", "Runtime", "Linux"]),
        simulator("USBSimulator", ["HID", "USB", "Runtime", "Linux"]),
        simulator("PrinterSimulator", ["USBSimulator", "Domain", "Receipts", "Imaging", "Runtime", "USB", "Linux"]),
        simulator("CoreSimulator", ["Domain", "SQLite", "HTTPServer", "Crypto"], embed: ["openapi.json"]),
        simulator(
            "SimulatedShop",
            [
                "CardSimulator", "PrinterSimulator", "CoreSimulator", "USBSimulator", "HID", "Domain", "Runtime",
                "HTTPClient", "HTTPServer", "SQLite", "Crypto", "Linux",
            ],
            embed: ["Scenario/grammar.txt"]
        ),
        program(
            "countertop-sim",
            [
                "SimulatedShop", "CardSimulator", "PrinterSimulator", "CoreSimulator", "USBSimulator", "HID",
                "Commands", "Domain", "Imaging", "PCSC", "Runtime", "HTTPServer", "SQLite", "Linux",
            ],
            path: "Simulators/countertop-sim"
        ),

        program(
            "countertop-bench",
            [
                "Station", "LocalAPI", "CoreLink", "CardReaders", "Cards", "Journal", "Counter", "Commands", "Domain",
                "Runtime", "Linux",
                "CardSimulator", "CoreSimulator", "PrinterSimulator", "Receipts", "Imaging", "HID", "Scanners", "USB",
                "USBSimulator", "HTTPClient",
            ],
            path: "Tests/Benchmarks",
            exclude: ["run"]
        ),

        // Tests
        tests("SystemTests", ["PCSC", "SQLite", "Crypto", "HTTPServer", "HTTPClient", "Imaging", "Linux"]),
        tests("DomainTests", ["Domain"]),
        tests("CardsTests", ["Cards", "CardSimulator", "Domain", "Crypto", "PCSC", "Linux"]),
        tests("HIDTests", ["HID", "Domain", "Crypto"]),
        tests("ReceiptsTests", ["Receipts", "Domain", "Imaging", "Linux"]),
        tests("CounterTests", ["Counter", "Cards", "HID", "Receipts", "Domain"]),
        tests("RuntimeTests", ["Runtime", "Domain", "Linux"]),
        tests("JournalTests", ["Journal", "Counter", "HID", "Domain", "SQLite", "Linux"]),
        tests(
            "CardReadersTests",
            ["CardReaders", "CardSimulator", "Cards", "Counter", "Domain", "PCSC", "Runtime", "Linux"]
        ),
        tests("USBSimulatorTests", ["USBSimulator", "HID", "USB", "Runtime", "Linux"]),
        tests("ScannersTests", ["Scanners", "USBSimulator", "HID", "Domain", "Runtime", "USB", "Linux"]),
        program(
            "guest-agent",
            ["USBSimulator", "HTTPClient", "Runtime", "Linux"],
            path: "Tests/GuestTests/Guest"
        ),
        .testTarget(
            name: "GuestTests",
            dependencies: [
                "guest-agent", "countertopd", "countertop-sim", "Scanners", "PrinterSimulator", "USBSimulator", "HID",
                "Domain", "USB", "Linux",
            ],
            path: "Tests/GuestTests/Host",
            swiftSettings: ours
        ),
        tests(
            "PrintersTests",
            [
                "Printers", "PrinterSimulator", "USBSimulator", "Receipts", "Imaging", "Counter", "Domain", "Runtime",
                "USB",
                "Linux",
            ]
        ),
        tests(
            "PrinterScheduleTests",
            ["Printers", "PrinterSimulator", "Journal", "Counter", "HID", "Receipts", "Domain", "Runtime", "Linux"]
        ),
        tests(
            "PrinterSimulatorTests",
            ["PrinterSimulator", "USBSimulator", "Receipts", "Domain", "Imaging", "USB", "Linux"]
        ),
        tests(
            "CoreLinkTests",
            ["CoreLink", "CoreSimulator", "Counter", "HID", "Domain", "HTTPServer", "HTTPClient", "SQLite"]
        ),
        tests("LocalAPITests", ["LocalAPI", "Counter", "Domain"]),
        tests("CommandTests", ["countertop", "Commands", "Domain", "HTTPServer"]),
        tests("ConfigurationTests", ["Configuration", "Cards", "Counter", "HID", "Receipts", "Domain", "Linux"]),
        tests(
            "StationTests",
            [
                "Station", "LocalAPI", "CoreSimulator", "CoreLink", "Configuration", "Counter", "HID", "Journal",
                "Printers", "PrinterSimulator", "Receipts", "Runtime", "Scanners", "USBSimulator", "USB", "SQLite",
                "HTTPClient", "Imaging", "Domain", "Linux",
            ]
        ),
        // The programs are named so that they are built before the tests that run them.
        tests(
            "EndToEndTests",
            [
                "SimulatedShop", "CoreSimulator", "CardSimulator", "USBSimulator", "HID", "Domain", "HTTPClient",
                "Runtime", "Linux", "countertopd", "countertop", "countertop-sim",
            ]
        ),
        tests(
            "FaultTests",
            ["SimulatedShop", "CoreSimulator", "PrinterSimulator", "Domain", "Linux", "countertopd", "countertop-sim"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets have no main of their own and are built with libFuzzer only: Tests/Fuzzing/run asks for them, and for nothing else.
if Context.environment["COUNTERTOP_FUZZ"] == "1" {
    func fuzz(_ name: String, _ dependencies: [Target.Dependency], parts: [String] = []) -> Target {
        .executableTarget(
            name: "Fuzz" + name,
            dependencies: dependencies + ["FuzzSupport"],
            path: "Tests/Fuzzing/Targets",
            sources: [name + ".swift"] + parts,
            swiftSettings: ours + [.unsafeFlags(["-parse-as-library"])]
        )
    }
    let fuzzTargets = [
        fuzz("ATR", ["Cards"]),
        fuzz("Barcodes", ["HID", "Domain"]),
        fuzz("CodeProfiles", ["HID", "Domain"]),
        fuzz("Configuration", ["Configuration", "Domain", "Linux"]),
        fuzz("CoreAnswers", ["CoreLink", "Counter", "Domain"]),
        fuzz("DigitalLinks", ["HID"]),
        fuzz("DynamicCodes", ["HID", "Domain"]),
        fuzz("ESCPOSInterpreter", ["PrinterSimulator", "Receipts", "Imaging", "Linux"]),
        fuzz("Events", ["Domain"]),
        fuzz("JSON", ["Domain"]),
        fuzz("NDEF", ["Cards"]),
        fuzz("OperationRequests", ["Domain"]),
        fuzz("Recognition", ["Cards", "Domain"]),
        fuzz("ReportDescriptors", ["HID"]),
        fuzz("Reports", ["HID"], parts: ["Reports"]),
        fuzz("Pictures", ["Imaging"]),
        fuzz("PrinterAnswers", ["Receipts"]),
        fuzz("ReceiptDocuments", ["Receipts", "Domain"]),
        fuzz("ReceiptLine", ["Receipts", "Linux"]),
        fuzz("RequestTargets", ["HTTPServer"]),
        fuzz("Rules", ["Counter", "HID", "Domain"]),
        fuzz("ScannerFrames", ["HID"]),
        fuzz("Scenario", ["SimulatedShop"]),
        fuzz("StarInterpreter", ["PrinterSimulator", "Receipts", "Imaging"]),
        fuzz("TLV", ["Cards"]),
        fuzz("Templates", ["Cards", "Domain"]),
        fuzz("Tracks", ["HID", "Domain"]),
        fuzz("USBIP", ["USB"]),
        fuzz("USBIPClients", ["USBSimulator", "HID", "USB", "Linux"], parts: ["USBIPClients"]),
        fuzz("USBIPServers", ["USB"]),
    ]
    let support = Target.target(name: "FuzzSupport", path: "Tests/Fuzzing/Support", swiftSettings: ours)
    let others = package.targets
    package.targets = fuzzTargets + [support]
    for target in package.targets {
        keep(target.dependencies)
    }
    package.products = []

    /// Takes what the fuzz targets stand on, down to the C libraries.
    func keep(_ dependencies: [Target.Dependency]) {
        for case .byNameItem(let name, _) in dependencies where !package.targets.contains(where: { $0.name == name }) {
            guard let target = others.first(where: { $0.name == name }) else {
                continue
            }
            package.targets.append(target)
            keep(target.dependencies)
        }
    }
}
