import * as fs from 'fs';
import * as path from 'path';
import { synthesizeExample, type Assemblies } from './example-app';
import { must } from './processes';

export const ROOT = path.join(__dirname, '..', '..');

/** What jsii calls the languages. */
export type Target = 'js' | 'python' | 'java' | 'go' | 'dotnet';

/** The packages of the library, and the TypeScript app that all others are compared with. Everything is made once. */
export class Packages {
  private readonly references = new Map<string, Assemblies>();

  constructor(private readonly directory: string) {
    fs.mkdirSync(directory, { recursive: true });
  }

  /**
   * Makes the package of a language from what `npx projen compile` has written, and returns the folder that it is in.
   *
   * `--code-only` generates the sources and leaves them to the language's own tools.
   */
  build(target: Target, ...options: readonly string[]): string {
    const outdir = path.join(this.directory, [target, ...options].join(' ').replace(/\W+/g, '-'));
    if (!fs.existsSync(outdir)) { must('npx', ['jsii-pacmak', '--target', target, '--outdir', outdir, '--no-npmignore', ...options], { cwd: ROOT }); }
    return path.join(outdir, target);
  }

  /** The npm package. */
  tarball(): string {
    const directory = this.build('js');
    return path.join(directory, fs.readdirSync(directory).find((file) => file.endsWith('.tgz'))!);
  }

  /**
   * What the TypeScript app synthesizes, in a project into which npm has installed the package and these versions of its peers:
   * the newest aws-cdk-lib of another registry may be older than npm's.
   */
  reference(peers: { readonly 'aws-cdk-lib': string; readonly 'constructs': string }): Assemblies {
    const key = `aws-cdk-lib-${peers['aws-cdk-lib']}-constructs-${peers.constructs}`;
    const known = this.references.get(key);
    if (known) { return known; }
    const project = path.join(this.directory, key);
    this.installTypeScript(project, peers);
    copyExample('typescript', project);
    const assemblies = synthesizeExample(project, { owner: 'npx tsx cross-account/owner.ts', partner: 'npx tsx cross-account/partner.ts' });
    this.references.set(key, assemblies);
    return assemblies;
  }

  /** An npm project with the package, its peers, and what TypeScript needs. */
  installTypeScript(project: string, peers: { readonly 'aws-cdk-lib': string; readonly 'constructs': string }): void {
    fs.mkdirSync(project, { recursive: true });
    fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }));
    must('npm', [
      'install', '--no-audit', '--no-fund', '--save-exact', this.tarball(),
      ...Object.entries(peers).map(([name, version]) => `${name}@${version}`),
      ...['typescript', 'tsx', '@types/node'].map((name) => `${name}@${ours(name)}`),
    ], { cwd: project });
  }
}

/** Copies the example app of a language, without what it has synthesized before. */
export function copyExample(language: string, to: string): void {
  fs.cpSync(path.join(ROOT, 'examples', language), to, {
    recursive: true,
    filter: (file) => !['cdk.out', 'node_modules', 'tsconfig.json', 'target', 'bin', 'obj'].includes(path.basename(file)),
  });
}

/** The version of a package that this repository uses. */
function ours(name: string): string {
  return (JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}
