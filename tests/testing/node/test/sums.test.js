const { test, describe, it } = require('node:test');
const assert = require('node:assert');
const { add, sign } = require('../sums.js');

describe('add', () => {
  it('adds', () => {
    assert.strictEqual(add(2, 3), 5);
  });
  it('wrong', () => {
    assert.strictEqual(add(2, 2), 5);
  });
});

test('skipped', { skip: 'not today' }, () => {});

test('sign', () => {
  assert.strictEqual(sign(4), 1);
});
