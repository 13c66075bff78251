import {
  App, aws_cloudtrail as cloudtrail, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
  CfnDeletionPolicy, CfnResource, custom_resources as cr, DefaultStackSynthesizer, type IPropertyInjector, NestedStack, PropertyInjectors,
  RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import * as internals from '../../src/cdk';
import { aStack, resourcesOf, theResource } from '../support/stacks';

/** The template before concrete values take the place of references. */
function resolved(stack: Stack, value: unknown): unknown {
  return stack.resolve(value);
}

const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('resources of L2s, and L2s of resources', () => {
  test('the default child of a bucket and of its subclasses is its resource', () => {
    const bucket = new class extends s3.Bucket {}(aStack(), 'Bucket');
    expect(s3.CfnBucket.isCfnBucket(internals.resourceOf(bucket))).toBe(true);
    expect(internals.bucketResource(bucket)).toBe(internals.resourceOf(bucket));
    expect(internals.constructAround(internals.resourceOf(bucket))).toBe(bucket);
    expect(internals.owningBucket(internals.resourceOf(bucket))).toBe(bucket);
  });

  test('isCfnBucket() is true of a generic resource, which lacks the attributes', () => {
    const generic = new CfnResource(aStack(), 'Bucket', { type: 'AWS::S3::Bucket' });
    expect(s3.CfnBucket.isCfnBucket(generic)).toBe(true);
    expect(internals.isBucket(generic)).toBe(false);
    expect(internals.isBucket(new s3.CfnBucket(aStack(), 'Bucket'))).toBe(true);
  });

  test('Bucket.fromCfnBucket() makes one L2 below the resource, and refers to it', () => {
    const resource = new s3.CfnBucket(aStack(), 'Bucket');
    expect(internals.owningBucket(resource)).toBeUndefined();
    const wrapper = s3.Bucket.fromCfnBucket(resource);
    expect(internals.owningBucket(resource)).toBe(wrapper);
    expect(internals.bucketResource(wrapper)).toBe(resource);
    expect(s3.Bucket.fromCfnBucket(resource)).toBe(wrapper);
  });

  test('an imported bucket has no resource', () => {
    expect(internals.bucketResource(s3.Bucket.fromBucketName(aStack(), 'Bucket', 'my-bucket'))).toBeUndefined();
  });

  test('the default child of a key is its resource; an imported key has none', () => {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    const resource = internals.keyResource(key)!;
    expect(resource).toBeInstanceOf(kms.CfnKey);
    expect(internals.owningKey(resource)).toBe(key);
    expect(internals.owningKey(new kms.CfnKey(stack, 'L1'))).toBeUndefined();
    expect(internals.keyResource(kms.Key.fromKeyArn(stack, 'Imported', KEY_ARN))).toBeUndefined();
  });

  test('the default child of a bucket policy is its resource', () => {
    const bucket = new s3.Bucket(aStack(), 'Bucket', { enforceSSL: true });
    expect(internals.policyResource(bucket.policy!)).toBeInstanceOf(s3.CfnBucketPolicy);
    bucket.policy!.node.tryRemoveChild('Resource');
    expect(internals.policyResource(bucket.policy!)).toBeUndefined();
  });

  test('the default child of a role, a topic, a log group, a trail and an alias is its resource; imported ones have none', () => {
    const stack = aStack();
    const resource = new CfnResource(stack, 'L1', { type: 'AWS::CloudTrail::Trail' });
    const [topic, logGroup] = [new sns.Topic(stack, 'Topic'), new logs.LogGroup(stack, 'LogGroup')];
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const made = [resource, role, topic, logGroup, new cloudtrail.Trail(stack, 'Trail'), new kms.Key(stack, 'Key').addAlias('mine')];
    expect(made.map((construct) => internals.mainResource(construct)?.cfnResourceType)).toEqual([
      'AWS::CloudTrail::Trail', 'AWS::IAM::Role', 'AWS::SNS::Topic', 'AWS::Logs::LogGroup', 'AWS::CloudTrail::Trail', 'AWS::KMS::Alias',
    ]);
    const imported = [
      iam.Role.fromRoleArn(stack, 'ImportedRole', 'arn:aws:iam::111122223333:role/Role'), kms.Key.fromKeyArn(stack, 'ImportedKey', KEY_ARN),
      sns.Topic.fromTopicArn(stack, 'ImportedTopic', 'arn:aws:sns:eu-central-1:111122223333:topic'),
      logs.LogGroup.fromLogGroupName(stack, 'ImportedLogGroup', 'log-group'),
    ];
    expect(imported.map((construct) => internals.mainResource(construct))).toEqual(imported.map(() => undefined));
  });

  test('the policy of a queue or topic is made below it, with the first statement', () => {
    const stack = aStack();
    for (const target of [new sqs.Queue(stack, 'Queue'), new sns.Topic(stack, 'Topic')]) {
      expect(internals.documentOfChildPolicy(target)).toBeUndefined();
      target.addToResourcePolicy(new iam.PolicyStatement({ sid: 'First', principals: [new iam.ServicePrincipal('s3.amazonaws.com')], actions: ['*'], resources: ['*'] }));
      expect(resolved(stack, internals.documentOfChildPolicy(target))).toMatchObject({ Statement: [{ Sid: 'First' }] });
    }
  });

  test('the custom resource of an AwsCustomResource, and the resource of that', () => {
    const stack = aStack();
    const call = new cr.AwsCustomResource(stack, 'Call', {
      resourceType: 'Custom::Call',
      onCreate: { service: 'S3', action: 'listBuckets', physicalResourceId: cr.PhysicalResourceId.of('id') },
      policy: cr.AwsCustomResourcePolicy.fromStatements([]),
    });
    const { customResource, resource } = internals.resourceOfCall(call);
    expect(resource.cfnResourceType).toBe('Custom::Call');
    expect(resolved(stack, customResource.ref)).toEqual({ Ref: resolved(stack, resource.logicalId) });
  });
});

test('changed statements of a document are what it renders', () => {
  const stack = aStack();
  const named = (sid: string) => new iam.PolicyStatement({ sid, actions: ['s3:GetObject'], resources: ['*'] });
  const document = new iam.PolicyDocument({ statements: [named('One'), named('Two')] });
  internals.changeStatements(document, (statement) => (statement.sid === 'One' ? named('Other') : statement));
  expect((resolved(stack, document) as { Statement: { Sid: string }[] }).Statement.map(({ Sid: sid }) => sid)).toEqual(['Other', 'Two']);
});

describe('references', () => {
  test('the attributes of L2s refer to their resources', () => {
    const stack = aStack();
    const [bucket, key] = [new s3.Bucket(stack, 'Bucket'), new kms.Key(stack, 'Key')];
    const targets = [bucket.bucketArn, bucket.bucketName, key.keyArn, key.keyId].map((attribute) => internals.referredConstruct(attribute));
    expect(targets.map((target) => target?.node.path)).toEqual(['Stack/Bucket/Resource', 'Stack/Bucket/Resource', 'Stack/Key/Resource', 'Stack/Key/Resource']);
    expect(internals.referredKey(key.keyArn)).toBe(internals.keyResource(key));
    expect(internals.referredKey(bucket.bucketArn)).toBeUndefined();
  });

  test.each([['a literal', KEY_ARN], ['text around a token', (stack: Stack) => `arn:${stack.partition}:s3:::my-bucket`]])('%s refers to nothing', (_, text) => {
    expect(internals.referredConstruct(typeof text === 'string' ? text : text(aStack()))).toBeUndefined();
  });

  test('a resource is found in text, and a pseudo parameter is none', () => {
    const bucket = new s3.Bucket(aStack(), 'Bucket');
    expect(internals.resourceIn(`arn:${Stack.of(bucket).partition}:s3:::${bucket.bucketName}/*`)).toBe(internals.resourceOf(bucket));
    expect(internals.resourceIn(`arn:${Stack.of(bucket).partition}:s3:::my-bucket`)).toBeUndefined();
  });

  test('until the app is synthesized, references to another stack look like those to resources of the same stack', () => {
    const app = new App();
    const [here, there] = [new Stack(app, 'Here'), new Stack(app, 'There')];
    const key = new kms.Key(there, 'Key');
    const value = resolved(here, key.keyArn);
    expect(internals.isAttribute(value)).toBe(true);
    const bucket = new s3.CfnBucket(here, 'Bucket', { tags: [{ key: 'key', value: key.keyArn }] });
    app.synth();
    expect(internals.isAttribute((resolved(here, bucket.tags.renderTags()) as { Value: unknown }[])[0].Value)).toBe(false);
    expect(internals.isAttribute(KEY_ARN)).toBe(false);
  });
});

describe('what the template will have', () => {
  test('overrides are kept in rawOverrides, by the names of the template, and take precedence', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName: 'by-prop' });
    bucket.addOverride('DeletionPolicy', 'Retain');
    bucket.addPropertyOverride('BucketName', 'by-override');
    bucket.addDeletionOverride('UpdateReplacePolicy');
    expect(internals.overridesOf(bucket)).toEqual({ DeletionPolicy: 'Retain', Properties: { BucketName: 'by-override' }, UpdateReplacePolicy: undefined });
    expect(Object.hasOwn(internals.overridesOf(bucket), 'UpdateReplacePolicy')).toBe(true);
    expect(theResource(stack, 'AWS::S3::Bucket').BucketName).toBe('by-override');
  });

  test('properties are members, by their names in camel case', () => {
    const stack = aStack();
    const resources: [CfnResource, string][] = [
      [new s3.CfnBucket(stack, 'Bucket', { bucketName: 'a-name' }), 'bucketName'], [new sns.CfnTopic(stack, 'Topic', { topicName: 'a-name' }), 'topicName'],
      [new sqs.CfnQueue(stack, 'Queue', { queueName: 'a-name' }), 'queueName'],
      [new iam.CfnRole(stack, 'Role', { roleName: 'a-name', assumeRolePolicyDocument: {} }), 'roleName'],
    ];
    expect(resources.map(([resource, property]) => internals.propertyOf(resource, property))).toEqual(resources.map(() => 'a-name'));
  });

  test('an option is computed when the resource is rendered', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    let policy = CfnDeletionPolicy.DELETE;
    internals.computeOption(bucket, 'deletionPolicy', () => policy);
    expect([internals.isComputed(bucket, 'deletionPolicy'), internals.isComputed(bucket, 'updateReplacePolicy')]).toEqual([true, false]);
    policy = CfnDeletionPolicy.RETAIN;
    expect(Object.values(resourcesOf(stack, 'AWS::S3::Bucket'))).toEqual([expect.objectContaining({ DeletionPolicy: 'Retain' })]);
  });

  test('applyRemovalPolicy() assigns the option, and so takes precedence', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    internals.computeOption(bucket, 'deletionPolicy', () => CfnDeletionPolicy.RETAIN);
    bucket.applyRemovalPolicy(RemovalPolicy.DESTROY);
    expect(Object.values(resourcesOf(stack, 'AWS::S3::Bucket'))).toEqual([expect.objectContaining({ DeletionPolicy: 'Delete' })]);
  });
});

