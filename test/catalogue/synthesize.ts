/**
 * Synthesizes the whole catalogue, and the examples, into a folder: `tsx synthesize.ts FOLDER TOKENS`.
 *
 * As many tokens as TOKENS says are created before the library is loaded, so that its own have other numbers.
 */
import * as path from 'path';
import { App, Token } from 'aws-cdk-lib';
import { resolveLibraryByName } from '../support/library-by-name';

const [, , folder, tokens] = process.argv;
for (let i = 0; i < Number(tokens); i++) {
  Token.asString({ Ref: `Token${i}` });
  Token.asNumber({ Ref: `Token${i}` });
  Token.asList({ Ref: `Token${i}` });
}

const ROOT = path.join(__dirname, '..', '..');

resolveLibraryByName();

function load<Exports>(...parts: string[]): Exports {
  return require(path.join(ROOT, ...parts)) as Exports; // eslint-disable-line @typescript-eslint/no-require-imports
}

const { EVERY_SPECIMEN, Places } = load<typeof import('.')>('test', 'catalogue');
Object.entries(EVERY_SPECIMEN).forEach(([, specimen], number) => {
  const app = new App({ outdir: path.join(folder, String(number)) });
  specimen(new Places(app));
  app.synth();
  // The same in stacks that may be deployed anywhere.
  const anywhere = new App({ outdir: path.join(folder, `${number}-anywhere`) });
  specimen(new Places(anywhere, undefined));
  anywhere.synth();
});

const { ownersApp } = load<{ ownersApp(): App }>('examples', 'typescript', 'cross-account', 'owner');
const { partnersApp } = load<{ partnersApp(bucketArn: string, keyArn: string): App }>('examples', 'typescript', 'cross-account', 'partner');
process.env.CDK_OUTDIR = path.join(folder, 'owner');
ownersApp().synth();
process.env.CDK_OUTDIR = path.join(folder, 'partner');
partnersApp('arn:aws:s3:::exchange', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab').synth();

// The example app is synthesized when this process ends. What is found in its careless stack is not the point here.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:failSynthOnValidationErrors': false });
process.env.CDK_OUTDIR = path.join(folder, 'example');
load('examples', 'typescript', 'app');
