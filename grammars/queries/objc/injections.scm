; inherits: c/injections
