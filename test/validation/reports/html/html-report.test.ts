import { createHash } from 'crypto';
import { comparedApp, HOSTILE, hostileApp, largeApp, reportOfApp, smallApp, typesApp } from './apps';
import { htmlReportPieces, type Report, reportedOf, ReportTooLarge } from '../../../../src/validation/reports';
import type { BucketData, FindingData, NodeData, ReportData } from '../../../../src/validation/reports/html/report-data';
import { RuleSet } from '../../../../src/validation/rule-sets';

const named = ({ nodes }: ReportData, label: string): NodeData => nodes.find((node) => node.label === label)!;
const bucketOf = (data: ReportData, label: string): BucketData => named(data, label).bucket!;
const arrows = ({ edges, nodes }: ReportData) => edges.map(({ from, kind, to }) => `${nodes[from].label} ${kind} ${nodes[to].label}`).sort();

describe('an app of three buckets', () => {
  const { data, report } = reportOfApp(smallApp());

  test('has its buckets, its key and what they lead to, and nothing else', () => {
    expect(data.nodes.map(({ kind, label }) => `${kind} ${label}`).sort()).toEqual([
      'bucket Logs', 'bucket Orders', 'bucket Uploads', 'key Key', 'outside-bucket replicas',
    ]);
    const { resolved, ...counts } = report.summary;
    expect(data.summary).toMatchObject(counts);
    // There is no baseline to compare with.
    expect([resolved, data.resolved]).toEqual([0, null]);
    expect(data.summary).toMatchObject({ buckets: 3, templates: 1 });
    const pages = data.rules.map(({ name, links }) => links[0].endsWith(`/docs/rules/${name}.md`));
    expect(new Set(pages)).toEqual(new Set([true]));
  });

  test('has the arrows that the template has', () => {
    expect(arrows(data)).toEqual([
      'Orders encrypted-by Key', 'Orders inventory-to Logs', 'Orders logs-to Logs', 'Orders replicates-to replicas',
    ]);
    expect(data.edges.every(({ certain }) => certain)).toBe(true);
  });

  test('says where its stack is deployed', () => {
    expect(data.stacks).toEqual([{ name: 'Data', template: 'cdk.out/Data.template.json', account: '111122223333', region: 'eu-west-1' }]);
  });

  test('shows what the policy of a bucket denies', () => {
    expect(bucketOf(data, 'Orders')).toMatchObject({
      algorithm: 'aws:kms',
      keyType: 'customer managed',
      bucketKey: 'yes',
      tls: 'yes',
      minimumTls: '1.2',
      signatureVersion4: 'no',
      sseCBlocked: 'yes',
      uploads: 'no',
      reason: null,
    });
    expect(bucketOf(data, 'Logs')).toMatchObject({ algorithm: 'AES256', keyType: 'none', key: null, tls: 'no', minimumTls: 'none' });
  });

  test('shows what is not known as unknown, with the reason, and not as a no', () => {
    expect(bucketOf(data, 'Uploads')).toMatchObject({ algorithm: 'unknown', keyType: 'unknown', bucketKey: 'unknown', reason: expect.stringMatching(/Algorithm|parameter/) as string });
  });

  test('puts each finding on the box or the arrow that it concerns', () => {
    const on = data.findings.map(({ edges, nodes, rule }) => ({
      rule: data.rules[rule].name, nodes: nodes.map((node) => data.nodes[node].label), edges: edges.map((edge) => data.edges[edge].kind),
    }));
    expect(on.find(({ rule }) => rule === 'ReplicaKmsKey' || rule === 'ReplicationKmsAware')).toMatchObject({ nodes: ['Orders'], edges: ['replicates-to'] });
    expect(on.find(({ nodes, rule }) => rule === 'SecureTransportRequired' && nodes[0] === 'Logs')).toMatchObject({ edges: [] });
    expect(on.filter(({ nodes }) => nodes.length === 0)).toEqual([]);
  });

  test('has every finding of the report, with its texts', () => {
    const texts = data.findings.map(({ fix, message, rule }) => (
      [data.rules[rule].name, data.texts[message], fix === null ? data.rules[rule].fix : data.texts[fix]]
    ));
    expect(texts).toEqual(report.findings.map(({ fix, message, rule }) => [rule.name, message, fix]));
  });

  test('names the request that was found', () => {
    const witnesses = data.findings.flatMap(({ message, witness }) => (witness === null ? [] : [[data.texts[message], data.texts[witness]]]));
    expect(witnesses.length).toBeGreaterThan(0);
    for (const [message, witness] of witnesses) {
      expect(message).toContain(`not deny ${witness}`);
      expect(witness).toMatch(/^s3:\w+ /);
    }
  });

  test('counts the controls that rules of the report serve, and only those', () => {
    const served = report.rules.flatMap(({ controls: { securityHub = [] } }) => securityHub);
    const securityHub = data.frameworks.find(({ title }) => title.includes('Security Hub'))!;
    expect(securityHub.controls.map(({ id }) => id).sort()).toEqual([...new Set(served)].sort());
    for (const { id, rules } of securityHub.controls) {
      for (const rule of rules) { expect(report.rules[rule].controls.securityHub).toContain(id); }
    }
  });
});

