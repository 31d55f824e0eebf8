"""Why a data file was refused."""


class CannotUse(Exception):
    """A file that cannot be used. The message is a sentence for the person who brought it, and says what to do."""
