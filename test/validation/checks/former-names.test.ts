import { App, Aspects, aws_s3 as s3, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RuleSet, S3EncryptionAspect, S3EncryptionChecks } from '../../../src';
import { withHistory } from '../rule-sets/support';

withHistory('SecureTransportRequired', { formerNames: ['TlsRequired'] });

const all = RuleSet.recommended();
const ruleSet = all.without(...all.ruleNames.filter((name) => name !== 'SecureTransportRequired'));
const HINT = 'S3Encryption::TlsRequired is a former name of S3Encryption::SecureTransportRequired. The acknowledgement still works. '
  + 'Fix: acknowledge S3Encryption::SecureTransportRequired instead.';

function stackWith(...ids: string[]): Stack {
  const stack = new Stack(new App(), 'Stack');
  new s3.Bucket(stack, 'Bucket');
  Validations.of(stack).acknowledge(...ids.map((id) => ({ id: `S3Encryption::${id}`, reason: 'packages are signed' })));
  return stack;
}

/** The annotations that an aspect makes, but for the summary. */
function annotated(stack: Stack): string[] {
  Aspects.of(stack).add(new S3EncryptionAspect({ ruleSet }));
  const found = Annotations.fromStack(stack);
  return [...found.findError('*', Match.anyValue()), ...found.findInfo('*', Match.anyValue())].map(({ level, id, entry }) => `${level} ${id} ${entry.data as string}`)
    .filter((text) => !text.includes('S3 encryption: '));
}

test('an aspect says on the construct that has the acknowledgement that the rule has another name now', () => {
  expect(annotated(stackWith('TlsRequired'))).toEqual([`info /Stack ${HINT}`]);
});

test('an acknowledgement under the name of the rule needs no hint', () => {
  expect(annotated(stackWith('SecureTransportRequired'))).toEqual([]);
  expect(annotated(stackWith('TlsRequired', 'SecureTransportRequired'))).toEqual([]);
});

test('without an acknowledgement there is an error, and no hint', () => {
  expect(annotated(stackWith())).toEqual([expect.stringMatching(/^error \/Stack\/Bucket\/Resource The bucket has no policy/)]);
});

test('a part of an app is checked as if nothing were acknowledged', () => {
  const { success, violations } = new S3EncryptionChecks(undefined, { ruleSet }).validateScope(stackWith('TlsRequired'));
  expect([success, violations.map(({ ruleName }) => ruleName)]).toEqual([false, ['SecureTransportRequired']]);
});
