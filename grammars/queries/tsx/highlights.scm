; inherits: typescript/highlights javascript/jsx
