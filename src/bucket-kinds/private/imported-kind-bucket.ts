import { Annotations, ArnFormat, Aws, type aws_iam as iam, type aws_kms as kms, Resource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { KindBucket } from './kind-bucket';
import { KindGrants } from './kind-grants';
import { keyFor } from './kind-key';
import type { StatementTaker } from './kind-policy';
import { refusal, unlessDeployedTo } from '../../cdk';
import { type BucketKind, kindArnOf } from '../../encryption/internal';
import type { Conditions } from '../../policy';

/** What identifies an imported bucket: one of two attributes, each with its name. */
export interface Identification {
  readonly arn: readonly [attribute: string, value: string | undefined];
  readonly name: readonly [attribute: string, value: string | undefined];
}

/** The keys of an imported bucket: that of the bucket, and those of what is in it. */
export interface ImportedKeys {
  readonly encryptionKey?: kms.IKey;
  readonly others?: readonly kms.IKey[];
}

interface Identified {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

// docs/decisions/0118
/** A directory, table or vector bucket that is created elsewhere. Its policy stays as it is: a warning says what it needs. */
export abstract class ImportedKindBucket extends Resource {
  public readonly encryptionKey?: kms.IKey;
  protected readonly arn: string;
  protected readonly bucketNamed: string;
  protected readonly access: KindGrants;

  /** @param confining What principals of a Region are confined to when they use the keys; nothing where AWS documents nothing that a policy could ask for */
  protected constructor(
    scope: Construct, id: string, kind: BucketKind, identification: Identification, { encryptionKey, others = [] }: ImportedKeys,
    confining: (bucketArn: string, region: string) => Conditions | undefined,
  ) {
    const { arn, name, account, region } = identified(scope, `${scope.node.path}/${id}`, kind, identification);
    super(scope, id, { account, region });
    this.arn = arn;
    this.bucketNamed = name;
    this.encryptionKey = encryptionKey;
    const bucket: KindBucket = { kind, construct: this, name: undefined, arnAttribute: arn };
    this.access = new KindGrants(bucket, keptPolicy(bucket), (bucketArn) => confining(bucketArn, region) ?? {});
    for (const key of [...encryptionKey ? [encryptionKey] : [], ...others]) {
      // The services have been told of the key where the bucket is created.
      this.access.addKey(keyFor(bucket, this, key, { confining: confining(arn, region), services: [] }));
    }
  }
}

function identified(
  scope: Construct, path: string, kind: BucketKind, { arn: [arnAttribute, arn], name: [nameAttribute, name] }: Identification,
): Identified {
  const { region, account } = Stack.of(scope);
  if ((arn === undefined) === (name === undefined)) {
    const given = arn === undefined ? `neither ${arnAttribute} nor ${nameAttribute} is given` : `both ${arnAttribute} and ${nameAttribute} are given`;
    throw refusal(path, `${given}, but exactly one of them must identify the ${kind.title}`, `pass ${arnAttribute}, or ${nameAttribute} for a bucket of the stack's account and Region`);
  }
  if (arn === undefined) { return { arn: kindArnOf(kind, Aws.PARTITION, region, account, name!), name: name!, account, region }; }
  // The fields that are known, also where others are known at deployment only.
  const [, , , itsRegion = '', itsAccount = ''] = arn.split(':');
  return {
    arn,
    name: Stack.of(scope).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).resourceName!,
    account: /^\d{12}$/.test(itsAccount) ? itsAccount : account,
    region: /^[a-z0-9-]+$/.test(itsRegion) ? itsRegion : region,
  };
}

/** The policy of a bucket that is created elsewhere. */
function keptPolicy({ construct, kind }: KindBucket): StatementTaker {
  return {
    add(statement: iam.PolicyStatement, unless?: string): iam.AddToResourcePolicyResult {
      Annotations.of(construct).addWarningV2('cdk-s3-encryption:bucketPolicyNotChanged',
        `The policy of ${kind.title} ${construct.node.path} is not part of this app, and must include this statement${unlessDeployedTo(unless)}: `
        + JSON.stringify(Stack.of(construct).resolve(statement.toStatementJson())));
      return { statementAdded: false };
    },
  };
}
