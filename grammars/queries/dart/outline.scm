; Dart.  See grammars/README.md.
(class_definition name: (_) @name) @definition.class
(mixin_declaration (identifier) @name) @definition.class
(extension_declaration name: (_) @name) @definition.class
(enum_declaration name: (_) @name) @definition.enum
(enum_constant name: (_) @name) @definition.member
(function_signature name: (_) @name) @definition.function
(method_signature (function_signature name: (_) @name)) @definition.method
(method_signature (getter_signature name: (_) @name)) @definition.method
(method_signature (setter_signature name: (_) @name)) @definition.method
(constructor_signature name: (_) @name) @definition.method
