/*
 * What this library assumes of the inside of `aws-cdk-lib`, beyond what its documentation promises: one function for each
 * assumption, and for each one a test that fails when aws-cdk-lib changes it (test/cdk/l2-internals.test.ts). All are in one
 * file, however long: it is read as a whole when aws-cdk-lib has a new version.
 */
import {
  Aws, type CfnDeletionPolicy, CfnResource, type CustomResource, type custom_resources as cr, aws_iam as iam, type InjectionContext,
  type IPropertyInjector, aws_kms as kms, PropertyInjectors, Reference, aws_s3 as s3, Stack, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The ID that `s3.Bucket.fromCfnBucket()` gives the L2 which it makes below the resource. */
const FROM_CFN_BUCKET = '@FromCfnBucket';

/**
 * The resource of an `s3.Bucket`.
 *
 * Assumes: the default child of `s3.Bucket` and its subclasses is a `CfnBucket`, from the end of its constructor on.
 */
export function resourceOf(bucket: s3.Bucket): s3.CfnBucket {
  return bucket.node.defaultChild as s3.CfnBucket;
}

/**
 * Whether a construct is the resource of a bucket.
 *
 * Assumes: `isCfnBucket()` goes by the resource type alone, so that it also holds for a generic `CfnResource`, which has
 * none of the attributes.
 */
export function isBucket(construct: IConstruct): construct is s3.CfnBucket {
  return s3.CfnBucket.isCfnBucket(construct) && 'attrArn' in construct;
}

/**
 * The resource of a bucket, L1 or L2; none for a bucket that is imported.
 *
 * Assumes: an L2 around a resource has it as its default child, or is below it, under an ID of its own.
 */
export function bucketResource(bucket: IConstruct): s3.CfnBucket | undefined {
  const candidates = [bucket, bucket.node.defaultChild, bucket.node.id === FROM_CFN_BUCKET ? bucket.node.scope : undefined];
  return candidates.find((candidate): candidate is s3.CfnBucket => candidate !== undefined && isBucket(candidate));
}

/**
 * The L2 bucket around a `CfnBucket`, if there is one: the construct whose default child it is, or the one that
 * `Bucket.fromCfnBucket` made for it.
 *
 * Assumes: `fromCfnBucket()` makes one L2 for a resource, as its child. Called here, it would make one where there is none.
 */
export function owningBucket(bucket: s3.CfnBucket): s3.IBucket | undefined {
  const around = constructAround(bucket);
  if (around && 'addToResourcePolicy' in around) { return around as unknown as s3.IBucket; }
  return bucket.node.tryFindChild(FROM_CFN_BUCKET) as s3.IBucket | undefined;
}

/**
 * The L2 key around a `CfnKey`, if there is one.
 *
 * Assumes: the default child of a `kms.Key` is its `CfnKey`.
 */
export function owningKey(key: kms.CfnKey): kms.IKey | undefined {
  const around = constructAround(key);
  return around && 'keyArn' in around ? around as unknown as kms.IKey : undefined;
}

/**
 * The construct that a resource is the main resource of: the L2 around it.
 *
 * Assumes: an L2 is the scope of its main resource, and has it as its default child.
 */
export function constructAround(resource: CfnResource): IConstruct | undefined {
  const { scope } = resource.node;
  return scope?.node.defaultChild === resource ? scope : undefined;
}

/**
 * The main resource of a construct, which may be one itself; none for a construct that is imported.
 *
 * Assumes: an L2 has its main resource as its default child, and one that is imported has none.
 */
export function mainResource(construct: IConstruct): CfnResource | undefined {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  return resource && CfnResource.isCfnResource(resource) ? resource : undefined;
}

/**
 * The resource of a key that the app makes; none for one that is imported.
 *
 * Assumes: the default child of a `kms.Key` is its `CfnKey`, and an imported key has none.
 */
export function keyResource(key: kms.IKey): kms.CfnKey | undefined {
  const { defaultChild } = key.node;
  return defaultChild && kms.CfnKey.isCfnKey(defaultChild) ? defaultChild : undefined;
}

/**
 * The resource of an L2 bucket policy.
 *
 * Assumes: the default child of an `s3.BucketPolicy` is its `CfnBucketPolicy`, unless somebody has removed it.
 */
export function policyResource(policy: s3.BucketPolicy): s3.CfnBucketPolicy | undefined {
  return policy.node.defaultChild as s3.CfnBucketPolicy | undefined;
}

/**
 * The document of the policy of an L2 queue or topic, once the policy is there.
 *
 * Assumes: the policy is a child of the queue or topic, with the ID `Policy`, and is made with the first statement.
 */
export function documentOfChildPolicy(target: IConstruct): iam.PolicyDocument | undefined {
  return (target.node.tryFindChild('Policy') as Partial<Pick<iam.Policy, 'document'>> | undefined)?.document;
}

/**
 * What a text that is one token refers to.
 *
 * Assumes: the attributes of an L2, which CDK computes for each stack that uses them, are references to its resource.
 */
export function referredConstruct(text: string): IConstruct | undefined {
  const reference = Tokenization.reverse(text, { failConcat: false });
  return Reference.isReference(reference) ? reference.target : undefined;
}

/** The key of the app whose ARN, or ID, a text is; none if it is written out, or of a key that is imported. */
export function referredKey(text: string): kms.CfnKey | undefined {
  const target = referredConstruct(text);
  return target && kms.CfnKey.isCfnKey(target) ? target : undefined;
}

/** The first resource that a text with tokens refers to. */
export function resourceIn(text: string): CfnResource | undefined {
  return Tokenization.reverseString(text).tokens
    .map((token) => (Reference.isReference(token) ? token.target : undefined))
    .find((target): target is CfnResource => target !== undefined && CfnResource.isCfnResource(target));
}

/**
 * What overrides say of a resource (`addOverride()`, `addPropertyOverride()`), by the names of the template.
 *
 * Assumes: `CfnResource` keeps them in its private `rawOverrides`, and gives them precedence when it renders the resource.
 */
export function overridesOf(resource: CfnResource): { readonly [name: string]: unknown } {
  return (resource as unknown as { readonly rawOverrides: { readonly [name: string]: unknown } }).rawOverrides;
}

/**
 * A property of a resource, overrides aside.
 *
 * Assumes: an L1 has its properties as members, by their names in camel case.
 */
export function propertyOf(resource: CfnResource, property: string): unknown {
  return (resource as unknown as { readonly [property: string]: unknown })[property];
}

/** The options of a resource that say what becomes of it. */
export type RemovalOption = 'deletionPolicy' | 'updateReplacePolicy';

/**
 * Computes an option of a resource whenever it is asked for. An option that is set, before or later, takes precedence.
 *
 * Assumes: `cfnOptions` is an object that stays the same, is set by assignment and read when the resource is rendered.
 */
export function computeOption(resource: CfnResource, option: RemovalOption, compute: () => CfnDeletionPolicy | undefined): void {
  let own = resource.cfnOptions[option];
  Object.defineProperty(resource.cfnOptions, option, {
    get: () => own ?? compute(),
    set: (value?: CfnDeletionPolicy) => { own = value; },
    enumerable: true,
    configurable: true,
  });
}

/** Whether an option is computed, by this copy of the library or by another one. */
export function isComputed(resource: CfnResource, option: RemovalOption): boolean {
  return Object.getOwnPropertyDescriptor(resource.cfnOptions, option)?.get !== undefined;
}

/**
 * Makes a key known to an L2 bucket, for its grants.
 *
 * Assumes: `encryptionKey` is read-only for TypeScript alone, and `s3.Bucket` asks for it with each grant.
 */
export function setEncryptionKey(bucket: s3.IBucket, key: kms.IKey | undefined): void {
  (bucket as { encryptionKey?: kms.IKey }).encryptionKey = key;
}

/**
 * Removes the key that `s3.Bucket` has made for itself.
 *
 * Assumes: its ID is `Key`.
 */
export function removeOwnKey(bucket: s3.Bucket): void {
  bucket.node.tryRemoveChild('Key');
  setEncryptionKey(bucket, undefined);
}

/**
 * Changes the statements of a policy document.
 *
 * Assumes: the document keeps them in its private `statements`, and renders them when it is resolved.
 */
export function changeStatements(document: iam.PolicyDocument, change: (statement: iam.PolicyStatement) => iam.PolicyStatement): void {
  const { statements } = document as unknown as { readonly statements: iam.PolicyStatement[] };
  statements.forEach((statement, index) => { statements[index] = change(statement); });
}

/**
 * Removes statements from a policy document.
 *
 * Assumes: the document keeps them in its private `statements`, and renders them when it is resolved.
 */
export function removeStatements(document: iam.PolicyDocument, which: (statement: iam.PolicyStatement) => boolean): void {
  const { statements } = document as unknown as { readonly statements: iam.PolicyStatement[] };
  statements.splice(0, statements.length, ...statements.filter((statement) => !which(statement)));
}

type GrantingMethod = 'actionsOnObjectKeys' | 'actionsOnBucketAndObjectKeys';
type Granting = (grantee: iam.IGrantable, objectKeyPattern?: string, ...actions: string[]) => iam.Grant;

/**
 * Has every grant on objects go through a function, which is given what grants by itself.
 *
 * Assumes: each method of `s3.BucketGrants`, except `replicationPermission`, ends in one of two public ones of the same object.
 */
export function overrideGrants(grants: s3.BucketGrants, override: (original: Granting, method: GrantingMethod) => Granting): void {
  for (const method of ['actionsOnObjectKeys', 'actionsOnBucketAndObjectKeys'] as const) {
    grants[method] = override(grants[method].bind(grants), method);
  }
}

/**
 * The grants of an `s3.Bucket`, with another ARN for it than CDK takes: one that can be named in other Regions and accounts
 * even if the bucket has no name of its own.
 *
 * Assumes: `BucketGrants` asks an object for its ARN, policy and key by these members, whatever its class.
 */
export function grantsByArn(bucket: s3.Bucket, bucketArn: string): s3.BucketGrants {
  const reachable: s3.IBucketRef & iam.IEncryptedResource & iam.IResourceWithPolicyV2 & { readonly disallowPublicAccess: boolean } = {
    with: bucket.with.bind(bucket),
    node: bucket.node,
    env: bucket.env,
    bucketRef: { bucketName: bucket.bucketName, bucketArn },
    disallowPublicAccess: true,
    grantOnKey: bucket.grantOnKey.bind(bucket),
    addToResourcePolicy: bucket.addToResourcePolicy.bind(bucket),
  };
  return s3.BucketGrants.fromBucket(reachable);
}

const USES_OF_KEYS = ['admin', 'decrypt', 'encrypt', 'encryptDecrypt', 'sign', 'verify', 'signVerify', 'generateMac', 'verifyMac'] as const;

/** A grant on a key. */
export interface KeyGrant {
  readonly grantee: iam.IGrantable;
  readonly actions: readonly string[];
  readonly grant: iam.Grant;
  /** Whether the grant is of the kind that an L2 bucket makes on its key: it names actions, and not what they are for. */
  readonly mayBeOfBucket: boolean;
}

/**
 * Has every grant on a key told to a function.
 *
 * Assumes: the grant methods of `kms.Key` call those of its `grants`. Of these, each ends, before it returns, in `actions` of
 * the same object; `s3.Bucket` calls `actions` only.
 */
export function watchKeyGrants(grants: kms.KeyGrants, tell: (grant: KeyGrant) => void): void {
  const grantActions = grants.actions.bind(grants);
  let mayBeOfBucket = true;
  grants.actions = (grantee, ...actions) => {
    const grant = grantActions(grantee, ...actions);
    tell({ grantee, actions, grant, mayBeOfBucket });
    return grant;
  };
  for (const method of USES_OF_KEYS) {
    const use = grants[method].bind(grants);
    grants[method] = (grantee) => {
      mayBeOfBucket = false;
      try { return use(grantee); } finally { mayBeOfBucket = true; }
    };
  }
}

/**
 * A bucket as the destination of an inventory, whose policy gets the statement for it with a change.
 *
 * Assumes: the source adds one statement to the policy of its destination, if that is an `instanceof s3.Bucket`, when its
 * template is rendered.
 */
export function inventoryDestination(bucket: s3.IBucket, change: (statement: iam.PolicyStatement) => void): s3.IBucket {
  return Object.create(bucket, {
    addToResourcePolicy: {
      value: (statement: iam.PolicyStatement) => {
        change(statement);
        return bucket.addToResourcePolicy(statement);
      },
    },
  }) as s3.IBucket;
}

/**
 * The principal that another one stands for, with conditions or session tags of its own.
 *
 * Assumes: the common base class of both, which isn't exported, keeps it in its protected `wrapped`.
 */
export function wrappedPrincipal(principal: iam.PrincipalWithConditions | iam.SessionTagsPrincipal): iam.IPrincipal {
  return (principal as unknown as { readonly wrapped: iam.IPrincipal }).wrapped;
}

/**
 * Whether a principal has policies of its own, as roles, users, groups and policies have.
 *
 * Assumes: those are the principals that don't extend `PrincipalBase`.
 */
export function hasOwnPolicies(principal: iam.IPrincipal): boolean {
  return !(principal instanceof iam.PrincipalBase);
}

/**
 * The kind of principal by which the fragment of a `StarPrincipal` says that it is rendered as `"*"`, without a kind.
 *
 * Assumes: `PolicyStatement` renders it so.
 */
export const LITERAL_STRING = 'LiteralString';

/**
 * The alias behind a key, if the app refers to the key by one.
 *
 * Assumes: an alias is an `IKey` too, and `aliasName` is what tells it from a key.
 */
export function aliasNameOf(key: kms.IKey | undefined): string | undefined {
  return (key as Partial<kms.IAlias> | undefined)?.aliasName;
}

/**
 * The custom resource of an `AwsCustomResource`, and the resource of that.
 *
 * Assumes: the ID of the custom resource is `Resource`, and the default child of a `CustomResource` is its resource.
 */
export function resourceOfCall(call: cr.AwsCustomResource): { readonly customResource: CustomResource; readonly resource: CfnResource } {
  const customResource = call.node.findChild('Resource') as CustomResource;
  return { customResource, resource: customResource.node.defaultChild as CfnResource };
}

/**
 * The role that the synthesizer of a stack hands to CloudFormation, as a policy can name it.
 *
 * Assumes: the CDK CLI fills in the placeholders of the ARN, and CloudFormation would not. In a policy IAM would take them
 * for policy variables.
 */
export function executionRoleArn(stack: Stack): string | undefined {
  return stack.synthesizer.cloudFormationExecutionRole
    ?.replaceAll('${AWS::Partition}', Aws.PARTITION)
    .replaceAll('${AWS::AccountId}', stack.account)
    .replaceAll('${AWS::Region}', stack.region);
}

/**
 * Whether a value that was resolved before synthesis is an attribute of a resource. It may be one of another stack.
 *
 * Assumes: CDK replaces references to other stacks only when the app is synthesized; until then they look like those to
 * resources of the same template.
 */
export function isAttribute(resolved: unknown): boolean {
  return typeof resolved === 'object' && resolved !== null && Object.keys(resolved)[0] === 'Fn::GetAtt';
}

/**
 * The properties of a resource as its template shows them, overrides included.
 *
 * Assumes: `CfnResource` renders itself in `_toCloudFormation()`, as a template with one resource.
 */
export function renderedProperties(resource: CfnResource): { readonly [property: string]: unknown } {
  const rendered = (resource as CfnResource & { _toCloudFormation(): unknown })._toCloudFormation();
  const { Resources } = Stack.of(resource).resolve(rendered) as { Resources: { readonly [id: string]: { readonly Properties?: object } } };
  return { ...Object.values(Resources)[0].Properties };
}

/** Changes the props of a construct before it is made. */
export type Injection = (props: { readonly [prop: string]: unknown }, context: InjectionContext) => { readonly [prop: string]: unknown };

/**
 * Has the props of every construct of a class, in a scope and made from now on, go through a function, after the injector that
 * the scope has for it at that time, or else one around the scope.
 *
 * Assumes: a construct asks `for()` of the closest scope that has an injector for its class, and no other.
 */
export function injectAfterOthers(scope: IConstruct, uniqueId: string, injection: Injection): void {
  const injectors = PropertyInjectors.of(scope);
  const own = injectors.for.bind(injectors);
  injectors.for = (id) => (id !== uniqueId ? own(id) : {
    constructUniqueId: id,
    inject: (props = {}, context) => {
      const other = own(id) ?? injectorAround(scope, id);
      return injection((other ? other.inject(props, context) : props) as ReturnType<Injection>, context);
    },
  });
}

/** Whether a scope itself has an injector for a class. */
export function hasInjector(scope: IConstruct, uniqueId: string): boolean {
  return PropertyInjectors.hasPropertyInjectors(scope) && PropertyInjectors.of(scope).for(uniqueId) !== undefined;
}

function injectorAround(scope: IConstruct, uniqueId: string): IPropertyInjector | undefined {
  const { scope: around } = scope.node;
  return around && (hasInjector(around, uniqueId) ? PropertyInjectors.of(around).for(uniqueId) : injectorAround(around, uniqueId));
}
