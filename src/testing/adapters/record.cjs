const fs = require('fs');
const path = require('path');

function say(record) {
  // What was not picked is skipped by the runners, and was not run for us.
  if (record.state === 'skipped' && process.env.CODELAB_PATTERN) record.state = 'queued';
  let data = Buffer.from('\x1e' + JSON.stringify(record) + '\n');
  while (data.length > 0) {
    try {
      data = data.subarray(fs.writeSync(1, data));
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}
function short(file) {
  const rel = path.relative(process.cwd(), file);
  return rel.startsWith('..') ? file : rel;
}
// Where in the test's own file, or else anywhere in the project, an error came from.
function failedAt(stack, file) {
  const found = [...String(stack || '').matchAll(/(?:file:\/\/)?(\/[^\s():]+):(\d+)(?::\d+)?/g)]
    .map((m) => ({ failfile: short(m[1]), failline: Number(m[2]) }));
  const own = found.find((f) => f.failfile === file);
  return own || found.find((f) => !path.isAbsolute(f.failfile) &&
    !f.failfile.includes('node_modules')) || {};
}
function plain(text) {
  return String(text).replace(/\x1b\[[0-9;]*m/g, '').slice(0, 20000);
}
