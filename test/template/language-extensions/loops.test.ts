import { App } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import { IRELAND, shown } from '../shown';

function templateOf(yaml: string) {
  return App.ofOne('T', parseTemplate(`Transform: AWS::LanguageExtensions\n${yaml}`, 't.yaml'), IRELAND);
}

/** The sections as CloudFormation processes them. */
function processed(yaml: string) {
  const { sections, unseen } = templateOf(yaml);
  expect(unseen).toEqual([]);
  const { conditions: Conditions, resources: Resources, outputs: Outputs } = sections;
  return JSON.parse(JSON.stringify({ Conditions, Resources, Outputs })) as Record<string, unknown>;
}

/** Every form of loops that CloudFormation's documentation shows, with the template that it stands for. */
describe('a loop is written out as CloudFormation does it', () => {
  test.each<[string, string, string]>([
    ['one resource, a literal collection', `
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [logs, data]
    - Bucket\${Name}:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: !Sub 'example-\${Name}'
          Tags: [{Key: name, Value: !Ref Name}, {Key: short, Value: '\${Name}'}]
`, `
Resources:
  Bucketlogs: {Type: AWS::S3::Bucket, Properties: {BucketName: example-logs, Tags: [{Key: name, Value: logs}, {Key: short, Value: logs}]}}
  Bucketdata: {Type: AWS::S3::Bucket, Properties: {BucketName: example-data, Tags: [{Key: name, Value: data}, {Key: short, Value: data}]}}
`],
    ['a parameter as the collection', `
Parameters: {Names: {Type: CommaDelimitedList, Default: 'Logs, Data'}}
Resources:
  Fn::ForEach::Buckets:
    - Name
    - !Ref Names
    - Bucket\${Name}: {Type: AWS::S3::Bucket, Properties: {BucketName: !Join ['.', [example, !Ref Name]]}}
`, `
Resources:
  BucketLogs: {Type: AWS::S3::Bucket, Properties: {BucketName: !Join ['.', [example, Logs]]}}
  BucketData: {Type: AWS::S3::Bucket, Properties: {BucketName: !Join ['.', [example, Data]]}}
`],
    ['several resources that name each other', `
Mappings: {Only: {Condition: {B: IsLarge}}}
Conditions: {IsLarge: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Fn::ForEach::Pairs:
    - Id
    - [A, B]
    - Policy\${Id}:
        Type: AWS::S3::BucketPolicy
        DependsOn: ['Bucket\${Id}']
        Condition: IsLarge
        Properties:
          Bucket: !Ref {'Fn::Sub': 'Bucket\${Id}'}
          PolicyDocument: {Statement: [{Resource: [!GetAtt [!Sub 'Bucket\${Id}', Arn], {'Fn::GetAtt': 'Bucket\${Id}.Arn'}, !Sub '\${Bucket\${Id}.Arn}/*']}]}
      Bucket\${Id}: {Type: AWS::S3::Bucket}
`, `
Conditions: {IsLarge: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  PolicyA:
    Type: AWS::S3::BucketPolicy
    DependsOn: [BucketA]
    Condition: IsLarge
    Properties: {Bucket: !Ref BucketA, PolicyDocument: {Statement: [{Resource: [!GetAtt [BucketA, Arn], {'Fn::GetAtt': BucketA.Arn}, !Sub '\${BucketA.Arn}/*']}]}}
  BucketA: {Type: AWS::S3::Bucket}
  PolicyB:
    Type: AWS::S3::BucketPolicy
    DependsOn: [BucketB]
    Condition: IsLarge
    Properties: {Bucket: !Ref BucketB, PolicyDocument: {Statement: [{Resource: [!GetAtt [BucketB, Arn], {'Fn::GetAtt': BucketB.Arn}, !Sub '\${BucketB.Arn}/*']}]}}
  BucketB: {Type: AWS::S3::Bucket}
`],
    ['a loop beside resources within a loop', `
Resources:
  Fn::ForEach::Teams:
    - Team
    - [Web, App]
    - \${Team}Key: {Type: AWS::KMS::Key}
      Fn::ForEach::Stages:
        - Stage
        - [Dev, Prod]
        - \${Team}\${Stage}: {Type: AWS::S3::Bucket, DependsOn: '\${Team}Key'}
`, `
Resources:
  WebKey: {Type: AWS::KMS::Key}
  WebDev: {Type: AWS::S3::Bucket, DependsOn: WebKey}
  WebProd: {Type: AWS::S3::Bucket, DependsOn: WebKey}
  AppKey: {Type: AWS::KMS::Key}
  AppDev: {Type: AWS::S3::Bucket, DependsOn: AppKey}
  AppProd: {Type: AWS::S3::Bucket, DependsOn: AppKey}
`],
    ['a collection that depends on the loop around it', `
Mappings: {Teams: {Web: {Stages: [Dev]}, App: {Stages: [Dev, Prod]}}}
Resources:
  Fn::ForEach::Teams:
    - Team
    - [Web, App]
    - Fn::ForEach::Stages:
        - Stage
        - !FindInMap [Teams, !Ref Team, Stages]
        - \${Team}\${Stage}: {Type: AWS::S3::Bucket}
`, `
Resources:
  WebDev: {Type: AWS::S3::Bucket}
  AppDev: {Type: AWS::S3::Bucket}
  AppProd: {Type: AWS::S3::Bucket}
`],
    ['properties', `
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        Fn::ForEach::Blocks:
          - What
          - [PublicAcls, PublicPolicy]
          - Block\${What}: true
`, `
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true}}}
`],
    ['properties within a loop, which a map has or has not', `
Mappings:
  BucketA: {Properties: {BucketName: a, AccessControl: Private}}
  BucketB: {Properties: {BucketName: b}}
Resources:
  Fn::ForEach::Buckets:
    - Id
    - [BucketA, BucketB]
    - \${Id}:
        Type: AWS::S3::Bucket
        Properties:
          Fn::ForEach::Properties:
            - Property
            - [BucketName, AccessControl]
            - \${Property}: !FindInMap [!Ref Id, Properties, !Ref Property, {DefaultValue: !Ref AWS::NoValue}]
`, `
Resources:
  BucketA:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !FindInMap [BucketA, Properties, BucketName, {DefaultValue: !Ref AWS::NoValue}]
      AccessControl: !FindInMap [BucketA, Properties, AccessControl, {DefaultValue: !Ref AWS::NoValue}]
  BucketB:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !FindInMap [BucketB, Properties, BucketName, {DefaultValue: !Ref AWS::NoValue}]
      AccessControl: !FindInMap [BucketB, Properties, AccessControl, {DefaultValue: !Ref AWS::NoValue}]
`],
    ['members that are not alphanumeric', `
Resources:
  Fn::ForEach::Networks:
    - Address
    - [10.0.0.0/16, 192.168.1.0/24]
    - Bucket&{Address}: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: from, Value: !Ref Address}, {Key: id, Value: '&{Address}'}]}}
`, `
Resources:
  Bucket1000016: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: from, Value: 10.0.0.0/16}, {Key: id, Value: '1000016'}]}}
  Bucket1921681024: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: from, Value: 192.168.1.0/24}, {Key: id, Value: '1921681024'}]}}
`],
    ['outputs, in loops within each other', `
Resources: {BucketA: {Type: AWS::S3::Bucket}, BucketB: {Type: AWS::S3::Bucket}}
Outputs:
  Fn::ForEach::Ids:
    - Id
    - [A, B]
    - Fn::ForEach::Properties:
        - Property
        - [Arn, DomainName]
        - Bucket\${Id}\${Property}: {Value: !GetAtt [!Sub 'Bucket\${Id}', !Ref Property]}
`, `
Resources: {BucketA: {Type: AWS::S3::Bucket}, BucketB: {Type: AWS::S3::Bucket}}
Outputs:
  BucketAArn: {Value: !GetAtt [BucketA, Arn]}
  BucketADomainName: {Value: !GetAtt [BucketA, DomainName]}
  BucketBArn: {Value: !GetAtt [BucketB, Arn]}
  BucketBDomainName: {Value: !GetAtt [BucketB, DomainName]}
`],
    ['conditions', `
Parameters: {MakeLogs: {Type: String}, MakeData: {Type: String}}
Conditions:
  Fn::ForEach::Made:
    - Name
    - [Logs, Data]
    - Has\${Name}: !Equals [!Ref {'Fn::Sub': 'Make\${Name}'}, 'true']
Resources: {Logs: {Type: AWS::S3::Bucket, Condition: HasLogs}}
`, `
Conditions: {HasLogs: !Equals [!Ref MakeLogs, 'true'], HasData: !Equals [!Ref MakeData, 'true']}
Resources: {Logs: {Type: AWS::S3::Bucket, Condition: HasLogs}}
`],
    ['an empty collection, and members that are numbers', `
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Fn::ForEach::None: [Name, [], {'\${Name}': {Type: AWS::S3::Bucket}}]
  Fn::ForEach::Numbered: [Number, [1, 2], {'Bucket\${Number}': {Type: AWS::S3::Bucket}}]
`, `
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Bucket1: {Type: AWS::S3::Bucket}
  Bucket2: {Type: AWS::S3::Bucket}
`],
    ['what only looks like the identifier', `
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [Logs]
    - Bucket\${Name}:
        Type: AWS::S3::Bucket
        Properties: {BucketName: !Sub ['\${!Name}-\${ Name}-\${Names}-\${name}-\${Other}-\${-}-\${', {Names: x, Other: !Ref Names}]}
`, `
Resources:
  BucketLogs:
    Type: AWS::S3::Bucket
    Properties: {BucketName: !Sub ['\${!Name}-\${ Name}-\${Names}-\${name}-\${Other}-\${-}-\${', {Names: x, Other: !Ref Names}]}
`],
  ])('%s', (_, loop, writtenOut) => {
    expect(processed(loop)).toEqual(processed(writtenOut));
    expect(Object.keys(processed(loop).Resources as object)).toEqual(Object.keys(processed(writtenOut).Resources as object));
  });
});

