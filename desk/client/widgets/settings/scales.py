"""The sizes of text one can choose from, as shares of the normal one."""

SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
