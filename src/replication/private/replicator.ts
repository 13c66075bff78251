import { type aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import type { Replicating } from './bound-destination';
import { allowReplication } from './destination-side';
import { type PlannedRule, ruleProperties } from './planned-rule';
import { ReplicationRights } from './rights';
import { replicationRole, roleNameOf, uniqueRoleName } from './role';
import { assertRule } from './rule-checks';
import { ReplicationSource } from './source';
import { assertEncryptionStays } from './unchanged';
import { referredKey, refusal } from '../../cdk';
import { ConstructSet } from '../../construct-state';
import { bucketHash } from '../../policy';
import type { BucketReplicationRule } from '../bucket-replication-rule';
import { ReplicationRoleTrust } from '../replication-role-trust';

interface ReplicatorProps {
  readonly source: IConstruct;
  readonly sourceKeys?: readonly kms.IKey[];
  readonly roleName?: string;
  readonly trust?: ReplicationRoleTrust;
  /**
   * Whether the name of the role tells the source from others: a configuration that is put from outside the template of
   * its bucket is known by its role.
   *
   * @default false
   */
  readonly roleNameTellsSource?: boolean;
}

/** Sources whose configuration is spoken for, also where it is put from outside their template. */
const REPLICATED = new ConstructSet<s3.CfnBucket>('replicated');

/**
 * Everything that the replication of one bucket takes, except for putting the configuration on the bucket: the role, its
 * rights, the rules, and the destinations' consent.
 */
export class Replicator implements Replicating {
  readonly source: ReplicationSource;
  readonly role: iam.Role;
  readonly roleName: string;
  readonly rules: PlannedRule[] = [];
  private readonly rights: ReplicationRights;

  /**
   * @param scope Where the role is made: in the account of the source
   */
  constructor(readonly scope: Construct, props: ReplicatorProps) {
    this.source = new ReplicationSource(scope, props.source, props.sourceKeys ?? []);
    this.claim();
    assertEncryptionStays(scope, this.source.resource);
    this.roleName = props.roleNameTellsSource ? uniqueRoleName(scope, bucketHash(this.source.resource)) : roleNameOf(scope, props.roleName);
    this.role = replicationRole(scope, this.source, this.roleName, props.trust ?? ReplicationRoleTrust.ANY_SOURCE);
    this.rights = new ReplicationRights(this.role, this);
  }

  addRule(rule: BucketReplicationRule): PlannedRule {
    const destination = rule.destination._bind(this);
    const planned = { id: rule.id ?? `rule-${this.rules.length + 1}`, rule, destination };
    assertRule(this.scope, planned, this.rules);
    this.rules.push(planned);
    this.rights.allow(planned);
    if (destination.resource) { assertEncryptionStays(this.scope, destination.resource); }
    if (destination.resource && destination.account !== undefined) { this.askForConsent(planned, destination.resource); }
    return planned;
  }

  /** The configuration as CloudFormation knows it. */
  configuration(): s3.CfnBucket.ReplicationConfigurationProperty {
    return { role: this.role.roleArn, rules: ruleProperties(this.rules) };
  }

  private claim(): void {
    const { resource, path } = this.source;
    if (resource.replicationConfiguration !== undefined || REPLICATED.has(resource)) {
      throw refusal(this.scope, `bucket ${path} already has a replication configuration, and S3 supports only one for each bucket`,
        'add the rules to the existing BucketReplication with addRule(), or leave replicationRules out of the bucket');
    }
    REPLICATED.add(resource);
  }

  /** Another account has to let the role in. It names it by its name, so that it need not wait for it. */
  private askForConsent({ rule, destination }: PlannedRule, resource: s3.CfnBucket): void {
    const stack = Stack.of(this.scope);
    const { ownKeyArn, acceptedKeys } = destination;
    const ownKeyArns = [...ownKeyArn === undefined ? [] : [ownKeyArn], ...acceptedKeys.map(({ ownArn }) => ownArn)];
    allowReplication(this.scope, resource, {
      account: stack.account,
      role: this.roleName,
      deleteMarkers: rule.deleteMarkers ?? false,
      ownerOverride: rule.ownerOverride ?? false,
      keyArns: ownKeyArns,
    });
    // CDK knows of no order between accounts, and S3 refuses a destination that does not exist.
    for (const needed of [resource, ...ownKeyArns.map(referredKey).filter((key) => key !== undefined)]) {
      stack.addStackDependency(Stack.of(needed), 'replication goes to a bucket and a key that exist');
    }
  }
}
