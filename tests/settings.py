"""The product's settings, in a home folder of the tests' own."""

import os
import tempfile

os.environ["ANSWERABLE_HOME"] = tempfile.mkdtemp(prefix="answerable-tests-")
os.environ["ANSWERABLE_DEMONSTRATION"] = "1"

from answerable.site.settings import *  # noqa: F403 (the environment has to be set first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slowness is not under test
