; inherits: cpp/highlights
; What CUDA adds to C++.
[
  "__host__" "__device__" "__global__" "__managed__" "__forceinline__" "__noinline__"
  "__launch_bounds__"
] @keyword
["<<<" ">>>"] @punctuation.bracket
((identifier) @variable.builtin
  (#any-of? @variable.builtin "blockDim" "blockIdx" "gridDim" "threadIdx" "warpSize"))
