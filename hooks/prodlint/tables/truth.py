"""The words for true and false that readers of settings take, lower-cased, all together.

python-decouple, django-environ, environs, pydantic, sanic, YAML 1.1, libpq and PostgreSQL's boolean. What takes other
words says so in its own table: Flask, for which everything is on but a few.
"""

TRUE = frozenset("1 true t yes y on ok enable enabled".split())
FALSE = frozenset("0 false f no n off none disable disabled null undefined".split())
