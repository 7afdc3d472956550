"""The parts of the call view: customer, composer, ring card and the column of promises."""