describe('columns that come from rules', () => {
  const bucketWith = (statements: readonly object[], properties: object = {}) => {
    const resources = {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: properties },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statements } } },
    };
    return bucketOf(reportOfApp([{ name: 'Stack', resources }]).data, 'Bucket');
  };
  const denied = (condition: object, principal: unknown = '*') => [{
    Effect: 'Deny',
    Principal: principal,
    Action: 's3:*',
    Condition: condition,
    Resource: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' }],
  }];

  test('a newer TLS version than is demanded is shown', () => {
    expect(bucketWith(denied({ NumericLessThan: { 's3:TlsVersion': 1.3 } })).minimumTls).toBe('1.3');
    expect(bucketWith(denied({ NumericLessThan: { 's3:TlsVersion': 1.2 } })).minimumTls).toBe('1.2');
    expect(bucketWith(denied({ NumericLessThan: { 's3:TlsVersion': 1.1 } })).minimumTls).toBe('none');
  });

  test('a policy that denies signed requests only denies partly', () => {
    expect(bucketWith(denied({ Bool: { 'aws:SecureTransport': 'false' } })).tls).toBe('yes');
    expect(bucketWith(denied({ Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } })).tls).toBe('partly');
  });

  test('a policy that is known at deployment only is unknown', () => {
    expect(bucketWith(denied({ Bool: { 'aws:SecureTransport': { 'Fn::ImportValue': 'Secure' } } })).tls).toBe('unknown');
  });

  test('SSE-C of which a template says nothing is not the same as SSE-C that it allows', () => {
    const blocked = (types: readonly string[]) => (
      { BucketEncryption: { ServerSideEncryptionConfiguration: [{ BlockedEncryptionTypes: { EncryptionType: types } }] } }
    );
    expect(bucketWith([]).sseCBlocked).toBe('default');
    expect(bucketWith([], blocked(['NONE'])).sseCBlocked).toBe('no');
    expect(bucketWith([], blocked(['SSE-C'])).sseCBlocked).toBe('yes');
  });

  test('they are the same whether or not the rule set asks the rules', () => {
    const all = RuleSet.recommended();
    const bucketsIn = (ruleSet: RuleSet) => reportOfApp(smallApp(), ruleSet).data.nodes.map(({ bucket }) => bucket);
    expect(bucketsIn(all.without(...all.ruleNames))).toEqual(bucketsIn(RuleSet.strict()));
  });
});

const encrypted = (key: object | string) => {
  const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key };
  return { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] } };
};

