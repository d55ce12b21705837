// CardReaders: see the design.
