"""The actions on screen: what can be done, the forms, what became of it, and a lead's word on what is over a limit."""
