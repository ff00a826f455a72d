; Batch.  See grammars/README.md.
((label) @name) @definition.function
