import assert from "node:assert/strict";
import test from "node:test";

import { greet } from "./greet.js";

test("a name is greeted", () => {
  assert.equal(greet("world"), "Hello, world!");
});

test("no name is greeted too", () => {
  assert.equal(greet(""), "Hello, !");
});
