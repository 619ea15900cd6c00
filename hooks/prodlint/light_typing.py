"""What we need of `typing` while we run, without the time of its import and of what its `NamedTuple` does for each
class: a tenth of a run with one finding. To type checkers these are the names of `typing` themselves."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING or sys.version_info >= (3, 14):  # which keeps annotations where only `typing` should look for them
    from typing import Any as Any
    from typing import Final as Final
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
    from typing import TextIO as TextIO
    from typing import TypeAlias as TypeAlias
    from typing import TypeVar as TypeVar
    from typing import cast as cast
else:
    from collections import namedtuple

    class _Subscripted:
        def __class_getitem__(cls, _):
            return object

    class _Named(type):
        """Makes a `namedtuple` of a class whose annotations are its fields."""

        def __new__(cls, name, _, space):
            fields = space.get("__annotations__", {})
            defaults = [space.pop(field) for field in fields if field in space]
            made = namedtuple(name, fields, defaults=defaults, module=space.pop("__module__"))
            for key, value in space.items():
                setattr(made, key, value)
            return made

    Any = TextIO = TypeAlias = object
    Final = Literal = _Subscripted
    Protocol = object
    NamedTuple = type.__new__(_Named, "NamedTuple", (), {})

    def TypeVar(*_, **__):  # noqa: N802
        return object

    def cast(_, value):
        return value
