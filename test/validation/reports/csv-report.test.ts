import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, template } from './made';
import { show } from './support';
import type { Report } from '../../../src/validation/reports';

/** The cells of each row, by the name of their column. */
function rowsOf(report: Report): { readonly [column: string]: string }[] {
  const csv = show(report, 'csv');
  expect(csv).toMatch(/"\r\n$/);
  const [header, ...rows] = csv.split('\r\n').slice(0, -1).map((line) => line.slice(1, -1).split('","'));
  for (const row of rows) { expect(row).toHaveLength(header.length); }
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
}

const FRAMEWORKS = {
  'AWS Security Hub CSPM': '', 'AWS Config': '', 'CIS AWS Foundations Benchmark v5': '', 'NIST SP 800-53 Rev. 5': '', 'PCI DSS v4': '',
};
const ROW = {
  'Status': 'violation',
  'Severity': 'error',
  'Rule': 'KeyNamed',
  'Stack': '',
  'Template': 'a.json',
  'Line': '7',
  'Logical ID': 'Data',
  'Construct path': '',
  'Resource type': 'AWS::S3::Bucket',
  'Property': 'Properties.BucketEncryption',
  'Finding': 'No key is named.',
  'Fix': 'Name a key.',
  'Reason': '',
  ...FRAMEWORKS,
  'AWS Security Hub CSPM': 'S3.17',
  'PCI DSS v4': '3.5.1, 3.6.1',
  'Fingerprint': 'f0',
  'Page': PAGE,
};

test('the columns stand in this order', () => {
  expect(Object.keys(rowsOf(reportWith([]))[0])).toEqual(Object.keys(ROW));
});

test('a row says all of a finding', () => {
  expect(rowsOf(reportWith([finding()]))[0]).toEqual(ROW);
  expect(rowsOf(reportWith([acknowledged({ constructPath: 'App/Data', template: template('b.json', { stack: 'App' }) })]))[0]).toEqual({
    ...ROW, 'Status': 'acknowledged', 'Stack': 'App', 'Template': 'b.json', 'Construct path': 'App/Data', 'Reason': 'it is public',
  });
});

test('a rule without controls and page has no such cells', () => {
  expect(rowsOf(reportWith([finding({ rule: CUSTOM })]))[0]).toEqual({ ...ROW, Rule: 'AcmeTag', ...FRAMEWORKS, Page: '' });
});

test('what is known says so', () => { expect(rowsOf(reportWith([finding({ isKnown: true })]))[0]).toEqual({ ...ROW, Status: 'known' }); });

test('what is resolved has what was known of it', () => {
  const rows = rowsOf(reportWith([finding()], { resolved: [RESOLVED, { ...RESOLVED, constructPath: 'App/Gone' }] }));
  const nothing = Object.fromEntries(Object.keys(ROW).map((column) => [column, '']));
  const gone = {
    ...nothing, 'Status': 'resolved', 'Severity': 'warning', 'Rule': 'KeyNamed', 'Template': 'more templates/old.json', 'Logical ID': 'Gone', 'Property': 'Properties.Gone', 'Finding': 'No key was named.', 'Fingerprint': 'f9',
  };
  expect(rows.slice(1, 3)).toEqual([gone, { ...gone, 'Construct path': 'App/Gone' }]);
  expect(rows).toHaveLength(4);
});

test('the last row is the summary and nothing else', () => {
  const [summary] = rowsOf(reportWith([]));
  expect(Object.entries(summary).filter(([, cell]) => cell !== '')).toEqual([
    ['Status', 'summary'], ['Finding', '1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged'],
  ]);
});

test.each<[string, string]>([
  ['=1', '\'=1'], ['+1', '\'+1'], ['-1', '\'-1'], ['@A', '\'@A'], ['|a', '\'|a'], ['%a', '\'%a'], ['\uFF1D1', '\'\uFF1D1'], ['\uFF0B1', '\'\uFF0B1'], ['\uFF0D1', '\'\uFF0D1'], ['\uFF20A', '\'\uFF20A'],
  ['  =1', '\'  =1'], ['a=1', 'a=1'], ['1-1', '1-1'], ['a "b"', 'a ""b""'], ['a,b', 'a,b'], ['a\r\nb', 'a\\u000d\\u000ab'], ['', ''],
])('%j is text in a spreadsheet', (message, cell) => {
  expect(show(reportWith([finding({ message })]), 'csv')).toContain(`"Properties.BucketEncryption","${cell}","Name a key."`);
});
