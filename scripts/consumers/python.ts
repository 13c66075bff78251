import * as fs from 'fs';
import * as path from 'path';
import type { Consumer } from './consumer';
import { assertSame, synthesizeExample } from './example-app';
import { copyExample } from './packages';
import { execute, must, versionOf } from './processes';
import type { Workspace } from './workspace';

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
    const wheel = path.join(dist, fs.readdirSync(dist).find((file) => file.endsWith('.whl'))!);
    const venv = workspace.need('pip installs it with the newest aws-cdk-lib of PyPI', () => install(workspace, wheel));
    const project = workspace.path('example');
    copyExample('python', project);
    const assemblies = workspace.need('the CDK CLI synthesizes the example app', () => synthesizeExample(
      project, { owner: 'python -m cross_account.owner', partner: 'python -m cross_account.partner' }, environmentOf(venv)));
    workspace.check('its templates are those of the TypeScript app', () => assertSame(
      assemblies, packages.reference({ 'aws-cdk-lib': installed(venv, 'aws-cdk-lib'), 'constructs': installed(venv, 'constructs') })));
  },
};

function install(workspace: Workspace, wheel: string): string {
  const venv = workspace.path('venv');
  must('python3', ['-m', 'venv', venv]);
  must(path.join(venv, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wheel]);
  return venv;
}

/** What `source venv/bin/activate` does. */
function environmentOf(venv: string): NodeJS.ProcessEnv {
  return { VIRTUAL_ENV: venv, PATH: `${path.join(venv, 'bin')}${path.delimiter}${process.env.PATH}` };
}

function installed(venv: string, distribution: string): string {
  return must(path.join(venv, 'bin', 'python'), ['-c', `from importlib.metadata import version; print(version("${distribution}"))`]).trim();
}
