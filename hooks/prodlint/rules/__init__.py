"""The hooks, one package each. A hook knows the layers below it and no other hook."""
