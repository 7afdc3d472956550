"""Everything the agent sees: windows, panels, controls and what paints them."""
