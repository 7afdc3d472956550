"""Rotas proposed by a solver, in a process of its own."""
