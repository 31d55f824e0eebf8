"""The public register: static files made from the records and a stated day, and nothing else."""

from answerable.register.baking import bake, site_files
from answerable.register.swap import Baked, CannotBake

__all__ = ["Baked", "CannotBake", "bake", "site_files"]
