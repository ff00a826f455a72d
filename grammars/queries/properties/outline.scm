; Properties.  See grammars/README.md.
((property (key) @name) @definition.key (#not-match? @name "^;"))
