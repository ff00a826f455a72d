; XML.  See grammars/README.md.
(element (STag (Name) @name)) @definition.tag
(element (EmptyElemTag (Name) @name)) @definition.tag
