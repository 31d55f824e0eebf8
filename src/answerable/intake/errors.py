"""Why a file cannot be read, in words fit for the page."""


class CannotRead(Exception):
    """The file gives no report; `sentence` says what happened and what to do, `code` which case it is."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
