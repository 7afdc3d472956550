"""The client's side of the wire, and what the workstation keeps: no Qt here."""
