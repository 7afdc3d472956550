"""What the product holds, measured: every file prints medians and percentiles beside the machine's line."""
