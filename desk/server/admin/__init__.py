"""``desk admin``: what an administrator does at the database itself; safe while the server runs."""
