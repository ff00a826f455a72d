; DTD.  See grammars/README.md.
(elementdecl (Name) @name) @definition.tag
(GEDecl (Name) @name) @definition.constant
(PEDecl (Name) @name) @definition.constant
