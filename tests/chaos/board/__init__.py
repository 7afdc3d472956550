"""Leads at real boards, while lines are cut and the server is killed: every board has to end as the server is."""
