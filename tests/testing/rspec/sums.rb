def add(a, b)
  a + b
end

def sign(n)
  if n < 0
    return -1
  end
  1
end
