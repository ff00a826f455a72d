export function add(a, b) {
  return a + b;
}

export function sign(n) {
  if (n < 0) {
    return -1;
  }
  return 1;
}
