; Ruby.  See grammars/README.md.
(class name: (_) @name) @definition.class
(module name: (_) @name) @definition.module
(method name: (_) @name) @definition.method
(singleton_method name: (_) @name) @definition.method
(program (method name: (_) @name) @definition.function)
(assignment left: (constant) @name) @definition.constant
