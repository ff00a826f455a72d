; HCL.  See grammars/README.md.
(block . (identifier) @name . (block_start)) @definition.key
(block (string_lit) @name . (block_start)) @definition.key
(attribute . (identifier) @name) @definition.key
