; F#.  See grammars/README.md.
(named_module name: (_) @name) @definition.module
(module_defn (identifier) @name) @definition.module
(type_definition (_ (type_name type_name: (_) @name))) @definition.type
(function_or_value_defn (function_declaration_left . (identifier) @name)) @definition.function
(union_type_case (identifier) @name) @definition.member
