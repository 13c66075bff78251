import { exampleReport, textReport } from './support';

test('findings stand by resource, each with its place', () => {
  const heads = textReport(exampleReport(), false).split('\n').filter((line) => /^ {0,2}\S/.test(line));
  expect(heads).toEqual([
    'App/Loud/Resource (Loud) AWS::S3::Bucket',
    expect.stringMatching(/^ {2}error SseCBlocked cdk\.out\/App\.template\.json:32:17 Properties\./),
    'Absent AWS::S3::Bucket',
    expect.stringMatching(/^ {2}warning BucketKeyEnabled more templates\/plain\.yaml:9:13 Properties\./),
    expect.stringMatching(/^ {2}info SseCBlocked more templates\/plain\.yaml:9:13 Properties\./),
    'Unknown AWS::S3::Bucket',
    expect.stringMatching(/^ {2}info BucketKeyEnabled, cannot be determined more templates\/plain\.yaml:16:13 Properties\./),
    '4 buckets in 2 templates: 1 error, 1 warning, 1 that cannot be determined, 1 acknowledged',
  ]);
});

test('what can be acknowledged in an app is left out otherwise', () => {
  const ways = textReport(exampleReport(), false).split('\n').filter((line) => line.includes('To suppress it'));
  expect(ways.map((line) => line.replace('    To suppress it: ', ''))).toEqual([
    'pass S3Encryption::SseCBlocked as id, and a reason, to Validations.of(construct).acknowledge()',
    'exclude the rule with --without BucketKeyEnabled',
    'exclude the rule with --without SseCBlocked',
    'exclude the rule with --without BucketKeyEnabled',
  ]);
});

test('severities have colours, if colours are shown', () => {
  const text = textReport(exampleReport(), true);
  expect(text).toContain('\u001b[31merror\u001b[39m');
  expect(text).toContain('\u001b[33mwarning\u001b[39m');
  // eslint-disable-next-line no-control-regex
  expect(text.replace(/\u001b\[\d+m/g, '')).toBe(textReport(exampleReport(), false));
});