describe('keys of buckets', () => {
  test('a key that is made known to a bucket takes part in its grants', () => {
    const stack = aStack();
    const [bucket, key] = [new s3.Bucket(stack, 'Bucket'), new kms.Key(stack, 'Key')];
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    internals.setEncryptionKey(bucket, key);
    bucket.grantRead(role);
    expect(JSON.stringify(theResource(stack, 'AWS::IAM::Policy'))).toContain('kms:Decrypt');
  });

  test.each([s3.BucketEncryption.KMS, s3.BucketEncryption.DSSE])('the key that a bucket makes for itself can be removed (%s)', (encryption) => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption });
    expect(bucket.encryptionKey).toBeDefined();
    internals.removeOwnKey(bucket);
    internals.resourceOf(bucket).bucketEncryption = undefined;
    expect(bucket.encryptionKey).toBeUndefined();
    expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual({});
  });

  test('an alias passes for a key, and says its name', () => {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    const topic = new sns.Topic(stack, 'Topic', { masterKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/aws/sns') });
    expect(internals.aliasNameOf(topic.masterKey)).toBe('alias/aws/sns');
    expect(internals.aliasNameOf(key.addAlias('mine'))).toBeDefined();
    expect([internals.aliasNameOf(key), internals.aliasNameOf(undefined)]).toEqual([undefined, undefined]);
  });
});

