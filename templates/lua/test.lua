local greet = require("greet")

assert(greet("world") == "Hello, world!")
assert(greet("") == "Hello, !")
print("ok")
