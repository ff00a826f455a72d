; Properties.  See grammars/README.md.
(comment) @fold.comment