describe('arrows', () => {
  test('a key that conditions choose is an arrow to each, which is not certain', () => {
    const { data } = reportOfApp([{
      name: 'Stack',
      parameters: { Which: { Type: 'String' } },
      resources: {
        Bucket: { Type: 'AWS::S3::Bucket', Properties: encrypted({ 'Fn::If': ['First', { Ref: 'One' }, { Ref: 'Other' }] }) },
        One: { Type: 'AWS::KMS::Key' },
        Other: { Type: 'AWS::KMS::Key' },
      },
    }]);
    expect(arrows(data)).toEqual(['Bucket encrypted-by One', 'Bucket encrypted-by Other']);
    expect(data.edges.map(({ certain }) => certain)).toEqual([false, false]);
  });

  test('a key that is not known has no arrow', () => {
    const { data } = reportOfApp([{ name: 'Stack', parameters: { Key: { Type: 'String' } }, resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: encrypted({ Ref: 'Key' }) } } }]);
    expect(data.edges).toEqual([]);
    expect(bucketOf(data, 'Bucket').keyType).toBe('unknown');
  });

  test('buckets without a key share the AWS managed key of their account and Region', () => {
    const bucket = { Type: 'AWS::S3::Bucket', Properties: encrypted('alias/aws/s3') };
    const { data } = reportOfApp(['eu-west-1', 'eu-west-1', 'us-east-1'].map((region, i) => ({ name: `Stack${i}`, account: '111122223333', region, resources: { Bucket: bucket } })));
    expect(data.nodes.filter(({ kind }) => kind === 'outside-key').map(({ label, region }) => `${label} ${region}`)).toEqual(['aws/s3 eu-west-1', 'aws/s3 us-east-1']);
  });

  test('what delivers logs is a box of its own, and a bucket elsewhere is one box however it is named', () => {
    const logging = (name: string) => ({ Type: 'AWS::S3::Bucket', Properties: { LoggingConfiguration: { DestinationBucketName: name } } });
    const { data } = reportOfApp([{
      name: 'Stack',
      resources: {
        A: logging('central-logs'),
        B: {
          Type: 'AWS::S3::Bucket',
          Properties: { ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::central-logs' } }] } },
        },
        Logs: { Type: 'AWS::S3::Bucket' },
        Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' } } },
      },
    }]);
    expect(arrows(data)).toEqual(['A logs-to central-logs', 'B replicates-to central-logs', 'Trail logs-to Logs']);
    expect(named(data, 'Trail')).toMatchObject({ kind: 'service', detail: 'CloudTrail logs' });
  });
});

