import { CUSTOM, finding, PAGE, reportWith, RULE, template } from './made';
import { adviceOf, type ReportedFinding, ReportedStatus, saidOf, violationsOf } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

const groupsOf = (...findings: ReportedFinding[]) => reportWith(findings).groups;
const violationOf = (more: Partial<ReportedFinding>) => violationsOf(groupsOf(finding(more)))[0];

test('an entry for CDK has all that it can say', () => {
  const both = ['A', 'B'].map((logicalId) => finding({ logicalId, constructPath: `App/${logicalId}` }));
  expect(violationsOf(groupsOf(...both))).toEqual([{
    ruleName: 'KeyNamed',
    description: 'No key is named.',
    severity: 'error',
    fix: `Name a key. ${RULE.fixForAll} See ${PAGE}`,
    violatingResources: ['A', 'B'].map((resourceLogicalId) => ({ resourceLogicalId, templatePath: '/app/a.json', locations: ['Properties.BucketEncryption'] })),
    ruleMetadata: {
      status: 'violation',
      topic: 'keys',
      title: RULE.title,
      why: RULE.why,
      securityHub: 'S3.17',
      pciDss4: '3.5.1, 3.6.1',
      links: 'https://docs.aws.amazon.com/a.html https://docs.aws.amazon.com/b.html',
      page: PAGE,
    },
  }]);
});

test('there is an entry for each cause', () => {
  const found = violationsOf(groupsOf(finding(), finding({ message: 'The key is unknown.' }), finding({ rule: CUSTOM }), finding({ template: template('b.json') })));
  expect(found.map(({ ruleName, description, violatingResources: [one] }) => [ruleName, description, one.templatePath])).toEqual([
    ['KeyNamed', 'No key is named.', '/app/a.json'],
    ['KeyNamed', 'The key is unknown.', '/app/a.json'],
    ['AcmeTag', `No key is named. ${CUSTOM.why}`, '/app/a.json'],
    ['KeyNamed', 'No key is named.', '/app/b.json'],
  ]);
  expect(violationsOf([])).toEqual([]);
});

test('a construct is named only where CDK does not find it by the logical ID', () => {
  expect(violationOf({ constructPath: 'App/Data' }).violatingResources[0]).not.toHaveProperty('constructPath');
  expect(violationOf({ constructPath: 'App/Data', pathForCdk: 'App/Maker' }).violatingResources[0]).toHaveProperty('constructPath', 'App/Maker');
});

describe('severity', () => {
  test.each(Object.values(Severity))('is %s in lower case', (severity) => {
    const found = violationOf({ severity });
    expect(found.severity).toBe(severity.toLowerCase());
    expect(found.ruleMetadata).not.toHaveProperty('known');
    expect(found.ruleMetadata).not.toHaveProperty('severity');
  });

  test('of what is known fails nothing, and is told', () => {
    expect(violationOf({ isKnown: true })).toMatchObject({
      severity: 'info', description: 'Known, in the baseline: No key is named.', ruleMetadata: { known: 'true', severity: 'error' },
    });
  });
});

test('what cannot be determined says so, also where it is acknowledged', () => {
  expect(violationOf({ status: ReportedStatus.UNKNOWN }).ruleMetadata).toMatchObject({ status: 'unknown' });
  expect(violationOf({ status: ReportedStatus.ACKNOWLEDGED, isUndetermined: true }).ruleMetadata).toMatchObject({ status: 'unknown' });
  expect(violationOf({ status: ReportedStatus.ACKNOWLEDGED }).ruleMetadata).toMatchObject({ status: 'violation' });
});

describe('a rule without a page', () => {
  test('says why in the message', () => {
    const [group] = groupsOf(finding({ rule: CUSTOM }));
    expect(saidOf(group)).toBe(`No key is named. ${CUSTOM.why}`);
    expect(saidOf({ ...group, isKnown: true })).toBe(`Known, in the baseline: No key is named. ${CUSTOM.why}`);
    expect(violationsOf([group])[0].ruleMetadata).not.toHaveProperty('page');
  });

  test('does not say why of what may be as it should be', () => {
    expect(saidOf(groupsOf(finding({ rule: CUSTOM, status: ReportedStatus.UNKNOWN }))[0])).toBe('No key is named.');
  });
});

describe('what to do', () => {
  test('is the fix alone, where there is nothing more to say', () => { expect(adviceOf(groupsOf(finding({ rule: CUSTOM }))[0])).toBe('Name a key.'); });

  test('names the rule that supersedes this one', () => {
    expect(adviceOf(groupsOf(finding({ rule: { ...RULE, replacedBy: 'KeyKnown' } }))[0])).toBe(`Name a key. Rule KeyKnown supersedes KeyNamed. See ${PAGE}`);
  });

  test('names the rule of an acknowledgement under a former name, and CDK gets that name', () => {
    const [group] = groupsOf(finding({ formerId: 'S3Encryption::KeySet' }));
    expect(adviceOf(group)).toBe('Name a key. S3Encryption::KeySet is a former name of S3Encryption::KeyNamed. The acknowledgement still works. '
      + `Fix: acknowledge S3Encryption::KeyNamed instead. See ${PAGE}`);
    expect(violationsOf([group])[0].ruleName).toBe('KeySet');
  });
});
