import { aws_iam as iam, type aws_kms as kms, Stack, Token } from 'aws-cdk-lib';
import { arnAcrossAccounts, arnOf, type KindBucket } from './kind-bucket';
import type { StatementTaker } from './kind-policy';
import { isSame, limitRolePolicies, LITERAL_STRING, perhapsSame, refusal } from '../../cdk';
import { keyArnAcrossAccounts } from '../../keys/internal';
import { addToKeyPolicy, allowAccountToUseKey, type Conditions, inKeyPolicy, type NamedPrincipal, namedPrincipals, type Right } from '../../policy';
import { isLike } from '../../policy-evaluation';

/** What a grant allows: on the bucket, and on its keys. */
export interface Access {
  readonly rights: (bucketArn: string) => Right[];
  readonly kmsActions: readonly string[];
  /** Actions that have no encryption context, and nothing else that could be asked for. */
  readonly kmsInspect?: readonly string[];
  /** A pattern of names: which parts of the bucket it is about, if not about all. */
  readonly parts?: string;
}

/** A key, and the part of the bucket that it encrypts, if not all that has no key of its own. */
interface KeyOfPart {
  readonly key: kms.IKey;
  readonly part?: string;
}

interface User {
  readonly access: Access;
  readonly use: (key: kms.IKey) => iam.Grant;
}

/** What a principal is confined to when it uses the key, by the ARN of the bucket as its policy can name it. */
export type Confining = (bucketArn: string) => Conditions;

/** Grants on a directory, table or vector bucket and on its keys, also on keys that are added later. */
export class KindGrants {
  private readonly keys: KeyOfPart[] = [];
  private readonly users: User[] = [];

  /** @param confining What of the use of keys AWS documents so that policies can ask for it */
  constructor(private readonly bucket: KindBucket, private readonly policy: StatementTaker, private readonly confining: Confining) {}

  /**
   * Adds a key, which everybody needs who was granted access to what it encrypts.
   *
   * @param part The name of the part of the bucket that it encrypts
   */
  addKey(key: kms.IKey, part?: string): void {
    if (this.keys.some((known) => known.key === key && (known.part === undefined || known.part === part))) { return; }
    this.keys.push({ key, part });
    for (const { use } of this.users.filter(({ access }) => needs(access, part))) { use(key); }
  }

  /** Grants access to a role, a user or an account. */
  grant(grantee: iam.IGrantable, access: Access): iam.Grant {
    assertRolesUsersOrAccounts(this.bucket, grantee);
    limitRolePolicies(grantee);
    return namedPrincipals(this.bucket.construct, grantee)
      .map((named) => this.grantTo(named, access))
      .reduce((all, grant) => all.combine(grant));
  }

  private grantTo(named: NamedPrincipal, access: Access): iam.Grant {
    const use = (key: kms.IKey) => this.grantKeyTo(named, key, access);
    this.users.push({ access, use });
    const keys = this.keys.filter(({ part }) => needs(access, part)).map(({ key }) => key);
    const ofBucket = access.rights(arnOf(this.bucket));
    const onBucket = access.rights(this.arnFor(named)).map((right, index) => this.grantRightTo(named, right, ofBucket[index]));
    return [...onBucket, ...[...new Set(keys)].map(use)].reduce((all, grant) => all.combine(grant));
  }

  /** @param inPolicy The same right, as the policy of the bucket has to name the bucket */
  private grantRightTo({ principal }: NamedPrincipal, { actions, resources: resourceArns, conditions }: Right, inPolicy: Right): iam.Grant {
    const { construct: { env } } = this.bucket;
    const byIdentity = iam.Grant.addToPrincipal({ grantee: principal, actions, resourceArns, conditions });
    if (byIdentity.success && isSame(principal.principalAccount, env.account)) { return byIdentity; }
    const statement = new iam.PolicyStatement({ principals: [principal], actions, resources: inPolicy.resources, conditions });
    const unless = byIdentity.success ? perhapsSame(principal.principalAccount, env.account) : undefined;
    return byIdentity.combine(iam.Grant.addStatementToResourcePolicy({
      grantee: principal, actions, resourceArns, statement, resource: { env, addToResourcePolicy: (added) => this.policy.add(added, unless) },
    }));
  }

