"""The desktop program: remote (no Qt), models (QtCore only) and widgets."""
