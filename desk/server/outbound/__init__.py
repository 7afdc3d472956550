"""What leaves the house: commands to the shop's systems, signed, repeated, and asked after."""
