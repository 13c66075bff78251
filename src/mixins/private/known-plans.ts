import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { type Mentioned, mentionedIn, readerFor, templateAround } from './policy-reader';
import { mentionsEncryption, nothingToDo, planFor, type PolicyPlan, type UploadDefault } from '../../legacy-policy';
import type { DeclaredDefault } from '../../policy';
import { textOf, Unknown, type Value } from '../../template';

/** What a plan depends on, resolved. */
export interface PlanInput {
  /** The policy document. */
  readonly document: unknown;
  /** The default encryption now; why it cannot be determined, where it cannot. */
  readonly declared: ResolvedDefault;
  /** The default encryption that there was, where it was changed. */
  readonly before: ResolvedDefault | undefined;
  /** Whether the default encryption is to stay as it is now: then statements that require another one are left unchanged. */
  readonly settled: boolean;
}

export type ResolvedDefault = Pick<DeclaredDefault, 'algorithm'> & { readonly keyArn?: unknown } | string;

interface Known {
  readonly text: string;
  /** Nothing if the policy does not speak of encryption. */
  readonly mentioned: Mentioned | undefined;
  around: string;
  plan: PolicyPlan;
}

/** As many as CDK asks for in turn. */
const KEPT = 3;

/**
 * Plans for the policy of one bucket.
 *
 * The policy is resolved several times while an app is synthesized, and planned each time. A plan counts again only if all
 * that it is made from is the same: the policy, the default encryption, and what both refer to.
 */
export class KnownPlans {
  /** The latest first. */
  private readonly known: Known[] = [];

  constructor(private readonly bucket: s3.CfnBucket) {}

  plan(input: PlanInput): PolicyPlan {
    const text = JSON.stringify(input);
    const known = this.recall(text) ?? this.read(text, input);
    if (!known.mentioned) { return known.plan; }
    // The tree may have changed since.
    const around = templateAround(this.bucket, known.mentioned);
    const aroundText = JSON.stringify(around);
    if (aroundText !== known.around) {
      known.plan = this.make(input, around);
      known.around = aroundText;
    }
    return known.plan;
  }

  private recall(text: string): Known | undefined {
    const at = this.known.findIndex((one) => one.text === text);
    if (at > 0) { this.known.unshift(...this.known.splice(at, 1)); }
    return at < 0 ? undefined : this.known[0];
  }

  private read(text: string, { document, declared, before }: PlanInput): Known {
    const keys = [declared, before].map((one) => (typeof one === 'object' ? one.keyArn : undefined));
    const mentioned = mentionsEncryption(document) ? mentionedIn(document, ...keys) : undefined;
    const known = { text, mentioned, around: '', plan: nothingToDo(document) };
    this.known.unshift(known);
    this.known.splice(KEPT);
    return known;
  }

  private make({ document, declared, before, settled }: PlanInput, around: object): PolicyPlan {
    const { bucketArn, read } = readerFor(this.bucket, around);
    const toUploadDefault = (encryption: ResolvedDefault): UploadDefault | string => (typeof encryption === 'string' ? encryption : {
      algorithm: encryption.algorithm,
      key: encryption.keyArn === undefined ? undefined : toUploadKey(read(encryption.keyArn)),
    });
    const now = toUploadDefault(declared);
    const current = before === undefined ? now : toUploadDefault(before);
    return planFor({ document, bucketArn, read, current, chosen: settled && typeof now !== 'string' ? now : undefined });
  }
}

function toUploadKey(arn: Value): UploadDefault['key'] {
  return textOf(arn) ?? new Unknown('the ARN of the key is known at deployment only');
}
