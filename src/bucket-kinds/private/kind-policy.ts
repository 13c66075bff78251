import { type CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { CreatedBucket } from './kind-bucket';
import { limitPolicy, type PolicyLimit } from '../../cdk';
import { stayWithBucket } from '../../policy';

/** What statements of grants are added to. */
export interface StatementTaker {
  /** @param unless The account to which the stack may be deployed, and then doesn't need the statement */
  add(statement: iam.PolicyStatement, unless?: string): iam.AddToResourcePolicyResult;
}

/** The resource policy of a directory, table or vector bucket: one, which is created with its first statement. */
export class KindPolicy implements StatementTaker {
  private document?: iam.PolicyDocument;
  private resource?: CfnResource;

  /**
   * @param create Creates the resource of the policy
   * @param limit How long the policy may be, where AWS documents it
   */
  constructor(
    private readonly bucket: CreatedBucket,
    private readonly create: (document: iam.PolicyDocument) => CfnResource,
    private readonly limit?: PolicyLimit,
  ) {}

  /** The resource of the policy, once there is a statement. */
  get created(): CfnResource | undefined {
    return this.resource;
  }

  /** Adds a statement to the policy. */
  add(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    this.document ??= new iam.PolicyDocument();
    this.document.addStatements(statement);
    this.resource ??= this.createWith(this.document);
    return { statementAdded: true, policyDependable: this.resource };
  }

  private createWith(document: iam.PolicyDocument): CfnResource {
    const { resource } = this.bucket;
    const policy = this.create(document);
    if (this.limit) { limitPolicy(resource, this.limit, () => document); }
    stayWithBucket(resource, policy, 'has no policy: it allows requests that the policy denied, and denies the accounts that it allowed');
    return policy;
  }
}
