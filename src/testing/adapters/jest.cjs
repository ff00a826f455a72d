// A reporter of jest.
class Tell {
  onTestFileStart(test) {
    this.file = short(test.path);
  }
  onTestCaseStart(test, info) {
    say({ file: short(test.path), path: [...info.ancestorTitles, info.title], state: 'running' });
  }
  onTestCaseResult(test, result) {
    this.tell(short(test.path), result);
  }
  tell(file, r) {
    const states = { passed: 'passed', failed: 'failed' };
    const text = plain((r.failureMessages || []).join('\n'));
    say({
      file, path: [...r.ancestorTitles, r.title], state: states[r.status] || 'skipped',
      ms: r.duration || 0, line: (r.location && r.location.line) || 0, message: text,
      ...(text ? failedAt(text, file) : {}),
    });
  }
  onTestFileResult(test, result) {
    const file = short(test.path);
    for (const r of result.testResults) this.tell(file, r);
    if (result.testExecError || (result.failureMessage && !result.testResults.length)) {
      const text = plain(result.failureMessage || result.testExecError.message);
      say({ file, path: [], state: 'error', message: text, ...failedAt(text, file) });
    }
    if (result.failureMessage) process.stdout.write(plain(result.failureMessage) + '\n');
  }
  getLastError() {}
}
module.exports = Tell;