describe('buckets that are not general purpose buckets', () => {
  const { data, report } = reportOfApp(typesApp(), RuleSet.strict());
  const on = (name: string) => data.findings.filter(({ rule }) => data.rules[rule].name === name)
    .map(({ edges, logicalId, nodes }) => [logicalId, nodes.map((node) => data.nodes[node].label), edges.map((edge) => data.edges[edge].detail)]);

  test('have boxes as others have, and are as many as the report counts', () => {
    expect(data.nodes.filter(({ kind }) => kind === 'bucket').map(({ bucket, label }) => [label, bucket!.type])).toEqual([
      ['Orders', 'general purpose'], ['Sessions', 'directory'], ['Tables', 'table'], ['Unnamed', 'table'], ['Vectors', 'vector'], ['Plain', 'vector'],
    ]);
    expect(data.nodes.filter(({ bucket }) => bucket !== undefined)).toHaveLength(report.summary.buckets);
    expect(named(data, 'Tables').name).toBe('tables');
  });

  test('have arrows to their keys, and so has what is in them or of them', () => {
    expect(arrows(data)).toEqual([
      'Orders encrypted-by Key', 'Orders encrypted-by Key', 'Sessions encrypted-by Key', 'Tables encrypted-by Key', 'Vectors encrypted-by Key', 'Vectors encrypted-by Key',
      'embeddings encrypted-by Key',
    ]);
    expect(data.edges.map(({ detail }) => detail).filter((detail) => detail !== null)).toEqual(['vector index Strong', 'vector index Elsewhere', 'journal table']);
    expect(named(data, 'embeddings')).toMatchObject({ kind: 'outside-bucket', detail: 'vector bucket that these templates do not create' });
  });

  test('show their encryption, and what does not apply to them as such, not as a fault', () => {
    const nothing = { sseCBlocked: 'not-applicable', logs: 'not-applicable' };
    expect(bucketOf(data, 'Sessions')).toEqual({
      type: 'directory',
      algorithm: 'aws:kms',
      keyType: 'customer managed',
      key: bucketOf(data, 'Orders').key,
      bucketKey: 'always',
      tls: 'always',
      minimumTls: 'not-checked',
      signatureVersion4: 'not-checked',
      uploads: 'no',
      replicas: 'not-applicable',
      reason: null,
      ...nothing,
    });
    expect(bucketOf(data, 'Tables')).toMatchObject({ bucketKey: 'not-applicable', tls: 'always', minimumTls: 'not-applicable', replicas: 'not-checked', ...nothing });
    // Nothing is documented of plain HTTP and vector buckets, so that policies decide.
    expect(bucketOf(data, 'Vectors')).toMatchObject({ algorithm: 'aws:kms', bucketKey: 'not-applicable', tls: 'no', ...nothing });
    expect(bucketOf(data, 'Plain')).toMatchObject({ algorithm: 'AES256', keyType: 'none', key: null, uploads: 'not-needed' });
    expect(bucketOf(data, 'Orders')).not.toHaveProperty('logs');
  });

  test('say whether the policy denies what specifies another encryption', () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const sessions = { name: 'sessions--euw1-az1--x-s3', arn: 'arn:aws:s3express:eu-west-1:111122223333:bucket/sessions--euw1-az1--x-s3' };
    const { data: one } = reportOfApp([{
      name: 'Stack',
      account: '111122223333',
      region: 'eu-west-1',
      resources: {
        Sessions: {
          Type: 'AWS::S3Express::DirectoryBucket',
          Properties: { BucketName: sessions.name, DataRedundancy: 'SingleAvailabilityZone', LocationName: 'euw1-az1', ...encrypted(key) },
        },
        Policy: {
          Type: 'AWS::S3Express::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Sessions' },
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{
                Effect: 'Deny', Principal: '*', Action: 's3express:CreateSession', Resource: sessions.arn, Condition: { StringNotEqualsIfExists: { 's3express:x-amz-server-side-encryption': 'aws:kms' } },
              }],
            },
          },
        },
      },
    }]);
    expect(bucketOf(one, 'Sessions').uploads).toBe('yes');
  });

  test('say so of an algorithm that they do not accept, too', () => {
    const withAlgorithm = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
      Type: 'AWS::S3Express::DirectoryBucket',
      Properties: {
        DataRedundancy: 'SingleAvailabilityZone',
        LocationName: 'euw1-az1',
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }] },
      },
    });
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const { data: one } = reportOfApp([{
      name: 'Stack',
      account: '111122223333',
      region: 'eu-west-1',
      resources: { Dual: withAlgorithm('aws:kms:dsse', key), Unnamed: withAlgorithm('aws:kms:dsse'), Other: withAlgorithm('AES512', key) },
    }], RuleSet.strict());
    expect(['Dual', 'Unnamed', 'Other'].map((name) => bucketOf(one, name).uploads)).toEqual(['no', 'unknown', 'unknown']);
    const rule = one.rules.findIndex(({ name }) => name === 'BucketKindEncryptionEnforced');
    expect(one.findings.filter((finding) => finding.rule === rule).map(({ logicalId }) => logicalId)).toEqual(['Dual']);
  });

  test('have no AWS managed key where none is named', () => {
    expect(bucketOf(data, 'Unnamed')).toMatchObject({ algorithm: 'aws:kms', keyType: 'unknown', key: null, uploads: 'unknown', reason: 'the template names no key, and there is no AWS managed key for a table bucket' });
    expect(data.nodes.filter(({ kind }) => kind === 'outside-key')).toEqual([]);
  });

  test('have their findings, and those of what belongs to them', () => {
    expect(on('BucketKindPolicyEffective')).toEqual([['SessionsPolicy', ['Sessions'], []], ['SalesPolicy', ['Tables'], []]]);
    expect(on('VectorIndexNotWeaker')).toEqual([['Weak', ['Vectors'], []]]);
    expect(on('VectorBucketSecureTransport').map(([logicalId]) => logicalId)).toEqual(['Vectors', 'Plain']);
    expect(data.findings.filter(({ nodes }) => nodes.length === 0)).toEqual([]);
  });

  test('are the same whether or not the rule set asks the rules', () => {
    const all = RuleSet.strict();
    expect(reportOfApp(typesApp(), all.without(...all.ruleNames)).data.nodes).toEqual(data.nodes);
  });

  test('a finding about the key of one is marked on its arrow', () => {
    const [stack] = typesApp();
    const resources = { ...stack.resources, Tables: { Type: 'AWS::S3Tables::TableBucket', Properties: { TableBucketName: 'tables', EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: 'alias/tables' } } } };
    const { data: wrong } = reportOfApp([{ ...stack, resources }]);
    const finding = wrong.findings.find(({ logicalId, rule }) => wrong.rules[rule].name === 'BucketKindEncryptionValid' && logicalId === 'Tables')!;
    expect(finding.edges.map((edge) => wrong.nodes[wrong.edges[edge].to].label)).toEqual(['alias/tables']);
  });
});

