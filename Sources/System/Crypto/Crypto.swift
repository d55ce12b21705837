// Crypto: see the design.
