; inherits: typescript/outline
; TSX.  See grammars/README.md.