describe('grants of buckets', () => {
  const GRANTS: { [name: string]: (grants: s3.BucketGrants, role: iam.IRole) => iam.Grant } = {
    read: (grants, role) => grants.read(role, 'a/*'),
    write: (grants, role) => grants.write(role, 'a/*'),
    readWrite: (grants, role) => grants.readWrite(role, 'a/*'),
    put: (grants, role) => grants.put(role, 'a/*'),
    putAcl: (grants, role) => grants.putAcl(role, 'a/*'),
    delete: (grants, role) => grants.delete(role, 'a/*'),
    actionsOnObjectKeys: (grants, role) => grants.actionsOnObjectKeys(role, 'a/*', 's3:GetObject'),
    actionsOnBucketAndObjectKeys: (grants, role) => grants.actionsOnBucketAndObjectKeys(role, 'a/*', 's3:GetObject'),
  };

  test.each(Object.entries(GRANTS))('%s goes through one of two methods', (_, grant) => {
    const stack = aStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const patterns: (string | undefined)[] = [];
    const { grants } = new s3.Bucket(stack, 'Bucket');
    internals.overrideGrants(grants, (original) => (grantee, pattern, ...actions) => {
      patterns.push(pattern);
      return original(grantee, pattern, ...actions);
    });
    grant(grants, role);
    expect(patterns).toEqual(['a/*']);
  });

  test('there are no other grants than these, the one for replication and the one for everybody', () => {
    const methods = Object.getOwnPropertyNames(s3.BucketGrants.prototype)
      .filter((name) => !['constructor', 'grant', 'grantActions', 'arnForObjects', 'putActions', 'writeActions'].includes(name));
    expect(methods.sort()).toEqual([...Object.keys(GRANTS), 'publicAccess', 'replicationPermission'].sort());
  });

  test('they name a bucket by the ARN that they are given, and use its policy and key', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    internals.grantsByArn(bucket, 'arn:aws:s3:::another-name').read(role);
    const policy = JSON.stringify(theResource(stack, 'AWS::IAM::Policy'));
    expect(policy).toContain('arn:aws:s3:::another-name/*');
    expect(policy).toContain('kms:Decrypt');
    internals.grantsByArn(bucket, 'arn:aws:s3:::another-name').read(new iam.AccountPrincipal('111122223333'));
    expect(bucket.policy).toBeDefined();
    expect(() => internals.grantsByArn(bucket, bucket.bucketArn).publicAccess()).toThrow('blockPublicPolicy');
  });

  test('a source adds one statement to the policy of the destination of its inventory', () => {
    const stack = aStack();
    const [source, destination] = [new s3.Bucket(stack, 'Source'), new s3.Bucket(stack, 'Destination')];
    const bucket = internals.inventoryDestination(destination, (statement) => { statement.sid = 'Changed'; });
    source.addInventory({ destination: { bucket } });
    const { PolicyDocument: document } = theResource(stack, 'AWS::S3::BucketPolicy') as { PolicyDocument: { Statement: object[] } };
    expect(document.Statement).toEqual([expect.objectContaining({ Sid: 'Changed', Principal: { Service: 's3.amazonaws.com' } })]);
  });
});

