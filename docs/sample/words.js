// Which words does README.md use most?
const fs = require("fs");
const path = require("path");

const text = fs.readFileSync(path.join(__dirname, "README.md"), "utf8");
const counts = new Map();
for (const word of text.toLowerCase().match(/[a-z]+/g)) {
  counts.set(word, (counts.get(word) || 0) + 1);
}

const top = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 8);
for (const [word, n] of top) {
  console.log(`${word.padEnd(8)} ${"*".repeat(n)} ${n}`);
}
