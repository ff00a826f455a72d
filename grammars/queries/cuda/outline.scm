; inherits: cpp/outline
; CUDA C++.  See grammars/README.md.
