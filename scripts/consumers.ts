/**
 * Builds the package of each language and uses it as a team of that language would: installs it into a fresh project with the
 * language's package manager, synthesizes the example app, and compares its templates with the TypeScript app's, byte by byte.
 *
 * `npm run test:consumers -- python java` asks these languages only. A language whose toolchain is not on this machine is reported
 * as not run, and never counted as passed.
 */
// docs/decisions/0087
import { run, type Consumer } from './consumers/consumer';
import { csharp } from './consumers/csharp';
import { go } from './consumers/go';
import { java } from './consumers/java';
import { python } from './consumers/python';
import { typescript } from './consumers/typescript';

const CONSUMERS: readonly Consumer[] = [typescript, python, java, go, csharp];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !CONSUMERS.some(({ language }) => language === name));
if (unknown.length > 0) {
  console.error(`There is no consumer ${unknown.join(', ')}. Fix: choose from ${CONSUMERS.map(({ language }) => language).join(', ')}.`);
  process.exitCode = 1;
} else {
  process.exitCode = run(CONSUMERS.filter(({ language }) => asked.length === 0 || asked.includes(language)));
}
