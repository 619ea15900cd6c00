"""How much work a file is worth: a search has a limit of its own, and all searches in one file together have one."""


class Budget:
    """The steps of the searches in one file: `most` for each, but `least` once what is beyond that sums up to `total`.

    Real files do not come near it. A file in which every search is a long one would take minutes otherwise. `is_cut`
    tells that one ended before it had seen everything: then what was not found may be there nevertheless.
    """

    is_cut = False

    def __init__(self, most: int, least: int, total: int) -> None:
        self._most = most
        self._least = least
        self._left = total

    @property
    def limit(self) -> int:
        """The steps that the next search may take."""
        return self._most if self._left > 0 else self._least

    def spend(self, steps: int) -> None:
        """Count a search; a short one is free."""
        self._left -= max(0, steps - self._least)
