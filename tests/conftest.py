"""What holds for every test."""

import hypothesis

# How long an example takes says how busy the machine is, and nothing of the product.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")
