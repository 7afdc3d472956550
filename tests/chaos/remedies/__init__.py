"""Ten thousand remedies while every line lies and every program dies: each is carried out exactly once."""
