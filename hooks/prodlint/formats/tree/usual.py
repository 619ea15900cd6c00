"""What the grammars of languages with braces call alike and mean by it; a row says what is otherwise in its own."""

from collections.abc import Mapping

from prodlint.formats.tree import shapes, strings
from prodlint.formats.tree.row import Shape
from prodlint.light_typing import Final

STATES: Final[Mapping[str, Shape]] = {
    "assignment_expression": shapes.bind("left", "right"),
    "call_expression": shapes.call,
    **dict.fromkeys(("method_declaration", "constructor_declaration", "lambda_expression"), shapes.function()),
    **dict.fromkeys(
        ("class_declaration", "interface_declaration", "enum_declaration", "record_declaration"), shapes.holder()
    ),
}
MEANS: Final[Mapping[str, Shape]] = {
    **dict.fromkeys(("identifier", "type_identifier", "field_identifier"), shapes.name),
    **dict.fromkeys(("string_literal", "raw_string_literal", "character_literal"), strings.text),
    "integer_literal": shapes.number,
    "boolean_literal": shapes.boolean,
    "null_literal": shapes.value(None),
    "true": shapes.value(True),
    "false": shapes.value(False),
    **dict.fromkeys(("parenthesized_expression", "expression_statement", "await_expression"), shapes.same()),
    "cast_expression": shapes.same("value"),
    "as_expression": shapes.same("left"),
    "index_expression": shapes.item(),
    "binary_expression": shapes.binary(),
    "if_statement": shapes.choice(),
    **dict.fromkeys(("block", "program", "source_file"), shapes.block),
    **dict.fromkeys(("return_statement", "return_expression"), shapes.leaves(returns=True)),
    **dict.fromkeys(
        "throw_statement throw_expression break_statement break_expression continue_statement "
        "continue_expression".split(),
        shapes.leaves(),
    ),
}
