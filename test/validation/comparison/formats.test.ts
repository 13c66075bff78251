import { arnOf, bucket, bucketPolicy, compared, encrypted, KEY, NO_RULES, objectsOf, type Resources, SSE_KMS } from './support';
import { CustomFinding, CustomRule, Severity } from '../../../src';
import { jsonDiff, markdownDiff, textDiff } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { pageOf, type RuleMetadata, RULES as ALL } from '../../../src/validation/rules';
import { HOSTILE } from '../reports/hostile';

const RULES = RuleSet.recommended().without(...RuleSet.recommended().ruleNames.filter((name) => name !== 'SecureTransportRequired'));
const TLS = (id: string) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(id), objectsOf(id)], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const ruleNamed = (name: string): RuleMetadata => ALL.find(({ metadata }) => metadata.name === name)!.metadata;
const at = (path: string) => ({ Metadata: { 'aws:cdk:path': path } });

const BEFORE: Resources = {
  A: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })),
  B: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })),
  Moved: bucket({}, at('App/Moved/Resource')),
  Open: bucket(),
  P: bucketPolicy('A', TLS('A')),
};
const AFTER: Resources = {
  A: bucket(encrypted(SSE_KMS)),
  B: bucket(encrypted(SSE_KMS)),
  MovedAway: bucket({}, at('App/Moved/Resource')),
  Open: bucket(),
  Q: bucketPolicy('Open', TLS('Open')),
};
const diff = compared(BEFORE, AFTER, RULES);

test('text names what changes in the same way together, shouts what is replaced, and ends with a summary', () => {
  expect(textDiff(diff, false)).toBe([
    'A AWS::S3::Bucket in a.json',
    '  weaker        S3 Bucket Key: yes -> no',
    '  weaker        Plain HTTP denied: yes -> no',
    '  weaker        Requests: denied -> not denied',
    '                Request: s3:GetObject by a role with aws:SecureTransport false',
    '',
    'B AWS::S3::Bucket in a.json',
    '  weaker        S3 Bucket Key: yes -> no',
    '',
    'App/Moved/Resource (MovedAway) AWS::S3::Bucket in a.json',
    '  weaker        REPLACED',
    '                CloudFormation creates a new, empty bucket, because its logical ID changes from Moved to MovedAway. '
      + 'CloudFormation deletes the existing bucket, which fails if the bucket contains objects.',
    '',
    'Open AWS::S3::Bucket in a.json',
    '  stronger      Plain HTTP denied: no -> yes',
    '  stronger      Requests: not denied -> denied',
    '                Request: s3:GetObject by a role with aws:SecureTransport false',
    '',
    'New findings',
    '  weaker        error SecureTransportRequired: A',
    '                The bucket has no policy, so requests over plain HTTP are not denied.',
    '',
    'Resolved findings',
    '  stronger      error SecureTransportRequired: Open',
    '',
    'before (4 buckets, 0 keys) to after (4 buckets, 0 keys): 6 weaker, 0 undetermined, 0 other, 3 stronger',
    '',
  ].join('\n'));
});

test('resources that change alike are one block', () => {
  const both = (rule: object) => ({ A: bucket(encrypted(SSE_KMS, rule)), B: bucket(encrypted(SSE_KMS, rule)) });
  expect(textDiff(compared(both({ BucketKeyEnabled: true }), both({})), false)).toMatch(
    /^2 resources AWS::S3::Bucket in a\.json\n {4}A\n {4}B\n {2}weaker {8}S3 Bucket Key: yes -> no\n\n/,
  );
});

