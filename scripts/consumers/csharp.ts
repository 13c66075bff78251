import * as fs from 'fs';
import * as path from 'path';
import type { Consumer } from './consumer';
import { KnownTypes, unknownIn } from './csharp/example';
import { dotnetTypesOf, missingIn } from './csharp/names';
import { declarationsIn, type DeclaredType } from './csharp/sources';
import { assertSame, synthesizeExample } from './example-app';
import { readAssembly } from './jsii-assembly';
import { copyExample, ROOT } from './packages';
import { versionOf } from './processes';
import type { Workspace } from './workspace';

// docs/decisions/0090
/** A team that writes C#, and installs with NuGet. */
export const csharp: Consumer = {
  language: 'csharp',
  needs: '.NET SDK 8 or newer',
  toolchain: () => {
    const version = versionOf('dotnet', '--version');
    return Number(version?.split('.')[0]) >= 8 ? `.NET SDK ${version}` : undefined;
  },

  run: (workspace) => {
    const { packages } = workspace;
    const dist = workspace.need('the package is built', () => packages.build('dotnet'));
    const project = createProject(workspace, dist);
    const assemblies = workspace.need('the CDK CLI synthesizes the example app', () => synthesizeExample(
      project,
      { owner: dotnetRun('CrossAccount.Owner'), partner: dotnetRun('CrossAccount.Partner') },
      // Version 0.0.0 of yesterday may be in the usual folder.
      { NUGET_PACKAGES: workspace.path('packages') },
    ));
    workspace.check('its templates are those of the TypeScript app', () => assertSame(
      assemblies, packages.reference({ 'aws-cdk-lib': referenced(project, 'Amazon.CDK.Lib'), 'constructs': referenced(project, 'Constructs') })));
  },

  runWithoutToolchain: (workspace) => {
    const generated = workspace.need('the sources of the package are generated', () => sourcesIn(workspace.packages.build('dotnet', '--code-only')), 'sources checked');
    const declared = generated.flatMap(({ text }) => declarationsIn(text));
    workspace.check('they have every name of the public API', () => assertNone(missingIn(declared, dotnetTypesOf([readAssembly(ROOT)]))), 'sources checked');
    workspace.check('they have every name that the example app uses', () => assertExampleIsKnown(declared), 'sources checked');
  },
};

function dotnetRun(name: string): string {
  return `dotnet run --project src/${name}/${name}.csproj`;
}

/** The example, in a project that takes the library from a folder, and the rest from NuGet. */
function createProject(workspace: Workspace, dist: string): string {
  const project = workspace.path('example');
  copyExample('csharp', project);
  fs.writeFileSync(path.join(project, 'NuGet.config'), `<configuration>
  <packageSources><add key="built" value="${dist}" /></packageSources>
</configuration>
`);
  return project;
}

/** The version of a package that the example refers to. */
function referenced(project: string, name: string): string {
  const text = fs.readFileSync(path.join(project, 'src', 'EncryptedBuckets', 'EncryptedBuckets.csproj'), 'utf8');
  return new RegExp(`Include="${name}" Version="([^"]+)"`).exec(text)![1];
}

function sourcesIn(directory: string): readonly { readonly file: string; readonly text: string }[] {
  return fs.readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cs'))
    .map((file) => ({ file, text: fs.readFileSync(path.join(directory, file), 'utf8') }));
}

/** The library's types are the generated ones; what CDK has in C# follows from its assemblies. */
function assertExampleIsKnown(declared: readonly DeclaredType[]): void {
  const example = sourcesIn(path.join(ROOT, 'examples', 'csharp'));
  const peers = ['aws-cdk-lib', 'constructs'].map((name) => readAssembly(path.join(ROOT, 'node_modules', name)));
  const known = new KnownTypes([...dotnetTypesOf(peers), ...declared, ...example.flatMap(({ text }) => declarationsIn(text))]);
  assertNone(example.flatMap(({ file, text }) => unknownIn(text, known).map((problem) => `${file}: ${problem}`)));
}

function assertNone(problems: readonly string[]): void {
  if (problems.length > 0) { throw new Error(`Missing:\n${problems.join('\n')}`); }
}
