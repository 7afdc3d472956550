"""Tests of what decides about queues, shared by both sides."""