describe('grants of keys', () => {
  const USES = ['admin', 'decrypt', 'encrypt', 'encryptDecrypt', 'sign', 'verify', 'signVerify', 'generateMac', 'verifyMac'] as const;

  function watched() {
    const stack = aStack();
    const told: internals.KeyGrant[] = [];
    const key = new class extends kms.Key {
      private ofKey?: kms.KeyGrants;

      override get grants(): kms.KeyGrants {
        if (!this.ofKey) {
          this.ofKey = super.grants;
          internals.watchKeyGrants(this.ofKey, (grant) => { told.push(grant); });
        }
        return this.ofKey;
      }
    }(stack, 'Key');
    return { stack, key, role: new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), told };
  }

  test.each(USES)('%s ends in one method', (use) => {
    const { key, role, told } = watched();
    const grant = key.grants[use](role);
    expect(told).toEqual([{ grantee: role, actions: expect.arrayContaining([expect.stringMatching(/^kms:/)]) as string[], grant, mayBeOfBucket: false }]);
  });

  test.each<[string, (key: kms.Key, role: iam.IRole) => iam.Grant]>([
    ['grantDecrypt', (key, role) => key.grantDecrypt(role)],
    ['grantEncrypt', (key, role) => key.grantEncrypt(role)],
    ['grantEncryptDecrypt', (key, role) => key.grantEncryptDecrypt(role)],
    ['grant', (key, role) => key.grant(role, 'kms:Decrypt')],
    ['grantAdmin', (key, role) => key.grantAdmin(role)],
    ['grantSign', (key, role) => key.grantSign(role)],
    ['grantVerify', (key, role) => key.grantVerify(role)],
    ['grantSignVerify', (key, role) => key.grantSignVerify(role)],
    ['grantGenerateMac', (key, role) => key.grantGenerateMac(role)],
    ['grantVerifyMac', (key, role) => key.grantVerifyMac(role)],
  ])('Key.%s() calls them', (name, grant) => {
    const { key, role, told } = watched();
    grant(key, role);
    expect(told.map(({ mayBeOfBucket }) => mayBeOfBucket)).toEqual([/^grant(?:Admin)?$/.test(name)]);
  });

  test('there are no other grants than these', () => {
    const methods = Object.getOwnPropertyNames(kms.KeyGrants.prototype)
      .filter((name) => !/^(?:constructor|isGrantee|granteeStack)/.test(name));
    expect(methods.sort()).toEqual(['actions', ...USES].sort());
  });

  test.each<[string, (bucket: s3.Bucket, role: iam.IRole) => void]>([
    ['read', (bucket, role) => { bucket.grantRead(role); }],
    ['write', (bucket, role) => { bucket.grantWrite(role); }],
    ['read and write', (bucket, role) => { bucket.grantReadWrite(role); }],
    ['put', (bucket, role) => { bucket.grantPut(role); }],
  ])('s3.Bucket grants actions on its key: %s', (_, grant) => {
    const { stack, key, role, told } = watched();
    grant(new s3.Bucket(stack, 'Bucket', { encryptionKey: key }), role);
    expect(told).toEqual([expect.objectContaining({ grantee: role, mayBeOfBucket: true })]);
  });
});

