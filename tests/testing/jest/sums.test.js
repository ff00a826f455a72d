const { add, sign } = require('./sums.js');

describe('add', () => {
  it('adds', () => {
    expect(add(2, 3)).toBe(5);
  });
  it('wrong', () => {
    expect(add(2, 2)).toBe(5);
  });
});

test.skip('skipped', () => {});

test('sign', () => {
  expect(sign(4)).toBe(1);
});
