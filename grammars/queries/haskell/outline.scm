; Haskell.  See grammars/README.md.
(data_type name: (_) @name) @definition.type
(newtype name: (_) @name) @definition.type
(type_synomym name: (_) @name) @definition.type
(class name: (_) @name) @definition.interface
(instance name: (_) @name) @definition.class
(declarations (function name: (_) @name) @definition.function)
(declarations (bind name: (_) @name) @definition.function)
(class_declarations (signature name: (_) @name) @definition.method)
(data_constructor (_ name: (_) @name)) @definition.member
