import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { Consumer } from './consumer';
import { assertSame, synthesizeExample } from './example-app';
import { acceptedOf, misuseOf } from './go/misuse';
import { goProgram } from './go-snippets';
import { readAssembly } from './jsii-assembly';
import { copyExample, ROOT } from './packages';
import { execute, must, versionOf, type Options } from './processes';
import { copyUsage, recordUsage } from './usage';

const LIBRARY = 'github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption';
const CDK = 'github.com/aws/aws-cdk-go/awscdk/v2';
const CONSTRUCTS = 'github.com/aws/constructs-go/constructs/v10';

/** The packages of npm whose versions these modules have: the TypeScript app is synthesized with the same. */
const NPM_PACKAGES = new Map([[CDK, 'aws-cdk-lib'], [CONSTRUCTS, 'constructs']]);

/** A team that writes Go. */
export const go: Consumer = {
  language: 'go',
  needs: 'Go 1.25 or newer',
  toolchain: () => {
    const version = versionOf('go', 'version');
    const [, minor] = / go1\.(\d+)/.exec(version ?? '') ?? [];
    return Number(minor) >= 25 ? version : undefined;
  },

  run: (workspace) => {
    const { packages } = workspace;
    const sources = workspace.need('the sources of the package are generated', () => path.join(packages.build('go', '--code-only'), 'cdks3encryption'));
    const project = workspace.path('example');
    copyExample('go', project);
    copyUsage('go/main.go', path.join(project, 'usage', 'main.go'));
    workspace.need('its dependencies are found', () => resolve(project, sources));
    workspace.need('go vet has nothing to say of the example app', () => must('go', ['vet', './...'], { cwd: project }));
    const assemblies = workspace.need('the CDK CLI synthesizes the example app', () => synthesizeExample(
      project, { owner: 'go run ./crossaccount/owner', partner: 'go run ./crossaccount/partner' }));
    workspace.check('its templates are those of the TypeScript app', () => assertSame(
      assemblies, packages.reference({ 'aws-cdk-lib': selected(project, CDK), 'constructs': selected(project, CONSTRUCTS) })));
    recordUsage(workspace, execute('go', ['run', './usage'], { cwd: project }));
    workspace.check('what is passed in place of an object of a class does not compile', () => assertMisuseIsRefused(project));
    workspace.check('the code examples of the README, the docs and the docstrings compile', () => {
      writeProgram(project, 'code-examples', goProgram(packages.codeExamples()));
      must('go', ['vet', './code-examples'], { cwd: project });
    });
  },
};

/** Leads the project to the generated sources, and to other versions of modules of which the proxy has not the lowest. */
function resolve(project: string, sources: string): void {
  // Within a module Go asks for what the module requires first.
  const outside = { cwd: path.dirname(project) };
  must('go', ['mod', 'edit', `-replace=${LIBRARY}=${sources}`], { cwd: project });
  for (const { Path, Version } of required(project)) {
    if (Path === LIBRARY || execute('go', ['mod', 'download', `${Path}@${Version}`], outside).status === 0) { continue; }
    const newest = versionsOf(Path, outside).find((version) => isInNpm(Path, version));
    if (newest === undefined) { throw new Error(`${Path} ${Version} cannot be downloaded, nor is there a version of it that npm has, too.`); }
    must('go', ['mod', 'edit', `-replace=${Path}@${Version}=${Path}@${newest}`], { cwd: project });
  }
  must('go', ['mod', 'tidy'], { cwd: project });
}

/** What the proxy lists, the newest first. */
function versionsOf(module: string, options: Options): readonly string[] {
  const [, ...versions] = must('go', ['list', '-m', '-versions', module], options).trim().split(' ');
  return versions.reverse();
}

/** A registry may have a version before another has it. */
function isInNpm(module: string, version: string): boolean {
  const name = NPM_PACKAGES.get(module);
  return name === undefined || execute('npm', ['view', `${name}@${version.replace(/^v/, '')}`, 'version']).status === 0;
}

function required(project: string): readonly { readonly Path: string; readonly Version: string }[] {
  const { Require } = JSON.parse(must('go', ['mod', 'edit', '-json'], { cwd: project })) as { Require: { Path: string; Version: string }[] };
  return Require;
}

/** The version of a module that is used in the end, as npm writes it. */
function selected(project: string, module: string): string {
  return must('go', ['list', '-m', '-f', '{{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}', module], { cwd: project }).trim().replace(/^v/, '');
}

function writeProgram(project: string, name: string, program: string): void {
  fs.mkdirSync(path.join(project, name));
  fs.writeFileSync(path.join(project, name, 'main.go'), program);
}

function assertMisuseIsRefused(project: string): void {
  const misuse = misuseOf(readAssembly(ROOT), LIBRARY);
  writeProgram(project, 'misuse', misuse.program);
  // All errors instead of the first ten.
  const { status, output } = execute('go', ['build', '-o', os.devNull, '-gcflags=-e', './misuse'], { cwd: project });
  const accepted = acceptedOf(misuse, output);
  if (status === 0 || accepted.length > 0) {
    const all = accepted.length === misuse.lines.size;
    throw new Error(`go build exited with ${status}, and accepted:\n${all ? `everything: ${output}` : accepted.join('\n')}`);
  }
}