test('text is coloured by the worst effect where colours are shown', () => {
  expect(textDiff(diff, true)).toContain('\u001b[31mweaker      \u001b[39m');
  expect(textDiff(diff, true)).toMatch(/\u001b\[31mbefore .*\u001b\[39m\n$/); // eslint-disable-line no-control-regex
});

test.each([textDiff, markdownDiff])('nothing is said to be nothing', (format) => {
  expect(format(compared(BEFORE, BEFORE), false)).toContain('The protection of data does not change.');
});

test('JSON has every change by itself, and what is not known as null', () => {
  expect(JSON.parse(jsonDiff(diff))).toMatchObject({
    version: 1,
    before: { path: 'before', templates: 1, buckets: 4, keys: 0 },
    changes: [
      {
        effect: 'weaker',
        aspect: 'bucketKey',
        template: 'a.json',
        stack: null,
        logicalId: 'A',
        constructPath: null,
        resourceType: 'AWS::S3::Bucket',
        before: 'yes',
        after: 'no',
      },
      { aspect: 'plainHttpDenied' },
      { aspect: 'requests', before: 'denied', after: 'not denied', request: 's3:GetObject by a role with aws:SecureTransport false' },
      { aspect: 'bucketKey', logicalId: 'B' },
      { aspect: 'replacement', constructPath: 'App/Moved/Resource', before: 'deleted', after: 'replaced', note: expect.any(String) },
      { aspect: 'plainHttpDenied', effect: 'stronger' },
      { aspect: 'requests', effect: 'stronger' },
    ],
    newFindings: [{ effect: 'weaker', rule: 'SecureTransportRequired', severity: 'error', status: 'violation', logicalId: 'A', fingerprint: expect.any(String) }],
    resolvedFindings: [{ rule: 'SecureTransportRequired', logicalId: 'Open', constructPath: null }],
    summary: { weaker: 6, undetermined: 0, other: 0, stronger: 3 },
  });
});

describe('Markdown', () => {
  const markdown = markdownDiff(diff);

  test('begins with what is weaker, warns of what is replaced, has a row for each change, and folds the rest', () => {
    expect(markdown).toBe([
      '## Changes in S3 encryption',
      '',
      '**6 weaker**, 0 undetermined, 0 other, 3 stronger.',
      '',
      '> [!CAUTION]',
      '> 1 resource replaced:',
      '>',
      '> - App/Moved/Resource (MovedAway) replaced: CloudFormation creates a new, empty bucket, because its logical ID changes from Moved to MovedAway. '
        + 'CloudFormation deletes the existing bucket, which fails if the bucket contains objects.',
      '',
      '| Effect | Resource | What | Before | After |',
      '| --- | --- | --- | --- | --- |',
      '| **weaker** | A, B | S3 Bucket Key | yes | no |',
      '| **weaker** | A | Plain HTTP denied | yes | no |',
      '| **weaker** | A | Requests | denied | not denied |',
      '| **weaker** | App/Moved/Resource (MovedAway) | Replacement | deleted | replaced |',
      '| stronger | Open | Plain HTTP denied | no | yes |',
      '| stronger | Open | Requests | not denied | denied |',
      '',
      '<details><summary>Details (2)</summary>',
      '',
      '- A, Requests: Request: s3:GetObject by a role with aws:SecureTransport false',
      '- Open, Requests: Request: s3:GetObject by a role with aws:SecureTransport false',
      '',
      '</details>',
      '',
      '<details><summary>New findings (1)</summary>',
      '',
      `- weaker: error [SecureTransportRequired](${pageOf(ruleNamed('SecureTransportRequired'))}): A`,
      '',
      '</details>',
      '',
      '<details><summary>Resolved findings (1)</summary>',
      '',
      '- error SecureTransportRequired: Open',
      '',
      '</details>',
      '',
      'before (4 buckets, 0 keys) to after (4 buckets, 0 keys): 6 weaker, 0 undetermined, 0 other, 3 stronger',
      '',
    ].join('\n'));
  });

  test('says of what becomes stronger alone only that, and makes nothing of it bold', () => {
    expect(markdownDiff(compared({ A: bucket(encrypted(SSE_KMS)) }, { A: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })) }))).toBe([
      '## Changes in S3 encryption',
      '',
      '0 weaker, 0 undetermined, 0 other, 1 stronger.',
      '',
      '| Effect | Resource | What | Before | After |',
      '| --- | --- | --- | --- | --- |',
      '| stronger | A | S3 Bucket Key | no | yes |',
      '',
      'before (1 bucket, 0 keys) to after (1 bucket, 0 keys): 0 weaker, 0 undetermined, 0 other, 1 stronger',
      '',
    ].join('\n'));
  });

  test('has no table where nothing changes', () => {
    expect(markdownDiff(compared(BEFORE, BEFORE))).toBe([
      '## Changes in S3 encryption', '', 'The protection of data does not change.', '',
      'before (4 buckets, 0 keys) to after (4 buckets, 0 keys): 0 weaker, 0 undetermined, 0 other, 0 stronger', '',
    ].join('\n'));
  });

  test('has the worst effect first, whatever comes first in the templates', () => {
    const acl = (...acls: string[]) => Object.fromEntries(acls.map((AccessControl, i) => [`B${i}`, bucket({ AccessControl })]));
    const rows = markdownDiff(compared(acl('PublicRead', 'Private', 'Private'), acl('Private', 'LogDeliveryWrite', 'PublicRead')));
    expect(rows.match(/^\| .*B\d.*$/gm)).toEqual([
      '| **weaker** | B2 | ACL | Private | PublicRead |', '| other | B1 | ACL | Private | LogDeliveryWrite |', '| stronger | B0 | ACL | PublicRead | Private |',
    ]);
  });

  test('names rules of the user, which have no page, without a link', () => {
    const check = { checkBucket: () => [CustomFinding.violation('No.')] };
    const rule = new CustomRule({ name: 'AcmeRule', title: 'Acme', description: 'Acme says so.', fix: 'Ask Acme.', severity: Severity.ERROR, check });
    expect(markdownDiff(compared({}, { A: bucket() }, NO_RULES.withCustomRules(rule)))).toContain('\n- weaker: error AcmeRule: A\n');
  });

  test('fits into a comment, however many buckets change', () => {
    const many = (rule: (i: number) => object) => Object.fromEntries(Array.from({ length: 400 }, (_, i) => [
      `${'Long'.repeat(20)}${i}`, bucket(encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `${KEY.slice(0, -3)}${100 + i}` }, rule(i))),
    ]));
    const large = markdownDiff(compared(many(() => ({})), many((i) => ({ BucketKeyEnabled: i % 2 === 0 }))));
    expect(large.length).toBeLessThan(65_536);
    expect(large).toContain('and 180 more');
  });
});

