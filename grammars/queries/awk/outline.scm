; Awk.  See grammars/README.md.
(func_def name: (_) @name) @definition.function
