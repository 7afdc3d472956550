"""Tests of the timeline on screen."""