test('a condition may be named by a function, which may take it away', () => {
  const template = templateOf(`
Mappings: {Only: {Condition: {B: IsLarge}}}
Conditions: {IsLarge: !Equals [!Ref AWS::Region, us-east-1]}
Resources:
  Fn::ForEach::Buckets:
    - Id
    - [A, B]
    - Bucket\${Id}: {Type: AWS::S3::Bucket, Condition: !FindInMap [Only, Condition, !Ref Id, {DefaultValue: !Ref AWS::NoValue}]}
`);
  expect([...template.resources].map(({ logicalId, condition }) => [logicalId, condition])).toEqual([['BucketA', undefined], ['BucketB', 'IsLarge']]);
});

test('the other functions that the transform adds', () => {
  const template = templateOf(`
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a,b,c'}, Stage: {Type: String, AllowedValues: [dev, prod]}}
Mappings: {Stages: {prod: {Policy: Retain, Count: 2}}}
Conditions: {IsProd: !Equals [!Ref Stage, prod], HasTwo: !Equals [!Length [x, y], 2]}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Condition: HasTwo
    DeletionPolicy: !If [HasTwo, Retain, Delete]
    UpdateReplacePolicy: !FindInMap [Stages, !Join ['', [pr, od]], Policy]
    Properties:
      Length: !Length [a, !Ref AWS::Region]
      Text: !ToJsonString {Region: !Ref AWS::Region, List: [1, true], Bucket: !Ref Stage}
      Default: !FindInMap [Stages, dev, Policy, {DefaultValue: !Sub '\${AWS::Region}-default'}]
      Either: !FindInMap [Stages, !Ref Stage, Policy, {DefaultValue: Delete}]
`);
  const bucket = template.resource('Bucket')!;
  expect([bucket.deletionPolicy, bucket.updateReplacePolicy]).toEqual(['Retain', 'Retain']);
  expect(shown(bucket.read())).toEqual({
    Length: 2,
    Text: '{"Region":"eu-west-1","List":[1,true],"Bucket":{Fn::ToJsonString(T/parameter Stage)}}',
    Default: 'eu-west-1-default',
    Either: { oneOf: ['Retain', 'Delete'] },
  });
});

