import { aws_iam as iam } from 'aws-cdk-lib';
import type { BoundDestination, Replicating } from './bound-destination';
import { seenFrom } from './environments';
import type { PlannedRule } from './planned-rule';
import { limitRolePolicies } from '../../cdk';
import { iamDescription, meaningOf, throughS3 } from '../../policy';

// docs/decisions/0016
/** What S3 does in a destination as the replication role. */
export const REPLICATE_OBJECTS = ['s3:ReplicateObject', 's3:ReplicateObjectAnnotation', 's3:ReplicateTags'];
export const REPLICATE_DELETE_MARKERS = ['s3:ReplicateDelete'];
export const OVERRIDE_OWNER = ['s3:ObjectOwnerOverrideToBucketOwner'];

/**
 * What S3 asks of the key of the replicas: `kms:Encrypt` for KMS objects, `kms:GenerateDataKey` for others, and
 * `kms:Decrypt` for S3 Bucket Keys.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-permissions
 */
export const ENCRYPT_REPLICAS = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * How many keys are named where. IAM allows 10,240 characters in the inline policies of a role and 6,144 in a managed
 * policy, and the statement for one key takes up to 620. CDK splits policies that are too long, but leaves conditions out
 * of its account.
 */
const KEYS = { inline: 4, eachManagedPolicy: 9 };

/**
 * The rights of a replication role: what its rules need, and nothing else.
 *
 * Destinations share statements, except for their keys: each key may be used for its own bucket only.
 */
export class ReplicationRights {
  private readonly shared = new Map<string, iam.PolicyStatement>();
  /** The buckets of each shared statement. Several tokens may stand for one bucket. */
  private readonly named = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly policies: iam.ManagedPolicy[] = [];

  constructor(private readonly role: iam.Role, private readonly replicating: Replicating) {
    limitRolePolicies(role);
    this.allowSource();
  }

  /** Rights that a rule needs in its destination. */
  allow({ rule, destination }: PlannedRule): void {
    const objects = `${destination.bucketArn}/*`;
    const { identity } = destination;
    this.allowOn(identity, objects, 'ReplicateObjects', REPLICATE_OBJECTS);
    if (rule.deleteMarkers) { this.allowOn(identity, objects, 'ReplicateDeleteMarkers', REPLICATE_DELETE_MARKERS); }
    if (rule.ownerOverride) { this.allowOn(identity, objects, 'OverrideOwner', OVERRIDE_OWNER); }
    this.allowKeys(destination);
  }

  private allowSource(): void {
    const { scope, source } = this.replicating;
    const bucketArn = seenFrom(scope, source.resource.attrArn);
    this.allowOn(source.path, bucketArn, 'ReadReplicationConfiguration', ['s3:GetReplicationConfiguration', 's3:ListBucket']);
    this.allowOn(source.path, `${bucketArn}/*`, 'ReadSourceObjects', [
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionTagging',
      's3:GetObjectVersionAnnotationForReplication',
      ...source.objectLock ? ['s3:GetObjectRetention', 's3:GetObjectLegalHold'] : [],
    ]);
    if (source.keyArns.length === 0) { return; }
    this.role.addToPolicy(new iam.PolicyStatement({
      sid: 'DecryptSourceObjects',
      actions: ['kms:Decrypt'],
      resources: source.keyArns.map((arn) => seenFrom(scope, arn)),
      conditions: throughS3(bucketArn, source.stack.region),
    }));
  }

  private allowKeys(destination: BoundDestination): void {
    const { replicaKey, ownKeyArn, acceptedKeys } = destination;
    if (!replicaKey || replicaKey.awsManaged) { return; }
    this.allowKey(destination, replicaKey.arn, ownKeyArn);
    for (const { arn, ownArn } of acceptedKeys) { this.allowKey(destination, arn, ownArn); }
  }

  private allowKey({ identity, bucketArn, region }: BoundDestination, arn: string, ownArn: string = arn): void {
    const which = meaningOf(this.role, identity, ownArn);
    if (this.keys.has(which)) { return; }
    this.keys.add(which);
    this.addForKey(new iam.PolicyStatement({
      sid: `EncryptReplicas${this.keys.size}`,
      actions: ENCRYPT_REPLICAS,
      resources: [arn],
      conditions: throughS3(bucketArn, region),
    }));
  }

  /** The first keys go where everything else is, the others into managed policies. */
  private addForKey(statement: iam.PolicyStatement): void {
    const number = this.keys.size - 1 - KEYS.inline;
    if (number < 0) {
      this.role.addToPolicy(statement);
    } else if (number % KEYS.eachManagedPolicy === 0) {
      this.policies.push(new iam.ManagedPolicy(this.role, `Keys${this.policies.length + 1}`, {
        description: iamDescription(`Keys of replicas of ${this.replicating.source.path}`), roles: [this.role], statements: [statement],
      }));
    } else {
      this.policies[this.policies.length - 1].addStatements(statement);
    }
  }

  private allowOn(identity: string, resource: string, sid: string, actions: string[]): void {
    if (this.named.has(`${sid} ${identity}`)) { return; }
    this.named.add(`${sid} ${identity}`);
    const statement = this.shared.get(sid);
    if (statement) {
      statement.addResources(resource);
      return;
    }
    const first = new iam.PolicyStatement({ sid, actions, resources: [resource] });
    this.shared.set(sid, first);
    this.role.addToPolicy(first);
  }
}
