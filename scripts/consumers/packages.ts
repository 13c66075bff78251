import * as fs from 'fs';
import * as path from 'path';
import { synthesizeExample, type Assemblies } from './example-app';
import { must } from './processes';
import type { Translation } from '../snippets/translate';

export const ROOT = path.join(__dirname, '..', '..');

/** What jsii calls the languages. */
export type Target = 'js' | 'python' | 'java' | 'go' | 'dotnet';

/** The exact versions of what the package is used with. */
export interface Peers {
  readonly 'aws-cdk-lib': string;
  readonly 'constructs': string;
}

/** The packages of the library, and the TypeScript app that all others are compared with. Everything is made once. */
export class Packages {
  private readonly projects = new Map<string, string>();
  private readonly references = new Map<string, Assemblies>();
  private translated?: readonly Translation[];

  constructor(private readonly directory: string) {
    fs.mkdirSync(directory, { recursive: true });
  }

  /**
   * Makes the package of a language from what `npx projen compile` and `npx projen rosetta` have written, and returns the folder that
   * it is in.
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

  /** The TypeScript app, in a project into which npm has installed the package and its peers. */
  typeScriptProject(peers: Peers): string {
    const key = `aws-cdk-lib-${peers['aws-cdk-lib']}-constructs-${peers.constructs}`;
    const known = this.projects.get(key);
    if (known) { return known; }
    const project = path.join(this.directory, key);
    fs.mkdirSync(project);
    fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }));
    must('npm', [
      'install', '--no-audit', '--no-fund', '--save-exact', this.tarball(),
      ...Object.entries(peers).map(([name, version]) => `${name}@${version}`),
      ...['typescript', 'tsx', '@types/node'].map((name) => `${name}@${versionHere(name)}`),
    ], { cwd: project });
    copyExample('typescript', project);
    this.projects.set(key, project);
    return project;
  }

  /**
   * What the TypeScript app synthesizes with these versions: the newest aws-cdk-lib of another registry may be older than npm's.
   */
  reference(peers: Peers): Assemblies {
    const project = this.typeScriptProject(peers);
    const known = this.references.get(project);
    if (known) { return known; }
    const assemblies = synthesizeExample(project, { owner: 'npx tsx cross-account/owner.ts', partner: 'npx tsx cross-account/partner.ts' });
    this.references.set(project, assemblies);
    return assemblies;
  }

  /** The code examples of README.md, docs/ and the docstrings, in each language. */
  codeExamples(): readonly Translation[] {
    if (!this.translated) {
      const file = path.join(this.directory, 'code-examples.json');
      must('npx', ['tsx', path.join('scripts', 'snippets.ts'), '--json', file], { cwd: ROOT });
      this.translated = JSON.parse(fs.readFileSync(file, 'utf8')) as Translation[];
      if (this.translated.length === 0) { throw new Error('There are no code examples.'); }
    }
    return this.translated;
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
export function versionHere(name: string): string {
  return (JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}
