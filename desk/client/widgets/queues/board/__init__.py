"""The board: cards in columns, moved with foresight."""
