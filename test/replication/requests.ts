import { type AccessRequest, decide, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { type Configuration, configurationsIn } from '../support/deployment-order';
import { MODERN, naming, policyOf } from '../support/requests';
import type { Deployed, World } from '../support/world';

/** A replication as it would stand after deployment: one rule of it. */
export class Flow {
  /** Every rule that replicates a bucket, whether its configuration is native or put by a custom resource. */
  static of(world: World, bucket: Deployed): Flow[] {
    return world.resources.flatMap(configurationsIn)
      .filter(({ bucketArn }) => bucketArn === bucket.arn)
      .flatMap((configuration) => configuration.rules.map((rule) => new Flow(world, bucket, configuration, rule)));
  }

  readonly role: Principal;
  /** All policies of the role. */
  readonly identity: readonly Policy[];
  readonly destination: Deployed;
  readonly replicaKey: string | undefined;

  private constructor(readonly world: World, readonly source: Deployed, configuration: Configuration, readonly rule: { [property: string]: any }) {
    this.role = Principal.role(configuration.role);
    this.identity = policiesOf(world, world.at(configuration.role)!);
    this.destination = world.at(rule.Destination.Bucket as string)!;
    this.replicaKey = rule.Destination.EncryptionConfiguration?.ReplicaKmsKeyID as string | undefined;
  }

  /** Everything that S3 asks for as the role, to replicate an object. */
  requests(role = this.role, source = this.source.arn, destination = this.destination.arn): AccessRequest[] {
    const [object, replica] = [source, destination].map((arn) => `${arn}/folder/object`);
    const algorithm = this.encryption.SSEAlgorithm as string | undefined ?? 'AES256';
    const headers = naming(algorithm, this.replicaKey);
    const locked = this.source.properties.ObjectLockEnabled === true ? ['GetObjectRetention', 'GetObjectLegalHold'] : [];
    const s3 = (action: string, resource: string, more = {}) => ({ principal: role, action: `s3:${action}`, resource, context: { ...MODERN, ...more } });
    return [
      ...['GetReplicationConfiguration', 'ListBucket'].map((action) => s3(action, source)),
      ...['GetObjectVersionForReplication', 'GetObjectVersionAcl', 'GetObjectVersionTagging', 'GetObjectVersionAnnotationForReplication', ...locked]
        .map((action) => s3(action, object)),
      ...['ReplicateObject', 'ReplicateTags', 'ReplicateObjectAnnotation'].map((action) => s3(action, replica, headers)),
      ...this.rule.DeleteMarkerReplication.Status === 'Enabled' ? [s3('ReplicateDelete', replica)] : [],
      ...this.rule.Destination.AccessControlTranslation ? [s3('ObjectOwnerOverrideToBucketOwner', replica, headers)] : [],
      ...this.kmsRequests(role, [source, object], [destination, replica]),
    ];
  }

  /** With an S3 Bucket Key the context is the bucket's ARN, without the object's; requests may choose for themselves. */
  kmsRequests(
    role = this.role, sources = contexts(this.source), replicas = contexts(this.destination),
    via = { source: `s3.${this.source.region}.amazonaws.com`, destination: `s3.${this.destination.region}.amazonaws.com` } as Via,
  ): AccessRequest[] {
    const { replicaKey, sourceKey } = this;
    if (!sourceKey || !replicaKey) { return []; }
    const request = (action: string, resource: string, service: string | undefined, context: string) => ({
      principal: role, action: `kms:${action}`, resource, context: { 'kms:EncryptionContext:aws:s3:arn': context, ...service === undefined ? {} : { 'kms:ViaService': service } },
    });
    return [
      ...sources.map((context) => request('Decrypt', sourceKey, via.source, context)),
      ...['Encrypt', 'GenerateDataKey', 'Decrypt'].flatMap((action) => replicas.map((context) => request(action, replicaKey, via.destination, context))),
    ];
  }

  /** Whether the policies of all that have a say allow a request. */
  isAllowed(request: AccessRequest, identity = this.identity): boolean {
    const { resource } = request;
    const answer = String(request.action).startsWith('kms:')
      ? decide(request, { identity, resource: this.keyPolicy(String(resource)), resourceAccount: String(resource).split(':')[4], kind: 'kms' })
      : decide(request, { identity, ...this.bucketSide(String(resource)), kind: 's3' });
    if (answer === Ternary.UNKNOWN) { throw new Error(`it cannot be determined whether ${request.action} on ${String(resource)} is allowed`); }
    return answer === Ternary.YES;
  }

  private get encryption(): { [property: string]: any } {
    return this.source.properties.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault ?? {};
  }

  private get sourceKey(): string | undefined {
    const { SSEAlgorithm, KMSMasterKeyID } = this.encryption;
    if (SSEAlgorithm === undefined || SSEAlgorithm === 'AES256') { return undefined; }
    return KMSMasterKeyID as string | undefined ?? `arn:aws:kms:${this.source.region}:${this.source.account}:alias/aws/s3`;
  }

  private keyPolicy(arn: string): Policy {
    return arn.endsWith(':alias/aws/s3') ? awsManagedKey(arn) : policyOf(this.world.at(arn)!.properties.KeyPolicy ?? leftToAccount(arn));
  }

  private bucketSide(resource: string): { resource?: Policy; resourceAccount: string } {
    const bucket = this.world.at(resource.split('/')[0])!;
    const policy = this.world.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name);
    return { resource: policy && policyOf(policy.properties.PolicyDocument), resourceAccount: bucket.account };
  }
}

export interface Via { readonly source?: string; readonly destination?: string }

export function contexts({ arn }: Deployed): string[] { return [arn, `${arn}/folder/object`]; }

/** All policies of a role. */
export function policiesOf(world: World, role: Deployed): Policy[] {
  const own = (role.properties.Policies as { PolicyDocument: unknown }[] | undefined)?.map(({ PolicyDocument }) => PolicyDocument) ?? [];
  const attached = world.resources
    .filter(({ type, account, properties }) => /^AWS::IAM::(Managed)?Policy$/.test(type) && account === role.account
      && (properties.Roles as string[] | undefined)?.includes(role.name))
    .map(({ properties }) => properties.PolicyDocument as unknown);
  return [...own, ...attached].map(policyOf);
}

/** What AWS KMS writes into the policy of a key whose template has none. */
function leftToAccount(arn: string): object {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${arn.split(':')[4]}:root` }, Action: 'kms:*', Resource: '*' } };
}

/** What AWS writes into the policy of aws/s3. */
function awsManagedKey(arn: string): Policy {
  const [, , , region, account] = arn.split(':');
  return policyOf({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `s3.${region}.amazonaws.com` } },
    },
  });
}