test('names may be made by functions', () => {
  const template = templateOf(`
Parameters: {Which: {Type: String, AllowedValues: [Logs]}, What: {Type: String, AllowedValues: [Arn]}}
Resources:
  BucketLogs: {Type: AWS::S3::Bucket}
  Policy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref {'Fn::Join': ['', [Bucket, Logs]]}, Arn: !GetAtt [!Sub 'Bucket\${Which}', !Ref What]}}
`);
  const { arn } = template.resource('BucketLogs')!.identity;
  expect(shown(template.resource('Policy')!.read('Bucket'))).toBe('{T/BucketLogs}');
  expect([shown(arn), shown(template.resource('Policy')!.read('Arn'))]).toEqual(['arn:aws:s3:::{T/BucketLogs}', 'arn:aws:s3:::{T/BucketLogs}']);
});

test('without the transform, nothing is written out', () => {
  const { resources, unseen } = App.ofOne('T', { Resources: { 'Fn::ForEach::X': ['N', ['A'], { 'B${N}': { Type: 'AWS::S3::Bucket' } }] } });
  expect([...resources]).toEqual([]);
  expect(unseen).toMatchObject([{ logicalId: 'Fn::ForEach::X', isRefused: true }]);
});

test('what a template has without loops is what it had before', () => {
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'a', Value: { 'Fn::Sub': 'b' } }] } };
  const { sections } = App.ofOne('T', { Transform: ['AWS::LanguageExtensions'], Resources: { Bucket } });
  expect(sections.resources.Bucket).toBe(Bucket);
});

test.each<[string, string, unknown]>([
  ['text', '!Sub \'a-${Name}\'', 'a-x'],
  ['text and a map', '!Sub [\'a-${Name}\', {}]', 'a-x'],
  ['a list of a text', '!Sub [\'a-${Name}\']', { 'Fn::Sub': ['a-x'] }],
  ['a list of three', '!Sub [\'a-${Name}\', {}, 1]', { 'Fn::Sub': ['a-x', {}, 1] }],
  ['text in which something is left to be replaced', '!Sub \'a-${Name}-${AWS::Region}\'', { 'Fn::Sub': 'a-x-${AWS::Region}' }],
  ['a map of two functions', '{\'Fn::Sub\': \'a-${Name}\', \'Fn::Other\': 1}', { 'Fn::Sub': 'a-x', 'Fn::Other': 1 }],
])('Fn::Sub of %s is the text, where nothing of it is left to be replaced', (_, sub, expected) => {
  const { sections } = templateOf(`
Resources:
  Fn::ForEach::Buckets: [Name, [x], {'Bucket\${Name}': {Type: AWS::S3::Bucket, Properties: {BucketName: ${sub}}}}]
`);
  expect(sections.resources).toMatchObject({ Bucketx: { Properties: { BucketName: expected } } });
});
