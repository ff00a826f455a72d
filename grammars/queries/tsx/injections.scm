; inherits: javascript/injections