describe('a report that is compared with a baseline', () => {
  const { baseline, stacks } = comparedApp();
  const { data, report } = reportOfApp(stacks, undefined, baseline);
  const resources = (of: (finding: FindingData) => boolean) => [...new Set(data.findings.filter(of).map(({ logicalId }) => logicalId))].sort();

  test('says of each finding whether it is known', () => {
    expect(resources(({ known, status }) => !known && status !== 'acknowledged')).toEqual(['Added']);
    expect(resources(({ status }) => status === 'acknowledged')).toEqual(['Logs']);
    expect(resources(({ known }) => known)).toEqual(['Logs', 'Orders', 'Uploads']);
    expect(data.findings.map(({ known }) => known)).toEqual(report.findings.map(({ isKnown }) => isKnown));
    expect(data.summary.known).toBe(report.summary.known);
  });

  test('has what is resolved', () => {
    expect(new Set(data.resolved!.map(({ logicalId }) => logicalId))).toEqual(new Set(['Former']));
    expect(data.resolved).toHaveLength(report.summary.resolved);
  });
});

describe('names that try to be more than text', () => {
  const { html } = reportOfApp(hostileApp());
  const json = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(html)![1];

  test('cannot end the element of the data, or begin another one', () => {
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<img/g)).toBeNull();
    expect(html).not.toContain('<!--');
  });

  test('are shown as they are, and what would turn them round is made visible', () => {
    const data = JSON.parse(json) as ReportData;
    expect(data.nodes[0].logicalId).toBe(HOSTILE.replace('\u202e', '\\u202e'));
    // eslint-disable-next-line no-control-regex
    expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('the file', () => {
  const { html } = reportOfApp(smallApp());

  test('may run its own script and styles, and may load nothing', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    const hashed = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    const [, script] = /<script>([^]*)<\/script>\n<\/body>/.exec(html)!;
    const [, styles] = /<style>([^]*)<\/style>/.exec(html)!;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'", `script-src ${hashed(script)}`, `style-src ${hashed(styles)}`, 'img-src data:', "base-uri 'none'", "form-action 'none'",
    ]);
  });

  test('refers to nothing else', () => {
    const withoutData = html.replace(/<script type="application\/json"[^]*?<\/script>/, '').replace(/\/\*![^]*?\*\//, '');
    expect(withoutData.match(/\b(?:src|href)="(?!data:)[^"]*"/g)).toBeNull();
    expect(withoutData).not.toMatch(/@import|url\((?!#)/);
  });

  test('has the licences of what is bundled', () => {
    for (const name of ['preact', '@dagrejs/dagre', '@dagrejs/graphlib']) { expect(html).toContain(`\n${name} `); }
    expect(html).toContain('Permission is hereby granted');
  });

  test('is the same every time', () => {
    expect(reportOfApp(smallApp()).html).toBe(html);
  });
});

describe('an app of very many buckets', () => {
  const { posture, report, templates } = reportOfApp(smallApp());
  const withBuckets = (buckets: number): Report => ({ ...report, summary: { ...report.summary, buckets } });
  const written = (buckets: number) => [...htmlReportPieces(withBuckets(buckets), reportedOf(posture, templates))].join('');

  test('has no page, which a browser could not draw', () => {
    expect(written(20_000)).toContain('<script');
    expect(() => written(20_001)).toThrow(ReportTooLarge);
  });
});

describe('an app of 1,000 buckets', () => {
  test.each([['recommended', RuleSet.recommended()], ['strict', RuleSet.strict()]])('has a file of less than 2 MB, written in less than a second (%s)', (_, ruleSet) => {
    const made = reportOfApp(largeApp(1_000, 40), ruleSet);
    const before = process.cpuUsage();
    const { html } = made;
    const { system, user } = process.cpuUsage(before);
    expect(html.length).toBeLessThan(2_000_000);
    expect((system + user) / 1e6).toBeLessThan(1);
  });
});
