import { GetRoleCommand, GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { DeployedStack } from './stacks';

export type Kind = 'identity' | 'trust' | 'bucket' | 'key';

/** Every policy document that stands after some deployments, each once. */
export class DocumentsOfIam {
  private readonly found = new Map<string, { readonly kind: Kind; readonly where: string }>();

  /** Adds those of a stack. */
  async add(title: string, stack: DeployedStack): Promise<void> {
    const { root } = stack;
    for (const { type, id } of stack.resources) {
      const where = `${title}: ${stack.name}/${id}`;
      if (type === 'AWS::KMS::Key') { this.keep('key', where, (await root.kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' }))).Policy); }
      if (type === 'AWS::S3::BucketPolicy') {
        const bucket = id.replace(/-policy$/, '');
        this.keep('bucket', where, (await root.s3().send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy);
      }
      if (type === 'AWS::IAM::Role') { await this.addRole(where, stack, id); }
    }
  }

  /** The documents of a kind, and where the first of each stands. */
  of(kind: Kind): { readonly document: string; readonly where: string }[] {
    return [...this.found].filter(([, found]) => found.kind === kind).map(([document, { where }]) => ({ document, where }));
  }

  private async addRole(where: string, { root }: DeployedStack, RoleName: string): Promise<void> {
    const { Role } = await root.iam.send(new GetRoleCommand({ RoleName }));
    this.keep('trust', where, decoded(Role?.AssumeRolePolicyDocument));
    const { PolicyNames = [] } = await root.iam.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames) {
      this.keep('identity', where, decoded((await root.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument));
    }
  }

  private keep(kind: Kind, where: string, document: string | undefined): void {
    if (!document) { throw new Error(`${where} has no policy.`); }
    if (!this.found.has(document)) { this.found.set(document, { kind, where }); }
  }
}

/** IAM answers with documents in URL encoding. */
function decoded(document: string | undefined): string | undefined { return document === undefined ? undefined : decodeURIComponent(document); }
