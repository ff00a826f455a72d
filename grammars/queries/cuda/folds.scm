; inherits: cpp/folds
; CUDA C++.  See grammars/README.md.