describe('principals', () => {
  test('those with conditions or session tags keep the one behind them', () => {
    const account = new iam.AccountPrincipal('111122223333');
    expect(internals.wrappedPrincipal(account.withConditions({ Bool: { 'aws:SecureTransport': 'true' } }) as iam.PrincipalWithConditions)).toBe(account);
    expect(internals.wrappedPrincipal(account.withSessionTags() as iam.SessionTagsPrincipal)).toBe(account);
  });

  test('roles, users, groups and policies have policies of their own; other principals have none', () => {
    const stack = aStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const identities = [
      role, role.withoutPolicyUpdates(), iam.Role.fromRoleArn(stack, 'ImportedRole', 'arn:aws:iam::111122223333:role/Role'),
      new iam.LazyRole(stack, 'LazyRole', { assumedBy: new iam.AccountRootPrincipal() }),
      new iam.User(stack, 'User'), iam.User.fromUserName(stack, 'ImportedUser', 'User'), new iam.Group(stack, 'Group'),
      new iam.ManagedPolicy(stack, 'Policy').grantPrincipal, new iam.UnknownPrincipal({ resource: role }),
    ];
    const others = [
      new iam.AccountPrincipal('111122223333'), new iam.AnyPrincipal(), new iam.ArnPrincipal('arn:aws:iam::111122223333:role/Role'), new iam.StarPrincipal(),
      new iam.CanonicalUserPrincipal('id'), new iam.FederatedPrincipal('provider'), new iam.OrganizationPrincipal('o-a1b2c3d4e5'), new iam.ServicePrincipal('s3.amazonaws.com'),
      new iam.CompositePrincipal(new iam.AccountRootPrincipal()),
    ];
    expect(identities.map((principal) => internals.hasOwnPolicies(principal))).toEqual(identities.map(() => true));
    expect(others.map((principal) => internals.hasOwnPolicies(principal))).toEqual(others.map(() => false));
  });

  test('the fragment of a StarPrincipal is rendered as "*", without a kind', () => {
    expect(Object.keys(new iam.StarPrincipal().policyFragment.principalJson)).toEqual([internals.LITERAL_STRING]);
    expect(new iam.PolicyStatement({ principals: [new iam.StarPrincipal()] }).toJSON()).toMatchObject({ Principal: '*' });
  });
});

