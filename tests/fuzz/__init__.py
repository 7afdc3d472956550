"""The interface held to its own description by a schema fuzzer."""
