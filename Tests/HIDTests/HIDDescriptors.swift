import HID

/// Report descriptors of the kinds of devices that occur, with what makes each kind special.
enum HIDDescriptors {
    /// Boot keyboard of 63 bytes (HID 1.11 appendix E.6).
    static let bootKeyboard = HIDBytes.hex(
        """
        05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 05 75 01 05 08 19 01 29 05
        91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0
        """
    )

    /// MagTek's typing readers: the boot keyboard with a vendor feature report in the same collection.
    static let magTekKeyboard = HIDBytes.hex(
        """
        05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 03 95 05 75 01 05 08 19 01 29 05
        91 02 95 01 75 03 91 03 95 06 75 08 15 00 25 66 05 07 19 00 29 66 81 00 26 FF 00 06 00 FF 09 20 95 18 B2 02 01 C0
        """
    )

    /// Report 1: modifiers and one bit for each of the keys 04 to 73.
    private static let keyBitmap = HIDBytes.hex(
        """
        05 01 09 06 A1 01 85 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 19 04 29 73 95 70 81 02
        05 08 19 01 29 03 95 03 91 02 95 05 91 03 C0
        """
    )

    /// Report 2: media keys.
    private static let mediaKeys = HIDBytes.hex(
        "05 0C 09 01 A1 01 85 02 15 00 26 3C 02 19 00 2A 3C 02 75 10 95 01 81 00 C0"
    )

    /// A keyboard without rollover limits, with media keys in a collection of their own.
    static let bitmapKeyboard = keyBitmap + mediaKeys

    /// Where a truncation leaves a whole descriptor: between two top collections.
    static let bitmapKeyboardCuts = keyBitmap.count...keyBitmap.count + 4

    /// Layout A: Honeywell, Hand Held Products, Access-IS. Report 2 with AIM identifier, trigger report 4, vendor report F0.
    static let posLayoutA = HIDBytes.hex(
        """
        058C0902A1010912A1028502150026FF00750895010501093B81029503058C09FB09FC09FD8102953809FE8202020666FF95020900090081
        02058C25017501950809FF8102C00914A10285041500250175019508095F0960098509869186C006FFFF0901A10285F0150026FF00750895
        3F0902820202953F0903920202C0C0
        """
    )

    /// Layout B: ID TECH, Newland, Unitech. No identifier, reserved bytes, maker's symbology, one bit of continuation.
    static let posLayoutB = HIDBytes.hex(
        """
        058C0902A1010912A1028502150026FF0075089501 0501093B8102 058C953809FE820201 95048103 9501 06 66FF 0901 8102
        058C 2501 7501 9501 09FF 8102 9507 8103 C0C0
        """
    )

    /// Layout C: no byte count; identifier and data share one field.
    static let posLayoutC = HIDBytes.hex(
        """
        058C0902A1010912A1028502150026FF007508953B09FB09FC09FD09FE820201 25017501950109FF810295078103C0C0
        """
    )

    /// Layout D: byte count, identifier, data, continuation.
    static let posLayoutD = HIDBytes.hex(
        """
        058C0902A1010912A1028502150026FF007508 9501 0501093B8102 058C 9503 09FB09FC09FD8102 9538 09FE820201
        25017501950109FF810295078103C0C0
        """
    )

    /// MagTek 99875191.
    static let sureSwipe = HIDBytes.hex(
        """
        0600FF0901A101150026FF007508 092009210922 09280929092A 0938 95078102 0930956E820201 0931956E820201 0932956E820201
        09209518B20201C0
        """
    )

    /// MagTek 99875475, 856 bytes of input.
    static let magneSafe = HIDBytes.hex(
        """
        0600FF0901A101150026FF007508 092009210922 09280929092A 0938 95078102 09309570820201 09319570820201 09329570820201
        093995018102 7520092395018102 7508092B95018102 0933968000820201 09409510820201 094295028102 0946950A820201
        0947 0948 0949 95038102 094A9570820201 094B9570820201 094C9570820201 09509508820201 0951 0952 0953 0954 95048102
        0920953CB20201C0
        """
    )

    /// ID TECH VersaKey 80074503: total length at usage 30, output data at usage 31.
    static let idTechStructure = HIDBytes.hex(
        """
        0600FF0901A101150026FF007508 092009210922 09280929092A 0938 95078102 09309502820201 093196F401820201
        09209520B20201C0
        """
    )

    /// A vendor page device with plain reports of 64 bytes.
    static let vendor64 = HIDBytes.hex("0600FF0901A101150026FF00750895400901810295400902 9102C0")

    /// Page 8E with lengths for tracks 1 to 3.
    static let page8E = HIDBytes.hex(
        """
        058E0901A101150026FF00750895030911091209138102 0921954F820201 09229528820201 0923956B820201 C0
        """
    )

    static let all = [
        bootKeyboard, magTekKeyboard, bitmapKeyboard, posLayoutA, posLayoutB, posLayoutC, posLayoutD, sureSwipe,
        magneSafe,
        idTechStructure, vendor64, page8E,
    ]
}