describe('the role that CloudFormation acts as', () => {
  const role = (stack: Stack) => internals.executionRoleArn(stack);

  test('its ARN has placeholders of the CDK CLI, which are filled in', () => {
    const stack = aStack();
    expect(stack.synthesizer.cloudFormationExecutionRole).toContain('${AWS::Partition}');
    expect(role(stack)).not.toContain('${AWS::');
    expect(JSON.stringify(resolved(stack, role(stack)))).toMatch(/"Ref":"AWS::Partition".*"Ref":"AWS::AccountId".*"Ref":"AWS::Region"/);
  });

  test('placeholders in the ARN that somebody gave are filled in, too', () => {
    const arn = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::Region}';
    const stack = new Stack(new App(), 'Stack', {
      env: { account: '111122223333', region: 'eu-central-1' }, synthesizer: new DefaultStackSynthesizer({ cloudFormationExecutionRole: arn }),
    });
    expect(resolved(stack, role(stack))).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:role/eu-central-1']] });
  });

  test('the synthesizer of a nested stack knows of none', () => {
    expect(role(new NestedStack(aStack(), 'Nested'))).toBeUndefined();
  });
});

test('a resource renders itself, with its overrides', () => {
  const bucket = new s3.CfnBucket(new Stack(), 'Bucket', { bucketName: 'declared' });
  bucket.addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
  expect(internals.renderedProperties(bucket)).toEqual({ BucketName: 'declared', VersioningConfiguration: { Status: 'Enabled' } });
});

describe('property injectors', () => {
  const ID = s3.Bucket.PROPERTY_INJECTION_ID;
  const inject: IPropertyInjector['inject'] = (props) => ({ ...props, bucketName: 'theirs', versioned: true });
  const theirs: IPropertyInjector = { constructUniqueId: ID, inject };
  const rename = (props: { readonly [prop: string]: unknown }) => ({ ...props, bucketName: `${String(props.bucketName)}-too` });

  test.each<[string, (app: App, stack: Stack) => void]>([
    ['the scope has one', (_, stack) => { PropertyInjectors.of(stack).add(theirs); }],
    ['a scope around it has one', (app) => { PropertyInjectors.of(app).add(theirs); }],
  ])('a function is asked after the injector: %s, or gets one', (_, add) => {
    const [stack, other] = [aStack(), aStack()];
    add(stack.node.root as App, stack);
    for (const one of [stack, other]) { internals.injectAfterOthers(one, ID, rename); }
    add(other.node.root as App, other);
    new s3.Bucket(other, 'Bucket');
    expect(theResource(other, 'AWS::S3::Bucket')).toMatchObject({ BucketName: 'theirs-too' });
    new s3.Bucket(stack, 'Bucket');
    expect(theResource(stack, 'AWS::S3::Bucket')).toMatchObject({ BucketName: 'theirs-too', VersioningConfiguration: { Status: 'Enabled' } });
  });

  test('without an injector it gets the props of the author, with where the construct will be', () => {
    const stack = aStack();
    const asked: unknown[] = [];
    internals.injectAfterOthers(stack, ID, (props, { scope, id }) => {
      asked.push(props, scope, id);
      return props;
    });
    new s3.Bucket(stack, 'Bucket');
    new s3.Bucket(stack, 'Other', { versioned: true });
    new kms.Key(stack, 'Key');
    expect(asked).toEqual([{}, stack, 'Bucket', { versioned: true }, stack, 'Other']);
    expect(internals.hasInjector(stack, ID)).toBe(true);
    expect(internals.hasInjector(stack, kms.Key.PROPERTY_INJECTION_ID)).toBe(false);
    expect(internals.hasInjector(stack.node.root, ID)).toBe(false);
  });
});
