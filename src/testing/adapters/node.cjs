// A reporter of node:test.
function messageOf(error) {
  const cause = error && error.cause instanceof Object ? error.cause : error;
  return { text: plain((cause && (cause.stack || cause.message)) || error), stack: cause && cause.stack };
}
module.exports = async function* report(source) {
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
      continue;
    }
    if (type === 'test:diagnostic' || data === undefined || data.name === undefined) continue;
    const file = data.file ? short(data.file) : '';
    if (type === 'test:start') {
      names.length = data.nesting;
      names[data.nesting] = data.name;
    }
    const at = { file, path: [...names.slice(0, data.nesting), data.name], line: data.line };
    const whole = data.nesting === 0 && data.name && file &&
      path.resolve(data.name) === path.resolve(file);
    if (whole) at.path = [];
    if (type === 'test:start' && !whole) {
      say({ state: 'running', ...at });
    } else if (type === 'test:pass' || type === 'test:fail') {
      const details = data.details || {};
      const ms = details.duration_ms;
      const error = details.error;
      if (details.type === 'suite' || (error && error.failureType === 'subtestsFailed')) {
        say({ state: 'suite', ms, ...at });
      } else if (data.skip !== undefined || data.todo !== undefined) {
        say({ state: 'skipped', ms, message: String(data.skip || data.todo || ''), ...at });
      } else if (type === 'test:pass') {
        if (!whole) say({ state: 'passed', ms, ...at });
      } else {
        const { text, stack } = messageOf(error);
        say({ state: whole ? 'error' : 'failed', ms, message: text, ...at, ...failedAt(stack, file) });
        yield `${at.path.join(' > ') || file}\n${text}\n\n`;
      }
    }
  }
};
