import { App } from '../../../src/template';
import { OTHER_POLICY_TEMPLATES, POLICY_TEMPLATES } from '../../../src/template/serverless/policy-templates';
import { parseTemplate } from '../../../src/template-parser';
import { IRELAND, shown } from '../shown';

function templateOf(yaml: string) {
  return App.ofOne('T', parseTemplate(`Transform: AWS::Serverless-2016-10-31\n${yaml}`, 't.yaml'), IRELAND);
}

/** A function with some properties, and the role that it gets. */
function roleOf(properties: string, rest = '') {
  const template = templateOf(`${rest}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Key: {Type: AWS::KMS::Key}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ./code
${properties.replace(/^/gm, '      ')}
`);
  const role = template.resource('FunctionRole');
  return {
    template,
    role,
    managed: shown(role?.read('ManagedPolicyArns')),
    documents: (shown(role?.read('Policies')) as { PolicyDocument: { Statement: unknown } }[] | undefined)?.map(({ PolicyDocument }) => PolicyDocument?.Statement),
    unseen: template.unseen.map(({ logicalId, property, text }) => `${logicalId} ${property}: ${text}`),
  };
}

const AWS_POLICY = 'arn:aws:iam::aws:policy/';
const BASIC = `${AWS_POLICY}service-role/AWSLambdaBasicExecutionRole`;

