; inherits: cpp/injections