describe('names are text', () => {
  const named = (rule: object): Resources => Object.fromEntries(HOSTILE.flatMap((name, i) => [
    [name, bucket({ ...encrypted({ ...SSE_KMS, KMSMasterKeyID: `alias/${name}${Object.keys(rule).length}` }, rule), BucketName: `${name}${Object.keys(rule).length}` }, at(`App/${name}/${i}`))],
  ]));
  const hostile = compared(named({ BucketKeyEnabled: true }), named({}), RULES);

  // eslint-disable-next-line no-control-regex
  const UNSHOWN = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

  test.each([['text', textDiff], ['json', jsonDiff], ['markdown', markdownDiff]] as const)('%s moves no cursor and turns no text round', (_, format) => {
    expect(format(hostile, false)).not.toMatch(UNSHOWN);
  });

  test('Markdown has no HTML, links, mentions or further cells of them', () => {
    const markdown = markdownDiff(hostile);
    const own = markdown.replace(/<\/?(?:details|summary)>/g, '').replace(/\[\w+\]\(https:\/\/github\.com\/\S+\.md\)/g, '').replace(/^> /gm, '')
      .replace('[!CAUTION]', '').replace(/\*\*\w+( \w+)?\*\*/g, '').replace(/^>$/gm, '');
    expect(own).not.toMatch(/[<>`[\]*_~$\\]/);
    expect(own).not.toMatch(/:\/\/|www\.|mailto:|@/i);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(HOSTILE.length);
    expect(rows.filter((row) => row.split('|').length !== 7)).toEqual([]);
  });
});

test('a comment has as many characters as GitHub takes, however long names and values are', () => {
  const long = (i: number) => `${'A|_<'.repeat(500)}${i}`;
  const many = (kms: (i: number) => string) => Object.fromEntries(Array.from({ length: 400 }, (_, i) => [
    `B${i}`, { ...bucket(encrypted({ ...SSE_KMS, KMSMasterKeyID: `${KEY}${kms(i)}` })), ...at(`App/${long(i)}/${i}`) },
  ])) as Resources;
  const markdown = markdownDiff(compared(many(() => ''), many(long)));
  expect(markdown.length).toBeLessThanOrEqual(65_536);
  expect(markdown).toMatch(/\n\d+ more changes are in the other formats\.\n/);
  expect(markdown).toMatch(/0 weaker, \d+ undetermined/);
});
