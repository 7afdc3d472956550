"""Tests of the client, with real Qt and without a screen."""