describe('functions', () => {
  test('a function has a role that Lambda assumes and that writes logs', () => {
    const { template, role, managed, documents } = roleOf('Runtime: python3.13');
    expect(template.resource('Function')).toMatchObject({ type: 'AWS::Lambda::Function' });
    expect(shown(template.resource('Function')!.read('Role'))).toEqual(shown(role!.identity.arn));
    expect(shown(role!.read('AssumeRolePolicyDocument', 'Statement'))).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['lambda.amazonaws.com'] } },
    ]);
    expect([managed, documents]).toEqual([[BASIC], undefined]);
  });

  test.each<[string, string, string[]]>([
    ['names of managed policies', 'Policies: AmazonS3ReadOnlyAccess', [BASIC, `${AWS_POLICY}AmazonS3ReadOnlyAccess`]],
    ['ARNs, and names twice', 'Policies: [arn:aws:iam::aws:policy/job-function/ViewOnlyAccess, AWSLambdaBasicExecutionRole]', [BASIC, `${AWS_POLICY}job-function/ViewOnlyAccess`]],
    ['what the configuration asks for', 'VpcConfig: {SubnetIds: [a]}\nTracing: Active\nDurableConfig: {ExecutionTimeout: 1}', [
      `${AWS_POLICY}service-role/AWSLambdaBasicDurableExecutionRolePolicy`, `${AWS_POLICY}AWSXrayWriteOnlyAccess`, `${AWS_POLICY}service-role/AWSLambdaVPCAccessExecutionRole`,
    ]],
    ['what is not asked for', 'Tracing: PassThrough\nEvents: {A: {Type: SNS, Properties: {Topic: x}}, B: {Type: SNS, Properties: {Topic: x, SqsSubscription: false}}, C: {Type: Api, Properties: {}}}',
      [BASIC, `${AWS_POLICY}AWSXrayWriteOnlyAccess`]],
    ['a queue between a topic and the function', 'Events: {A: {Type: SNS, Properties: {Topic: x, SqsSubscription: {BatchSize: 5}}}, B: {Type: SQS, Properties: {SqsSubscription: true}}}',
      [BASIC, `${AWS_POLICY}service-role/AWSLambdaSQSQueueExecutionRole`]],
    ['streams', 'Events: {A: {Type: DynamoDB, Properties: {Stream: x}}, B: {Type: MSK, Properties: {Stream: x}}, C: {Type: DynamoDB}, D: {Type: toString, Properties: {}}}',
      [BASIC, `${AWS_POLICY}service-role/AWSLambdaDynamoDBExecutionRole`, `${AWS_POLICY}service-role/AWSLambdaMSKExecutionRole`]],
    ['what events ask for', `Tracing: Disabled
Events:
  Queue: {Type: SQS, Properties: {Queue: x}}
  Stream: {Type: Kinesis, Properties: {Stream: x}}
  Topic: {Type: SNS, Properties: {Topic: x, SqsSubscription: true}}
  Broken: 1`, [BASIC, `${AWS_POLICY}service-role/AWSLambdaSQSQueueExecutionRole`, `${AWS_POLICY}service-role/AWSLambdaKinesisExecutionRole`]],
  ])('managed policies: %s', (_, properties, managed) => {
    expect(roleOf(properties)).toMatchObject({ managed, unseen: [] });
  });

  const bucket = 'arn:aws:s3:::{T/Bucket}';
  const key = 'arn:aws:kms:eu-west-1:111111111111:key/{T/Key}';
  const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

  /** As AWS documents them, written apart from the data. */
  test.each<[string, unknown[]]>([
    ['S3ReadPolicy: {BucketName: !Ref Bucket}', [
      allow(['s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObjectVersion', 's3:GetLifecycleConfiguration'], [bucket, `${bucket}/*`]),
    ]],
    ['S3WritePolicy: {BucketName: !Ref Bucket}', [allow(['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'], [bucket, `${bucket}/*`])]],
    ['S3CrudPolicy: {BucketName: !Ref Bucket}', [allow([
      's3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectAcl', 's3:GetLifecycleConfiguration',
      's3:PutLifecycleConfiguration', 's3:DeleteObject',
    ], [bucket, `${bucket}/*`])]],
    ['S3FullAccessPolicy: {BucketName: !Ref Bucket}', [
      allow([
        's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject', 's3:DeleteObjectTagging',
        's3:DeleteObjectVersionTagging', 's3:GetObjectTagging', 's3:GetObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging',
      ], [`${bucket}/*`]),
      allow(['s3:ListBucket', 's3:GetBucketLocation', 's3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration'], [bucket]),
    ]],
    ['KMSDecryptPolicy: {KeyId: !Ref Key}', [allow(['kms:Decrypt'], [key])]],
    ['KMSEncryptPolicy: {KeyId: !Ref Key}', [allow(['kms:Encrypt'], [key])]],
    ['KMSEncryptPolicy_v2: {KeyId: !Ref Key}', [allow([
      'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext',
    ], [key])]],
  ])('policy template %s', (entry, statements) => {
    expect(roleOf(`Policies: [{${entry}}, DynamoDBReadPolicy: {TableName: x}]`)).toMatchObject({ managed: [BASIC], documents: [statements], unseen: [] });
  });

  test('inline policies, and policies that hang on a condition', () => {
    const { documents, managed } = roleOf(`Policies:
  - Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]
  - !If [IsProd, {S3WritePolicy: {BucketName: a}}, !Ref AWS::NoValue]
  - !If [IsProd, AmazonS3FullAccess, AmazonS3ReadOnlyAccess]
  - !Ref Managed`, 'Parameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}');
    expect(documents).toEqual([[{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], undefined]);
    expect(managed).toEqual([
      BASIC,
      { oneOf: [`${AWS_POLICY}AmazonS3FullAccess`, `${AWS_POLICY}AmazonS3ReadOnlyAccess`] },
      { unknown: 'the template has no parameter or resource Managed' },
    ]);
  });

  test('destinations of failures and of asynchronous invocations', () => {
    const destination = [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucket}/*` },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
    ];
    expect(roleOf(`Events:
  Stream: {Type: Kinesis, Properties: {Stream: x, DestinationConfig: {OnFailure: {Type: S3, Destination: !GetAtt Bucket.Arn}}}}
  Broker: {Type: MQ, Properties: {Broker: x, SecretsManagerKmsKeyId: abc}}
EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: S3Bucket, Destination: !GetAtt Bucket.Arn}, OnFailure: {Type: SQS}}}`)).toMatchObject({
      documents: [destination, destination, [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111111111111:key/abc' }]],
    });
  });

  test('what is no policy is not known', () => {
    const { documents, unseen } = roleOf('Policies: [{NewPolicy: {}}, {S3ReadPolicy: {}, SQSPollerPolicy: {}}, 1, {S3ReadPolicy: {}}]');
    expect(documents).toEqual([undefined, undefined, undefined, expect.anything()]);
    expect(unseen).toEqual([
      'Function Properties.Policies: What the role of Function is allowed is not seen: the policy template NewPolicy is not known; the policy template '
      + 'S3ReadPolicy is not known; it has a number among its Policies.',
    ]);
  });

  test('a function that is given a role makes none', () => {
    const { template, role } = roleOf('Role: arn:aws:iam::111111111111:role/given\nPolicies: [AmazonS3FullAccess]');
    expect(role).toBeUndefined();
    expect(template.resource('Function')!.read('Role')).toBe('arn:aws:iam::111111111111:role/given');
  });

  test.each<[string, string | undefined, string | undefined, string]>([
    ['!If [Given, !Ref AWS::NoValue, arn:aws:iam::1:role/x]', undefined, 'Given', 'no'],
    ['!If [Given, arn:aws:iam::1:role/x, !Ref AWS::NoValue]', undefined, 'NOTGiven', 'yes'],
    ['!If [Given, arn:aws:iam::1:role/x, !Ref AWS::NoValue]', 'Always', 'NOTGivenANDAlways', 'yes'],
    ['!If [Given, !Ref AWS::NoValue, !Ref AWS::NoValue]', 'Always', 'Always', 'yes'],
  ])('a role that hangs on a condition: %s, of a function under %s', (given, ofFunction, condition, exists) => {
    const template = templateOf(`
Conditions: {Given: !Equals [a, b], Always: !Equals [a, a]}
Resources:
  Function: {Type: AWS::Serverless::Function, ${ofFunction === undefined ? '' : `Condition: ${ofFunction}, `}Properties: {Role: ${given}}}
`);
    expect(template.resource('FunctionRole')).toMatchObject({ condition, exists });
  });

  test('Globals, boundaries and paths', () => {
    const { role, template } = roleOf('Tags: {a: c}\nEnvironment: {Variables: {B: 2}}\nLayers: [two]', `Globals:
  Function:
    PermissionsBoundary: arn:aws:iam::1:policy/boundary
    RolePath: /app/
    KmsKeyArn: !GetAtt Key.Arn
    Tags: {a: b, d: e}
    Environment: {Variables: {A: 1}}
    Layers: [one]
    AssumeRolePolicyDocument: {Statement: []}
  Other: {Tags: {x: y}}`);
    expect(shown(role!.read())).toMatchObject({ PermissionsBoundary: 'arn:aws:iam::1:policy/boundary', Path: '/app/', AssumeRolePolicyDocument: { Statement: [] } });
    expect(shown(template.resource('Function')!.read())).toMatchObject({
      KmsKeyArn: 'arn:aws:kms:eu-west-1:111111111111:key/{T/Key}', Tags: { a: 'c', d: 'e' }, Environment: { Variables: { A: 1, B: 2 } }, Layers: ['one', 'two'],
    });
  });

  test('events of buckets are notifications of theirs', () => {
    const template = templateOf(`
Conditions: {IsProd: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Event: x, Function: y}]}}}
  Plain: {Type: AWS::S3::Bucket}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Put: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'], Filter: {S3Key: {Rules: []}}}}
        Elsewhere: {Type: S3, Properties: {Bucket: name, Events: x}}
        Missing: {Type: S3, Properties: {Bucket: !Ref Nothing, Events: x}}
  Other:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties: {Events: {Put: {Type: S3, Properties: {Bucket: !Ref Plain, Events: 's3:ObjectCreated:*'}}}}
`);
    const at = (id: string) => shown(template.resource(id)!.read('NotificationConfiguration', 'LambdaConfigurations'));
    const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:{T/Function}';
    expect(at('Bucket')).toEqual([
      { Event: 'x', Function: 'y' },
      { Event: 's3:ObjectCreated:*', Function: arn, Filter: { S3Key: { Rules: [] } } },
      { Event: 's3:ObjectRemoved:*', Function: arn, Filter: { S3Key: { Rules: [] } } },
    ]);
    expect(at('Plain')).toEqual([{ Event: 's3:ObjectCreated:*', Function: 'arn:aws:lambda:eu-west-1:111111111111:function:{T/Other}' }]);
  });
});

test('state machines and tables', () => {
  const template = templateOf(`
Resources:
  Key: {Type: AWS::KMS::Key}
  Machine: {Type: AWS::Serverless::StateMachine, Properties: {Policies: [{S3ReadPolicy: {BucketName: b}}], Tracing: {Enabled: true}}}
  Table: {Type: AWS::Serverless::SimpleTable, Properties: {SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref Key}}}
`);
  expect([...template.resources].map(({ logicalId, type }) => `${logicalId} ${type}`)).toEqual([
    'Key AWS::KMS::Key', 'Machine AWS::StepFunctions::StateMachine', 'Table AWS::DynamoDB::Table', 'MachineRole AWS::IAM::Role',
  ]);
  const role = template.resource('MachineRole')!;
  expect(shown(role.read('AssumeRolePolicyDocument', 'Statement', 0, 'Principal'))).toEqual({ Service: ['states.amazonaws.com'] });
  expect(shown(role.read('ManagedPolicyArns'))).toEqual([`${AWS_POLICY}AWSXrayWriteOnlyAccess`]);
  expect(template.resource('Table')!.read('SSESpecification', 'SSEType')).toBe('KMS');
  expect(role.place).toEqual(['Resources', 'Machine', 'Properties', 'Policies']);
});

test.each(['', ', Tracing: {Enabled: false}', ', Tracing: {Enabled: "true"}', ', Tracing: true', ', Tracing: {}'])('a state machine that is not traced: %j', (tracing) => {
  const template = templateOf(`Resources: {Machine: {Type: AWS::Serverless::StateMachine, Properties: {Policies: []${tracing}}}}`);
  expect(template.resource('MachineRole')!.read('ManagedPolicyArns')).toEqual([]);
});

describe('connectors', () => {
  const resources = `
  Bucket: {Type: AWS::S3::Bucket}
  Queue: {Type: AWS::SQS::Queue}
  Given: {Type: AWS::IAM::Role}
  Plain: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Given.Arn}}
  Outside: {Type: AWS::Lambda::Function, Properties: {Role: 'arn:aws:iam::1:role/x'}}`;
  const policies = (yaml: string) => {
    const template = templateOf(`Resources:${resources}\n${yaml.replace(/^/gm, '  ')}`);
    return {
      policies: template.ofType('AWS::IAM::ManagedPolicy').map((policy) => [
        policy.logicalId,
        shown(policy.read('Roles')),
        (policy.read('PolicyDocument', 'Statement', 0, 'Action') as string[]).filter((action) => ['s3:GetObject', 's3:PutObject'].includes(action)),
        shown(policy.read('PolicyDocument', 'Statement', 0, 'Resource')),
      ]),
      unseen: template.unseen.map(({ text }) => text),
    };
  };
  const arns = ['arn:aws:s3:::{T/Bucket}', 'arn:aws:s3:::{T/Bucket}/*'];

  test.each<[string, string, unknown[]]>([
    ['a resource', 'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: {Id: Bucket}, Permissions: [Read, Write]}}',
      [['CPolicy', ['{T/Given}'], ['s3:GetObject', 's3:PutObject'], arns]]],
    ['within a function, to several', `F:
  Type: AWS::Serverless::Function
  Connectors:
    C: {Properties: {Destination: [{Id: Queue}, {Id: Bucket}], Permissions: [Write]}}`, [['FCPolicyDestination1', ['{T/FRole}'], ['s3:PutObject'], arns]]],
    ['to a bucket that is not in the template, from a role', `C:
  Type: AWS::Serverless::Connector
  Properties: {Source: {Type: AWS::Lambda::Function, RoleName: r}, Destination: {Type: AWS::S3::Bucket, Arn: 'arn:aws:s3:::b'}, Permissions: [Read]}`,
    [['CPolicy', ['r'], ['s3:GetObject'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']]]],
    ['between types as SAM calls them', `C:
  Type: AWS::Serverless::Connector
  Properties: {Source: {Type: AWS::Serverless::Function, RoleName: r}, Destination: {Type: AWS::S3::Bucket, Arn: 'arn:aws:s3:::b'}, Permissions: [Read, New, 1]}`,
    [['CPolicy', ['r'], ['s3:GetObject'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/*']]]],
    ['from a state machine', `M: {Type: AWS::Serverless::StateMachine, Properties: {}}
S: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Given.Arn}}
C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: M}, Destination: {Id: Bucket}, Permissions: [Write]}}
D: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: S}, Destination: {Id: Bucket}, Permissions: [Read]}}`,
    [['CPolicy', ['{T/MRole}'], ['s3:PutObject'], arns], ['DPolicy', ['{T/Given}'], ['s3:GetObject'], arns]]],
    ['to nothing', 'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: [Bucket, {Id: Nowhere}, null], Permissions: [Read]}}', []],
    ['to another kind of thing that has an ARN', 'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: {Type: AWS::SQS::Queue, Arn: arn:aws:sqs:eu-west-1:111111111111:q}, Permissions: [Write]}}', []],
    ['to other resources', 'C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: {Id: Queue}, Permissions: [Write]}}', []],
  ])('%s', (_, yaml, expected) => {
    expect(policies(yaml)).toEqual({ policies: expected, unseen: [] });
  });

  test.each<[string, string]>([
    ['without properties', '{Type: AWS::Serverless::Connector}'],
    ['from a function whose role is elsewhere', '{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Outside}, Destination: {Id: Bucket}, Permissions: [Read]}}'],
    ['without a source', '{Type: AWS::Serverless::Connector, Properties: {Destination: {Id: Bucket}, Permissions: [Read]}}'],
    ['from a list', '{Type: AWS::Serverless::Connector, Properties: {Source: [{Id: Plain}], Destination: {Id: Bucket}, Permissions: [Read]}}'],
    ['from a source without a role', '{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Queue}, Destination: {Id: Bucket}, Permissions: [Read]}}'],
    ['without permissions', '{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: {Id: Bucket}}}'],
    ['with permissions that are not known', '{Type: AWS::Serverless::Connector, Properties: {Source: {Id: Plain}, Destination: {Id: Bucket}, Permissions: [New]}}'],
  ])('not known: %s', (_, connector) => {
    expect(policies(`C: ${connector}`)).toEqual({
      policies: [], unseen: ['What the connector C allows is not seen: it is not known which role uses the bucket, or how.'],
    });
  });
});

test('a connector is under its condition, and one in a function under that of the function', () => {
  const conditionsOf = (connector: string, ofFunction = '') => templateOf(`
Parameters: {P: {Type: String}}
Conditions: {C: !Equals [!Ref P, a], D: !Equals [!Ref P, b]}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  F:
    Type: AWS::Serverless::Function
${ofFunction.replace(/^/gm, '    ')}
${connector.replace(/^/gm, '  ')}`).ofType('AWS::IAM::ManagedPolicy').map(({ condition }) => condition);
  const alone = (more: string) => conditionsOf(`K: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: Bucket}, Permissions: [Read]}${more}}`);
  expect([alone(''), alone(', Condition: C')]).toEqual([[undefined], ['C']]);
  const within = (more: string) => conditionsOf('', `Condition: C\nConnectors: {K: {Properties: {Destination: {Id: Bucket}, Permissions: [Read]}${more}}}`);
  expect([within(''), within(', Condition: D')]).toEqual([['C'], ['D']]);
});

test('policy templates have the names that AWS SAM gives them', () => {
  const names = [...OTHER_POLICY_TEMPLATES, ...POLICY_TEMPLATES.keys()];
  expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]{5,}Policy(_v2)?$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('what is not modelled is not seen, and what creates nothing of consequence is not mentioned', () => {
  const template = templateOf(`
Resources:
  Api: {Type: AWS::Serverless::HttpApi}
  Layer: {Type: AWS::Serverless::LayerVersion}
  New: {Type: AWS::Serverless::BrandNew}
  FunctionRole: {Type: AWS::IAM::Role}
  Function: {Type: AWS::Serverless::Function}
`);
  expect(template.unseen).toMatchObject([{
    logicalId: 'New', isRefused: false, text: 'What AWS::Serverless::BrandNew creates is not seen: AWS SAM makes its resources at deployment.',
  }]);
  expect(template.ofType('AWS::IAM::Role')).toHaveLength(1);
});

test('without the transform, CloudFormation knows none of it', () => {
  const { unseen, resources } = App.ofOne('T', { Resources: { Function: { Type: 'AWS::Serverless::Function' } } });
  expect([...resources].map(({ type }) => type)).toEqual(['AWS::Serverless::Function']);
  expect(unseen).toMatchObject([{ logicalId: 'Function', property: 'Type', isRefused: true }]);
});

test('loops make functions, which have roles', () => {
  const template = App.ofOne('T', parseTemplate(`
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Functions:
    - Name
    - [Read, Write]
    - \${Name}Function: {Type: AWS::Serverless::Function, Properties: {Policies: [{'S3\${Name}Policy': {BucketName: b}}]}}
`, 't.yaml'), IRELAND);
  expect(template.ofType('AWS::IAM::Role').map(({ logicalId, place }) => [logicalId, place])).toEqual(['Read', 'Write'].map((name) => [
    `${name}FunctionRole`, ['Resources', 'Fn::ForEach::Functions', 2, '${Name}Function', 'Properties', 'Policies'],
  ]));
  expect(shown(template.resource('WriteFunctionRole')!.read('Policies', 0, 'PolicyDocument', 'Statement', 0, 'Action', 0))).toBe('s3:PutObject');
});

test('hostile templates end', () => {
  for (const Resources of [[], null, { A: null, B: { Type: 'AWS::Serverless::Function', Properties: [] }, C: { Type: 'AWS::Serverless::Function', Connectors: [] } }]) {
    for (const Globals of [null, [], { Function: 1 }, { Function: { Policies: 'x', Events: { E: null } } }]) {
      const template = App.ofOne('T', { Transform: 'AWS::Serverless-2016-10-31', Globals, Resources });
      expect([...template.resources].map((resource) => resource.read())).toBeDefined();
    }
  }
});
