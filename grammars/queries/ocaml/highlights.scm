; inherits: ocaml/both
(shebang) @comment
