"""How Qt's own widgets look here: a style over Fusion that paints fields, marks, bars, menus and lists."""
