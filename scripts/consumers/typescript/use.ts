import * as fs from 'fs';
import * as path from 'path';
import { execute, must, type Options } from '../processes';

/** What is written the same in CommonJS and in an ECMAScript module. */
const USE = `
const app = new App();
const stack = new Stack(app, 'Stack');
const bucket = new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.dsseKms() });
Mixins.of(stack).apply(new mixins.BucketSecureTransport());
if (!(bucket.encryptionKey instanceof EncryptionKey)) { throw new Error('The bucket has no key of ours.'); }
const { Resources } = app.synth().getStackByName('Stack').template;
console.log(Object.values(Resources).map(({ Type }) => Type).sort().join(' '));
`;
const OURS = 'DefaultEncryption, EncryptedBucket, EncryptionKey, mixins';
const PROGRAMS = {
  'use.cjs': `const { App, Mixins, Stack } = require('aws-cdk-lib');\nconst { ${OURS} } = require('cdk-s3-encryption');\n${USE}`,
  'use.mjs': `import { App, Mixins, Stack } from 'aws-cdk-lib';\nimport { ${OURS} } from 'cdk-s3-encryption';\n${USE}`,
};

/** Throws unless plain JavaScript can use the package, as a CommonJS and as an ECMAScript module. */
export function assertLoads(project: string, env?: Options['env']): void {
  for (const [file, program] of Object.entries(PROGRAMS)) {
    fs.writeFileSync(path.join(project, file), program);
    const printed = must('node', [file], { cwd: project, env }).trim();
    if (printed !== 'AWS::KMS::Alias AWS::KMS::Key AWS::S3::Bucket AWS::S3::BucketPolicy') { throw new Error(`${file} printed ${printed}`); }
  }
}

/** How an app can resolve modules; the types of the package are checked in each of these ways. */
const COMPILERS = [
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'preserve', moduleResolution: 'bundler' },
];

/** Throws unless the example compiles with the strictest options, and the declarations of the package themselves. */
export function assertCompiles(project: string): void {
  for (const resolution of COMPILERS) {
    const compilerOptions = { target: 'es2022', lib: ['es2022'], types: ['node'], noEmit: true, strict: true, skipLibCheck: false, ...resolution };
    fs.writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
    must('npx', ['tsc', '--project', '.'], { cwd: project });
  }
  fs.rmSync(path.join(project, 'tsconfig.json'));
}

/** Throws unless the command judges templates: one with errors, one without. */
export function assertCommand(project: string, env?: Options['env']): void {
  const template = (properties: object) => JSON.stringify({ Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: properties } } });
  fs.writeFileSync(path.join(project, 'careless.json'), template({}));
  fs.writeFileSync(path.join(project, 'empty.json'), JSON.stringify({ Resources: {} }));
  const careless = execute('npx', ['cdk-s3-encryption', 'check', 'careless.json'], { cwd: project, env });
  if (careless.status !== 1 || !careless.output.includes('SecureTransportRequired')) {
    throw new Error(`A careless template: the command exited with ${careless.status} (1 expected):\n${careless.output}`);
  }
  must('npx', ['cdk-s3-encryption', 'check', 'empty.json'], { cwd: project, env });
}

/** Throws if npm misses a peer, or finds one of another version than the package asks for. */
export function assertInstalled(project: string, env?: Options['env']): void {
  must('npm', ['ls', '--all'], { cwd: project, env });
  const nested = path.join(project, 'node_modules', 'cdk-s3-encryption', 'node_modules', 'aws-cdk-lib');
  if (fs.existsSync(nested)) { throw new Error(`There is a second aws-cdk-lib in ${nested}`); }
}
