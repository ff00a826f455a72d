; DTD.  See grammars/README.md.
[
  (AttlistDecl)
  (elementdecl)
  (conditionalSect)
] @fold
(Comment) @fold.comment