  private grantKeyTo(named: NamedPrincipal, key: kms.IKey, { kmsActions, kmsInspect = [] }: Access): iam.Grant {
    const arn = this.arnFor(named);
    const { env: { account } } = this.bucket.construct;
    // Without a context to confine it to, the statement that lets the account use the key can't include it.
    if (kmsInspect.length > 0 && !isSame(key.env.account, account)) {
      addToKeyPolicy(this.bucket.construct, key, allowAccountToUseKey(account, {}, [...kmsInspect]), perhapsSame(key.env.account, account));
    }
    const uses: [readonly string[], Conditions][] = [[kmsActions, this.confining(arn)], [kmsInspect, {}]];
    return uses.filter(([actions]) => actions.length > 0).map(([actions, conditions]) => this.grantOnKeyTo(named, key, [...actions], conditions))
      .reduce((all, grant) => all.combine(grant));
  }

  private grantOnKeyTo({ principal }: NamedPrincipal, key: kms.IKey, actions: string[], conditions: Conditions): iam.Grant {
    const { construct } = this.bucket;
    const isOfOwner = isSame(principal.principalAccount, construct.env.account);
    const byIdentity = iam.Grant.addToPrincipal({
      grantee: principal, actions, conditions, resourceArns: [isOfOwner ? key.keyArn : keyArnAcrossAccounts(key)],
    });
    // The policy of the key leaves it to the IAM policies of the bucket's account.
    if (byIdentity.success && isOfOwner) { return byIdentity; }
    const statement = new iam.PolicyStatement({ principals: [inKeyPolicy(construct, principal)], actions, resources: ['*'], conditions });
    const unless = byIdentity.success ? perhapsSame(principal.principalAccount, construct.env.account) : undefined;
    return byIdentity.combine(iam.Grant.addStatementToResourcePolicy({
      grantee: principal,
      actions,
      resourceArns: [key.keyArn],
      statement,
      resource: { env: key.env, addToResourcePolicy: (added) => addToKeyPolicy(construct, key, added, unless) },
    }));
  }

  private arnFor({ principal }: NamedPrincipal): string {
    return isSame(principal.principalAccount, this.bucket.construct.env.account) ? arnOf(this.bucket) : arnAcrossAccounts(this.bucket);
  }
}

/** Whether somebody needs the key of a part; a name that is known at deployment only may be one of the pattern. */
function needs({ parts = '*' }: Access, part: string | undefined): boolean {
  if (part === undefined || Token.isUnresolved(part) || Token.isUnresolved(parts)) { return true; }
  return isLike(part, parts);
}

/**
 * Throws an error for principals of which AWS documents no access to the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
 */
function assertRolesUsersOrAccounts({ kind: { title }, construct }: KindBucket, { grantPrincipal }: iam.IGrantable): void {
  const fix = 'grant access to a role, a user, or an account with an iam.AccountPrincipal';
  for (const [type, names] of Object.entries(grantPrincipal.policyFragment.principalJson)) {
    const shown = JSON.stringify(Stack.of(construct).resolve(names));
    if (type !== 'AWS' && type !== LITERAL_STRING) {
      throw refusal(construct, `cannot grant access to ${type} ${shown}: AWS documents access to a ${title} only for roles, users and accounts`,
        type === 'Service' ? `grant access to the role that the service assumes; otherwise, ${fix}` : fix);
    }
    if (names.some((name) => /[*?]/.test(name))) {
      throw refusal(construct, `cannot grant access to ${shown}: a wildcard matches everyone, or principals for which AWS documents no access to a ${title}`, fix);
    }
  }
}
