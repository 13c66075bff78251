import { arnOf, bucket, bucketPolicy, compared, encrypted, key, NO_RULES, objectsOf, type Resources, sideAt, SSE_KMS } from './support';
import { type BucketView, CustomFinding, CustomRule, RuleName, Severity } from '../../../src';
import { diffOf } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { directoryWith } from '../assembly/support';

const TLS = (logicalId: string) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(logicalId), objectsOf(logicalId)], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const at = (path: string) => ({ Metadata: { 'aws:cdk:path': path } });

describe('findings', () => {
  const rules = RuleSet.recommended();
  const asked = rules.without(...rules.ruleNames.filter((name) => !['SecureTransportRequired', 'DefaultEncryptionDeclared', 'BucketKeyEnabled'].includes(name)));
  const found = (before: Resources, after: Resources) => {
    const { newFindings, resolvedFindings, summary } = compared(before, after, asked);
    return {
      fresh: newFindings.map(({ effect, finding }) => `${effect} ${finding.logicalId} ${finding.rule.name}`),
      resolved: resolvedFindings.map(({ rule, logicalId }) => `${logicalId} ${rule}`),
      summary,
    };
  };

  test('are new or resolved', () => {
    const policy = bucketPolicy('A', TLS('A'));
    expect(found({ A: bucket() }, { A: bucket(), P: policy })).toMatchObject({ fresh: [], resolved: ['A SecureTransportRequired'] });
    expect(found({ A: bucket(), P: policy }, { A: bucket() })).toMatchObject({ fresh: ['weaker A SecureTransportRequired'], resolved: [] });
  });

  test('a warning is weaker for what was there, and advice for what is new', () => {
    const declared = encrypted({ SSEAlgorithm: 'AES256' });
    expect(found({ A: bucket(declared) }, { A: bucket() }).fresh).toEqual(['weaker A DefaultEncryptionDeclared']);
    expect(found({}, { A: bucket() }).fresh).toEqual(['other A DefaultEncryptionDeclared', 'weaker A SecureTransportRequired']);
  });

  test('that cannot be determined are undetermined', () => {
    const unknown = encrypted(SSE_KMS, { BucketKeyEnabled: { 'Fn::ImportValue': 'X' } });
    expect(found({ A: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })) }, { A: bucket(unknown) }).fresh).toEqual(['undetermined A BucketKeyEnabled']);
  });

  test('of a bucket that is removed are not resolved', () => {
    expect(found({ A: bucket(), B: bucket() }, { B: bucket() })).toMatchObject({ fresh: [], resolved: [], summary: { stronger: 0 } });
  });

  test('of a resource whose logical ID changes stay what they are', () => {
    const metadata = { Metadata: { 'aws:cdk:path': 'S/A' } };
    expect(found({ A: bucket({}, metadata) }, { B: bucket({}, metadata) })).toMatchObject({ fresh: [], resolved: [] });
  });

  test('of a bucket that is removed are not resolved, though another one of the same name is elsewhere', () => {
    const files = (side: string, one: Resources, two: Resources) => ({ [`${side}/one.json`]: { Resources: one }, [`${side}/two.json`]: { Resources: two } });
    const directory = directoryWith({
      ...files('before', { A: bucket(), B: bucket() }, { A: bucket() }), ...files('after', { B: bucket() }, { A: bucket(), P: bucketPolicy('A', TLS('A')) }),
    });
    const { resolvedFindings } = diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), asked);
    expect(resolvedFindings.map(({ template, logicalId }) => `${template} ${logicalId}`)).toEqual(['two.json A']);
  });

  const noAcls = (severity: Severity) => {
    const check = { checkBucket: (view: BucketView) => (view.readProperty('AccessControl').text === undefined ? [] : [CustomFinding.violation('No ACLs.')]) };
    return NO_RULES.withCustomRules(new CustomRule({ name: 'AcmeRule', title: 'Acme', description: 'Acme says so.', fix: 'Ask Acme.', severity, check }));
  };

  test.each<[Severity, string[]]>([
    [Severity.ERROR, ['A AcmeRule']], [Severity.WARNING, ['A AcmeRule']], [Severity.INFO, []],
  ])('that are resolved count, unless they only inform: %s', (severity, expected) => {
    const { resolvedFindings } = compared({ A: bucket({ AccessControl: 'Private' }) }, { A: bucket() }, noAcls(severity));
    expect(resolvedFindings.map(({ rule, logicalId }) => `${logicalId} ${rule}`)).toEqual(expected);
  });

  test.each<[Severity, boolean, string]>([
    [Severity.ERROR, true, 'weaker'], [Severity.ERROR, false, 'weaker'], [Severity.WARNING, true, 'other'], [Severity.WARNING, false, 'weaker'],
    [Severity.INFO, true, 'other'], [Severity.INFO, false, 'other'],
  ])('that are new: %s, about a new bucket: %s', (severity, isNew, effect) => {
    const { newFindings } = compared(isNew ? {} : { A: bucket() }, { A: bucket({ AccessControl: 'Private' }) }, noAcls(severity));
    expect(newFindings).toMatchObject([{ effect, finding: { logicalId: 'A' } }]);
  });

  test('that are acknowledged are not new', () => {
    const violatingConstructs = [{ cloudFormationResource: { templatePath: 'A.template.json', logicalId: 'A' } }];
    const suppressedViolations = [{ ruleName: 'SecureTransportRequired', reason: 'A website.', violatingConstructs }];
    const artifacts = { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'A.template.json' } } };
    const side = (name: string, Resources_: Resources) => ({
      [`${name}/manifest.json`]: { version: '38.0.0', artifacts }, [`${name}/A.template.json`]: { Resources: Resources_ },
    });
    const files = { ...side('before', { A: bucket(), P: bucketPolicy('A', TLS('A')) }), ...side('after', { A: bucket() }) };
    const fresh = (more: object) => {
      const directory = directoryWith({ ...files, ...more });
      return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), asked).newFindings.map(({ finding }) => finding.rule.name);
    };
    expect(fresh({})).toEqual(['SecureTransportRequired']);
    expect(fresh({ 'after/validation-report.json': { pluginReports: [{ pluginName: 'S3Encryption', suppressedViolations }] } })).toEqual([]);
  });

  test('of a resource whose logical ID changes stay what they are, each with its own rule and property', () => {
    const side = (id: string, more: object = {}) => ({ [id]: bucket(more, at('S/A')) });
    const resolving = found(side('A'), side('B', encrypted({ SSEAlgorithm: 'AES256' })));
    expect(resolving).toMatchObject({ fresh: [], resolved: ['A DefaultEncryptionDeclared'] });
    const appearing = found(side('A', encrypted({ SSEAlgorithm: 'AES256' })), side('B'));
    // It is about what was there, so it has become worse.
    expect(appearing).toMatchObject({ fresh: ['weaker B DefaultEncryptionDeclared'], resolved: [] });
  });

  test('of the policy of a bucket that is removed are not resolved, either', () => {
    const wrong = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: objectsOf('A'), Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } };
    const before = { A: bucket(), P: bucketPolicy('A', wrong), B: bucket() };
    const of = (after: Resources) => compared(before, after, rules).resolvedFindings.filter(({ logicalId }) => logicalId === 'P').length;
    expect(of({ A: bucket(), B: bucket(), P: bucketPolicy('A') })).toBeGreaterThan(0);
    expect(of({ B: bucket() })).toBe(0);
  });

  test('of a key that is removed are not resolved, and those of one whose logical ID changes stay what they are', () => {
    const ofKeys = (before: Resources, after: Resources) => {
      const { newFindings, resolvedFindings } = compared(before, after, NO_RULES.including(RuleName.KMS_KEY_ROTATION));
      return [...newFindings.map(({ finding }) => `new ${finding.logicalId}`), ...resolvedFindings.map(({ logicalId }) => `resolved ${logicalId}`)];
    };
    const K = key({}, at('S/K'));
    expect(ofKeys({}, { K })).toEqual(['new K']);
    expect(ofKeys({ K }, {})).toEqual([]);
    expect(ofKeys({ K }, { L: K })).toEqual([]);
    expect(ofKeys({ K }, { K: key({ EnableKeyRotation: true }, at('S/K')) })).toEqual(['resolved K']);
  });

  test('of the same resource under another logical ID are told apart by rule and property', () => {
    const about = (name: string, property: string, text: string) => new CustomRule({
      name,
      title: name,
      description: `${name} says so.`,
      fix: 'Ask Acme.',
      severity: Severity.ERROR,
      check: { checkBucket: (view: BucketView) => (view.readProperty('AccessControl').text === text ? [CustomFinding.violation('No.', { property })] : []) },
    });
    const changes = (...custom: CustomRule[]) => {
      const side = (id: string, AccessControl: string) => ({ [id]: bucket({ AccessControl }, at('S/A')) });
      const { newFindings, resolvedFindings } = compared(side('A', 'Private'), side('B', 'LogDeliveryWrite'), NO_RULES.withCustomRules(...custom));
      return [...newFindings.map(({ finding }) => `new ${finding.rule.name}`), ...resolvedFindings.map(({ rule }) => `resolved ${rule}`)];
    };
    const [one, same, other] = [about('AcmeOne', 'AccessControl', 'Private'), about('AcmeTwo', 'AccessControl', 'LogDeliveryWrite'), about('AcmeTwo', 'Tags', 'LogDeliveryWrite')];
    expect(changes(one, same)).toEqual(['new AcmeTwo', 'resolved AcmeOne']);
    expect(changes(one, other)).toEqual(['new AcmeTwo', 'resolved AcmeOne']);
    const moving = new CustomRule({
      name: 'AcmeRule',
      title: 'Acme',
      description: 'Acme says so.',
      fix: 'Ask Acme.',
      severity: Severity.ERROR,
      check: { checkBucket: (view: BucketView) => [CustomFinding.violation('No.', { property: view.readProperty('AccessControl').text === 'Private' ? 'AccessControl' : 'Tags' })] },
    });
    expect(changes(moving)).toEqual(['new AcmeRule', 'resolved AcmeRule']);
  });
});

test('each rule is announced on both sides, before it is asked', () => {
  const directory = directoryWith({ 'before/a.json': { Resources: { A: bucket() } }, 'after/a.json': { Resources: { A: bucket() } } });
  const told: string[] = [];
  const few = NO_RULES.including(RuleName.SECURE_TRANSPORT_REQUIRED, RuleName.BUCKET_KEY_ENABLED);
  diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), few, ({ name }) => told.push(name));
  expect(told.sort()).toEqual(['BucketKeyEnabled', 'BucketKeyEnabled', 'SecureTransportRequired', 'SecureTransportRequired']);
});
