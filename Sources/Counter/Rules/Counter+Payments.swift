import Domain
import HID

extension Counter {
    /// What pays was shown: a sale that awaits such a thing is charged to it. Nil when none does.
    ///
    /// A payment code names no member, so a recharge has no account to go to, and an inquiry nobody to ask about.
    func payable(by medium: CodeReading.Medium, lane name: LaneName) -> Int? {
        awaiting(medium.rawValue, lane: name).flatMap { operations[$0].kind == .sale ? $0 : nil }
    }

    mutating func pay(_ index: Int, with payment: PaymentCredential, _ work: inout Work) {
        operations[index].payment = PaymentMark(scheme: payment.scheme)
        payments.append(HeldPayment(operation: operations[index].id, credential: payment))
        proceed(index, &work)
    }

    func payment(of id: EntityID) -> PaymentCredential? {
        payments.first { $0.operation == id }?.credential
    }

    /// Without what it is charged to, an operation cannot be sent, neither for the first time nor again.
    func mayBeSent(_ operation: Operation) -> Bool {
        operation.payment == nil || payment(of: operation.id) != nil
    }

    /// The operation has come to its end, or is being undone.
    mutating func forgetPayment(of id: EntityID, _ work: inout Work) {
        for held in payments where held.operation == id {
            work.then(.forget(held.credential))
        }
        payments.removeAll { $0.operation == id }
    }
}
