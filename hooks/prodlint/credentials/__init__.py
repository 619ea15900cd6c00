"""What a value is: a server credential, a password, a reference, a placeholder or something public.

Shared by the hooks that judge values; it knows no hook. Values go in, verdicts and kinds come out, and no
verdict, message or exception holds a part of a value.
"""
