"""Queues: lists, board, wall and floor."""
