// Compiles each JSON Schema named in the call as Ajv does in its strict mode; exits with 1 if one throws.
// A field that takes „brak” or a list has two types, which the option allows.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, ...files] = process.argv.slice(2);
const Ajv = createRequire(packages)("ajv/dist/2020").default;
for (const file of files) {
  try {
    new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(file)));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}
