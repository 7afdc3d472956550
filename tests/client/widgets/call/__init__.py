"""Tests of desk.client.widgets.call."""
