import * as fs from 'fs';
import * as path from 'path';
import type { Consumer } from './consumer';
import { assertSame, synthesizeExample } from './example-app';
import { copyExample, ROOT } from './packages';
import { execute, versionOf } from './processes';
import { assertTypes } from './python/types';
import { VirtualEnvironment } from './python/virtual-environment';
import { runPythonSnippets, type PythonSnippet } from './python-snippets';
import type { Workspace } from './workspace';

const TOOLS = ['pytest', 'mypy'];

/** A team that writes Python, and installs with pip into a virtual environment. */
export const python: Consumer = {
  language: 'python',
  needs: 'Python 3.10 or newer with venv',
  toolchain: () => {
    const usable = execute('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status === 0;
    return usable ? versionOf('python3', '--version') : undefined;
  },

  run: (workspace) => {
    const { packages } = workspace;
    const dist = workspace.need('the package is built', () => packages.build('python'));
    const [project, usage] = [workspace.path('example'), workspace.path('usage')];
    copyExample('python', project);
    fs.cpSync(path.join(ROOT, 'scripts', 'consumers', 'usage', 'python'), usage, { recursive: true });
    const environment = workspace.need('pip installs it, and what requirements.txt names, from PyPI', () => {
      const wheel = path.join(dist, fs.readdirSync(dist).find((file) => file.endsWith('.whl'))!);
      return VirtualEnvironment.create(workspace.path('venv'), wheel, '-r', path.join(project, 'requirements.txt'), ...TOOLS);
    });
    const assemblies = workspace.need('the CDK CLI synthesizes the example app', () => synthesizeExample(
      project, { owner: 'python3 -m cross_account.owner', partner: 'python3 -m cross_account.partner' }, environment.variables));
    workspace.check('its templates are those of the TypeScript app', () => assertSame(assemblies, packages.reference({
      'aws-cdk-lib': environment.versionOf('aws-cdk-lib'), 'constructs': environment.versionOf('constructs'),
    })));
    runTests(workspace, environment, usage);
    workspace.check('mypy --strict finds nothing in the example and the tests', () => environment.must(['-m', 'mypy', '--strict', '.', usage], project));
    workspace.check('pyright finds nothing in the classes of the package', () => assertTypes(environment, workspace.path('pyright'), project, usage));
    workspace.check('the examples of the README that PyPI shows are Python, and run', () => runCodeExamples(
      environment, JSON.parse(environment.must([path.join(ROOT, 'scripts', 'consumers', 'python', 'readme.py')])) as PythonSnippet[]));
    workspace.check('the code examples of the README, the docs and the docstrings run', () => runCodeExamples(environment, packages.codeExamples()));
    assertImportIsCheap(workspace, environment);
  },
};

/** Each test of `usage/python` is a check of its own. */
function runTests(workspace: Workspace, environment: VirtualEnvironment, usage: string): void {
  const { status, output } = environment.execute(['-m', 'pytest', '-rA', '--tb=short', '--no-header', '-p', 'no:cacheprovider', usage], usage);
  const tests = [...output.matchAll(/^(PASSED|FAILED|ERROR) \S*?(\w+\.py::\S+)/gm)];
  for (const [, result, test] of tests) {
    const name = test.replace(/^test_/, '').replace('.py::test_', ': ').replace(/_/g, ' ');
    workspace.check(name, () => { if (result !== 'PASSED') { throw new Error(failureOf(test, output)); } });
  }
  // Nothing was collected, or pytest itself failed.
  if (tests.length === 0 || (status !== 0 && tests.every(([, result]) => result === 'PASSED'))) {
    workspace.check('pytest runs', () => { throw new Error(`It exited with ${status}:\n${output}`); });
  }
}

/** What pytest prints below the name of a test. */
function failureOf(test: string, output: string): string {
  const name = test.split('::')[1];
  const from = output.search(new RegExp(`^_+ ${name.replace(/[[\]]/g, '\\$&')} _+$`, 'm'));
  return from < 0 ? output : output.slice(from).split(/\n(?=_{5,} \S|={5,} \S)/)[0];
}

function runCodeExamples(environment: VirtualEnvironment, examples: readonly PythonSnippet[]): void {
  const { problems } = runPythonSnippets(examples, { python: environment.interpreter, types: true });
  if (problems.length > 0) { throw new Error(problems.join('\n')); }
}

/** Importing the library may add this to what an import of aws-cdk-lib's modules costs, in CPU time of Python and of Node.js together. */
const MOST = 0.25;

function assertImportIsCheap(workspace: Workspace, environment: VirtualEnvironment): void {
  if (!fs.existsSync('/proc/self/stat')) {
    workspace.notRun('an import adds little', 'no /proc, where the CPU time of processes is read');
    return;
  }
  const printed = environment.must([path.join(ROOT, 'scripts', 'consumers', 'python', 'import_cost.py')]);
  const [before, after] = printed.trim().split(' ').map(Number);
  const text = `an import adds at most ${MOST * 100} % to that of aws-cdk-lib (${after - before} ms of CPU time to ${before} ms)`;
  workspace.check(text, () => { if (!(after - before <= before * MOST)) { throw new Error(printed); } });
}
