// PCSC: see the design.
