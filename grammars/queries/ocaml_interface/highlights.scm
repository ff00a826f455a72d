; inherits: ocaml/both
