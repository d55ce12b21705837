import Linux

extension USBDevice {
    /// The first configuration with its interfaces and endpoints, as the device describes it.
    public borrowing func configuration(until deadline: Deadline) throws(USBError) -> USBConfiguration {
        let head = try read(.getDescriptor(type: 2, length: 9), until: deadline)
        guard head.count == 9, head[1] == 2 else {
            throw malformed("a configuration descriptor of \(head.count) bytes")
        }
        let total = UInt16(head[2]) | UInt16(head[3]) << 8
        let bytes = try read(.getDescriptor(type: 2, length: max(9, total)), until: deadline)
        do throws(USBDescriptorError) {
            return try USBConfiguration(parsing: bytes)
        } catch {
            throw malformed(error.description)
        }
    }

    /// The serial number; nil where the device has none or refuses to tell.
    public borrowing func serialNumber(until deadline: Deadline) throws(USBError) -> String? {
        let descriptor = try read(.getDescriptor(type: 1, length: 18), until: deadline)
        guard descriptor.count == 18, descriptor[1] == 1 else {
            throw malformed("a device descriptor of \(descriptor.count) bytes")
        }
        return try string(descriptor[16], until: deadline)
    }

    /// Manufacturer and product as the device calls itself; empty where it tells neither.
    public borrowing func productName(until deadline: Deadline) throws(USBError) -> String {
        let descriptor = try read(.getDescriptor(type: 1, length: 18), until: deadline)
        guard descriptor.count == 18, descriptor[1] == 1 else {
            throw malformed("a device descriptor of \(descriptor.count) bytes")
        }
        var words: [String] = []
        for index in [descriptor[14], descriptor[15]] {
            if let word = try string(index, until: deadline), !words.contains(word) {
                words.append(word)
            }
        }
        return words.joined(separator: " ")
    }

    /// A string in the device's first language, without control characters; nil for index 0 and where the device refuses.
    private borrowing func string(_ index: UInt8, until deadline: Deadline) throws(USBError) -> String? {
        guard index != 0 else {
            return nil
        }
        do throws(USBError) {
            let languages = try read(.getDescriptor(type: 3, length: 255), until: deadline)
            guard languages.count >= 4, languages[1] == 3 else {
                return nil
            }
            let language = UInt16(languages[2]) | UInt16(languages[3]) << 8
            let bytes = try read(
                .getDescriptor(type: 3, number: index, index: language, length: 255),
                until: deadline
            )
            return USBString.decode(bytes)
        } catch {
            guard error.code == .stall else {
                throw error
            }
            return nil
        }
    }

    private borrowing func malformed(_ detail: String) -> USBError {
        USBError(call: "GET_DESCRIPTOR", code: .malformed, place: info.location.description, detail: detail)
    }
}
