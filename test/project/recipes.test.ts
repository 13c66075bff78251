import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');
const CONTRIBUTING = fs.readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** Something that a recipe of CONTRIBUTING.md has made. */
interface Specimen {
  readonly recipe: string;
  /** What stands for the placeholders in the recipe's paths. */
  readonly values: { readonly [placeholder: string]: string };
  /** Its names, as identifiers, strings or in paths of imports. */
  readonly names: RegExp;
  /** Files that name it because they use it, as any user would. */
  readonly users?: readonly string[];
  /** Files that the recipe names for cases of which this is none. */
  readonly spared?: readonly string[];
}

const SPECIMENS: readonly Specimen[] = [
  {
    recipe: 'To add a statement',
    values: { what: 'outdated-tls', feature: 'secure-transport' },
    names: /^denyOutdatedTls$|^minimumTlsVersion$|\/deny-outdated-tls$/i,
  },
  {
    recipe: 'To add a mixin',
    values: { feature: 'signature-version4' },
    names: /^BucketSignatureVersion4$|\/bucket-signature-version4$/,
  },
  {
    recipe: 'To add a construct that extends s3.Bucket',
    values: { room: 'logging', kind: 'log' },
    names: /^LogBucket(Props)?$|\/log-bucket(-props)?$/,
    // What takes a LogBucket as an option.
    spared: ['projenrc/ladder.ts', 'src/index.ts'],
    users: ['src/batch/', 'src/existing-objects/', 'src/monitoring/', 'src/replication/', 'scripts/third-party/'],
  },
  {
    recipe: 'To add a source of logs',
    values: { service: 'cloud-trail' },
    names: /^CLOUDTRAIL$|^cloudTrail$|^CloudTrailLogsOptions$|\/cloud-trail$/,
    users: ['src/monitoring/', 'src/validation/'],
  },
  {
    recipe: 'To add a service that names an encryption',
    values: { service: 'code-build' },
    names: /^CODE_BUILD$|^AWS::CodeBuild::Project$|^codebuild$|\/code-build$/,
    // Services of which no template shows what they write.
    spared: ['scripts/service-docs/other-services.ts'],
  },
  {
    recipe: 'To add a rule',
    values: { 'topic': 'logs', 'rule-name': 'inventory-destination-encryption' },
    names: /^inventoryDestinationEncryption(Examples)?$|\/inventory-destination-encryption(\.examples)?$/i,
    spared: ['test/validation/recall.test.ts'],
  },
  {
    recipe: 'To add a rule over another type of resource',
    values: {},
    names: /^AWS::ElasticLoadBalancingV2::LoadBalancer$/,
    users: ['src/services/', 'src/validation/rules/'],
    spared: ['src/validation/posture/index.ts'],
  },
];

/** Tests that jest does not run: they use the library as any user would. */
const TESTS = 'scripts/deploy/';

const SOURCES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src', 'projenrc', 'scripts'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n').filter((file) => file.endsWith('.ts') && !file.startsWith(TESTS) && fs.existsSync(path.join(ROOT, file)));

/** The paths that a recipe names, with its placeholders filled in. */
function pathsIn({ recipe, values }: Specimen): string[] {
  const section = CONTRIBUTING.split(/^## /m).find((text) => text.startsWith(`${recipe}\n`));
  const paths = [...(section ?? '').matchAll(/`([\w.-]*[/.][\w./<>-]*)`/g)].map(([, text]) => text).filter((text) => /^\w+\/|\.(ts|md)$/.test(text));
  return paths.map((text) => text.replace(/<([\w-]+)>/g, (_, placeholder: string) => values[placeholder] ?? `<${placeholder}>`))
    .filter((text) => text.includes('/') || /^[A-Z]+\.md$/.test(text));
}

/** Whether the code of a file has one of the names. */
function mentions(file: string, names: RegExp): boolean {
  const source = ts.createSourceFile(file, fs.readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const isNamed = (node: ts.Node) => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && names.test(node.text);
  const visit = (node: ts.Node): boolean => isNamed(node) || !!ts.forEachChild(node, visit);
  return visit(source);
}

describe.each(SPECIMENS.map((specimen) => [specimen.recipe, specimen] as const))('%s', (_, specimen) => {
  const named = pathsIn(specimen);

  test('each path of the recipe is one of this repository', () => {
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('each file that has to know of it is named in the recipe', () => {
    const knowing = SOURCES.filter((file) => mentions(file, specimen.names));
    expect(knowing.length).toBeGreaterThan(1);
    const { users = ['src/validation/'] } = specimen;
    expect(knowing.filter((file) => !named.includes(file) && !users.some((user) => file.startsWith(user)))).toEqual([]);
  });

  test('each file that the recipe names knows of it', () => {
    const files = named.filter((file) => file.endsWith('.ts') && !specimen.spared?.includes(file));
    expect(files.filter((file) => !mentions(file, specimen.names))).toEqual([]);
  });
});
