import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { type Report, reportOf } from '../../../src/validation/reports';
import { RuleSet } from '../../../src/validation/rule-sets';

/** Names that a template can have: whatever reports make of them has to be text. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>', '</details><script>alert(1)</script>', '[link](https://evil.example)', '![image](https://evil.example/i.png)',
  'https://evil.example', 'www.evil.example', 'mailto:a@evil.example', 'me@evil.example', '@everyone', '#1', 'a | b | c', '`code`', '```\n# head',
  '*bold* _it_ ~~gone~~ $x$', '\\| \\`', '&lt;b&gt;', '- item', '1. item', '=HYPERLINK("https://evil.example")', '+1+1', '-1+1', '@SUM(1)', '\t=1', ' =1',
  '"quoted", and more', 'a\r\nb', '\u001b[31mred\u001b[0m', '\u202egnp.exe', '\u2066x', '\u0000\u0007', '\ud800', ']]>', '<!--', '--> end', '"]; click n0 "https://evil.example"', 'end',
  '\uFF1D1+1', '\u2028new', 'ünïcödé 日本',
];

/** A report in which each name is that of a bucket, its construct, its template, its stack, its key, and the reason of an acknowledgement. */
export function hostileReport(names: readonly string[] = HOSTILE): Report {
  const files = names.map((name, i) => {
    const acknowledgements = new Acknowledgements();
    if (i % 2 > 0) { acknowledgements.addForConstruct(`App/${name}`, 'S3Encryption::SecureTransportRequired', name); }
    const key = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `alias/${name}` } };
    const json = {
      Resources: {
        [name]: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [key] } } },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: name },
            PolicyDocument: { Statement: [{ Sid: name, Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } }] },
          },
        },
      },
    };
    const file = `${i} ${name}.json`;
    return { source: { name: file, json }, file, path: file, stack: name, text: JSON.stringify(json), constructPaths: new Map([[name, `App/${name}/Resource`]]), acknowledgements };
  });
  return reportOf(Posture.of(App.of(files.map(({ source }) => source))), RuleSet.recommended(), files, { hasMap: true });
}
