# frozen_string_literal: true

def greet(name)
  "Hello, #{name}!"
end
