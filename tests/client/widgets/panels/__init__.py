"""Tests of desk.client.widgets.panels."""
