const { chmodSync, mkdtempSync, readdirSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

/** The CDK removes its cloud assemblies when a process ends, but jest does not wait until thousands of them are removed. */
const TEMPORARY = mkdtempSync(join(tmpdir(), 'test-'));
// A test becomes another user.
chmodSync(TEMPORARY, 0o755);
process.on('exit', () => rmSync(TEMPORARY, { recursive: true, force: true }));

// docs/decisions/0102
/**
 * Every test file runs in the context of the worker itself, instead of one of its own: there, what `loaded-once.cjs` loads for
 * one file is good for the next. What a file leaves behind is taken away after it.
 */
module.exports = class extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    const { moduleMocker, fakeTimers, fakeTimersModern } = this;
    const { projectConfig } = config;
    this.global = globalThis;
    this.moduleMocker = new moduleMocker.constructor(globalThis);
    this.fakeTimers = new fakeTimers.constructor({ config: projectConfig, global: globalThis, moduleMocker: this.moduleMocker, timerConfig: fakeTimers._timerConfig });
    this.fakeTimersModern = new fakeTimersModern.constructor({ config: projectConfig, global: globalThis });
    this.found = { environment: { ...process.env }, globals: globals(), folder: process.cwd(), exitCode: process.exitCode };
    process.env.TMPDIR = TEMPORARY;
  }

  async teardown() {
    const { environment, globals: before, folder, exitCode } = this.found;
    for (const name of Object.keys(process.env)) { if (!(name in environment)) { delete process.env[name]; } }
    Object.assign(process.env, environment);
    for (const name of globals().keys()) { if (!before.has(name)) { delete globalThis[name]; } }
    for (const [name, descriptor] of before) { if (!descriptor.get) { Object.defineProperty(globalThis, name, descriptor); } }
    if (process.cwd() !== folder) { process.chdir(folder); }
    process.exitCode = exitCode;
    for (const name of readdirSync(TEMPORARY)) { rmSync(join(TEMPORARY, name), { recursive: true, force: true }); }
    await super.teardown();
  }
};

/**
 * Those that a test could set or change. What the CDK keeps there, its tokens, outlives a file as the CDK itself does. Some of Node.js have
 * a getter until they are used.
 */
function globals() {
  const named = Object.entries(Object.getOwnPropertyDescriptors(globalThis));
  return new Map(named.filter(([name, { configurable }]) => configurable && !name.startsWith('__cdk')));
}
