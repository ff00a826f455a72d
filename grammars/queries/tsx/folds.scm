; inherits: typescript/folds
; TSX.  See grammars/README.md.
(jsx_element close_tag: (_) @close) @fold
(jsx_self_closing_element) @fold
