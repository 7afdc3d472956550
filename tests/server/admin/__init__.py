"""Tests of ``desk admin``."""
