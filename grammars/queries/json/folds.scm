; JSON.  See grammars/README.md.
[(object) (array)] @fold
(comment) @fold.comment
