import * as fs from 'fs';
import * as path from 'path';
import { NoForeignReads } from './no-foreign-reads';
import { found, ruleThat } from './support';
import { bucket } from '../rules/support';

const ROOT = path.join(__dirname, '..', '..', '..');
const read = (...file: string[]) => fs.readFileSync(path.join(ROOT, ...file), 'utf8');

/** The code of the page in a language. */
function blocks(language: string): string[] {
  return [...read('docs', 'custom-rules.md').matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, code]) => code);
}

test('the page shows code that is compiled and run', () => {
  const [shown, ...others] = blocks('mts');
  expect(others).toEqual([]);
  expect(read('test', 'validation', 'custom-rules', 'no-foreign-reads.ts')).toContain(shown);
  expect(read('test', 'consumers', 'python', 'own_rule_app.py')).toContain(blocks('python')[0]);
});

test('the rule that the page shows', () => {
  const allow = (Principal: unknown) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }] },
    },
  });
  const check = new NoForeignReads();
  const says = (Principal: unknown) => found([ruleThat((view) => check.checkBucket(view))], {
    name: 'Stack',
    environment: { account: '111122223333' },
    json: { Parameters: { Open: { Type: 'String' } }, Resources: { Bucket: bucket(), Policy: allow(Principal) } },
  });
  expect(says({ AWS: ['111122223333', '444455556666'] })).toEqual([]);
  expect(says({ AWS: '777788889999' })).toEqual([expect.stringMatching(/^Bucket AcmeRule error violation Properties: The bucket policy allows s3:GetObject by .*777788889999\.$/)]);
  expect(says('*')).toEqual([expect.stringContaining('The bucket policy allows s3:GetObject')]);
  expect(says({ AWS: { Ref: 'Open' } })).toEqual([expect.stringContaining('warning unknown Properties: It isn\'t known who can read objects: ')]);
});
