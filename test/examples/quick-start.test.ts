import * as fs from 'fs';
import * as path from 'path';
import { App, aws_s3 as s3, Stack, Validations } from 'aws-cdk-lib';
import { drawn } from '../../scripts/synth-picture/terminal';
import { EncryptedBucket, S3EncryptionChecks } from '../../src';

const ROOT = path.join(__dirname, '..', '..');
const textOf = (...names: string[]) => fs.readFileSync(path.join(ROOT, ...names), 'utf8');

const EXAMPLE = textOf('examples', 'typescript', 'quick-start', 'app.ts');
const APP = EXAMPLE.replace(/^import .*\n/gm, '').trim();
const IMPORTS = EXAMPLE.match(/^import .*\n/gm)!.join('');
const PICTURE = textOf('docs', 'images', 'quick-start.svg');

/** The words of a picture, whose lines are broken where the terminal ends. */
const wordsOf = (picture: string) => [...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
  .map(([, line]) => line.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trim()).join(' ');

test('the README shows the app, with what it imports', () => {
  expect(textOf('README.md')).toContain(`\`\`\`mts\n${IMPORTS}\`\`\``);
  expect(textOf('README.md')).toContain(`\`\`\`ts\n${APP}\n\`\`\``);
});

test('the picture shows what the checks find in it today: the errors and warnings, and how many others there are', () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const app = new App();
  const checks = new S3EncryptionChecks(app);
  Validations.of(app).addPlugins(checks);
  const stack = new Stack(app, 'Shop');
  new EncryptedBucket(stack, 'Orders');
  new s3.Bucket(stack, 'Invoices', { encryption: s3.BucketEncryption.KMS });
  expect(() => app.synth()).toThrow('Shop/Invoices/Resource');
  const { violations } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')).pluginReports
    .find(({ pluginName }: { pluginName: string }) => pluginName === 'S3Encryption') as { violations: readonly Violation[] };

  const words = wordsOf(PICTURE);
  const shown = violations.filter(({ severity }) => severity !== 'info');
  expect(shown.map(({ severity }) => severity).sort()).toEqual(['error', 'warning']);
  for (const { description, suggestedFix, ruleName, violatingConstructs } of shown) {
    expect(words).toContain(description);
    expect(words).toContain(suggestedFix);
    expect(words).toContain(`Acknowledge with 'S3Encryption::${ruleName}'`);
    expect(words).toContain(violatingConstructs[0].constructPath);
  }
  expect(words).toContain(`... ${violations.length - shown.length} findings of level INFO`);
});

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly suggestedFix: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

test('a terminal breaks lines at blanks, keeps their indentation, and shows markup as text', () => {
  const picture = drawn('ls', `x:1\nERROR ${'word '.repeat(30)}<b>\n   ${'word '.repeat(30).trim()}\n\nx:1\nINFO more\n\nEnd`);
  expect(picture).toContain('&lt;b&gt;</text>');
  expect(picture).toMatch(/>   (word )+word<\/text>\n.*>   (word )+word<\/text>/);
  expect(wordsOf(picture)).toMatch(/\.\.\. 1 finding of level INFO  End$/);
});
