/** Synthesizes the apps of `examples/typescript` into a folder, with the library as it is in `src`. */
import * as path from 'path';
import type { App } from 'aws-cdk-lib';
import { resolveLibraryByName } from '../../test/support/library-by-name';

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples', 'typescript');
const [, , folder] = process.argv;

resolveLibraryByName();

function load<Exports>(...parts: string[]): Exports {
  return require(path.join(EXAMPLES, ...parts)) as Exports; // eslint-disable-line @typescript-eslint/no-require-imports
}

process.env.CDK_OUTDIR = path.join(folder, 'cross-account');
load<{ ownersApp(): App }>('cross-account', 'owner').ownersApp().synth();
process.env.CDK_OUTDIR = path.join(folder, 'cross-account-partner');
load<{ partnersApp(bucketArn: string, keyArn: string): App }>('cross-account', 'partner').partnersApp(
  'arn:aws:s3:::exchange-111122223333-eu-west-1', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab').synth();
// The example app is synthesized when this process ends. What is found in its careless stack is not the point here.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:failSynthOnValidationErrors': false });
process.env.CDK_OUTDIR = path.join(folder, 'app');
load('app');
