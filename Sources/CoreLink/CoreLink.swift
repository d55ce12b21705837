// CoreLink: see the design.
