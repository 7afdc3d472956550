"""Tests of desk.client.widgets.shifts."""
