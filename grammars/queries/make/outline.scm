; Makefiles.  See grammars/README.md.
(rule (targets (word) @name)) @definition.rule
(define_directive name: (word) @name) @definition.macro
(makefile (variable_assignment name: (word) @name) @definition.variable)
