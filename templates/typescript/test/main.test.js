const assert = require("node:assert/strict");
const test = require("node:test");

const { greet } = require("../dist/main.js");

test("a name is greeted", () => {
  assert.equal(greet("world"), "Hello, world!");
});

test("no name is greeted too", () => {
  assert.equal(greet(""), "Hello, !");
});
