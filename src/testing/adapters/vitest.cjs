// A reporter of vitest: of 3 and later as tests end, of earlier ones file by file.
const states = { pass: 'passed', passed: 'passed', fail: 'failed', failed: 'failed' };
function messageOf(errors) {
  return plain((errors || []).map((e) => e.stack || e.message || String(e)).join('\n'));
}
class Tell {
  constructor() {
    this.seen = new Set();
  }
  onTestCaseReady(test) {
    say({ ...this.place(test), state: 'running' });
  }
  place(test) {
    const names = [test.name];
    for (let p = test.parent; p && p.type === 'suite'; p = p.parent) names.unshift(p.name);
    const file = short(test.module.moduleId);
    return { file, path: names, line: (test.location && test.location.line) || 0 };
  }
  onTestCaseResult(test) {
    const result = test.result();
    const at = this.place(test);
    const text = messageOf(result.errors);
    this.seen.add(test.id);
    say({
      ...at, state: states[result.state] || 'skipped', message: text,
      ms: (test.diagnostic() || {}).duration || 0, ...(text ? failedAt(text, at.file) : {}),
    });
  }
  walk(file, names, task) {
    const path = [...names, task.name];
    if (task.tasks) {
      for (const t of task.tasks) this.walk(file, path, t);
      return;
    }
    const result = task.result || {};
    const text = messageOf(result.errors);
    if (!this.seen.has(task.id))
      say({
        file, path, state: states[result.state] || 'skipped', ms: result.duration || 0,
        line: (task.location && task.location.line) || 0, message: text,
        ...(text ? failedAt(text, file) : {}),
      });
    if (text) process.stdout.write(`${path.join(' > ')}\n${text}\n\n`);
  }
  onFinished(files) {
    for (const f of files || []) {
      const file = short(f.filepath);
      for (const t of f.tasks) this.walk(file, [], t);
      const text = messageOf(f.result && f.result.errors);
      if (text) say({ file, path: [], state: 'error', message: text, ...failedAt(text, file) });
      if (text) process.stdout.write(`${file}\n${text}\n\n`);
    }
  }
}
module.exports = Tell;
