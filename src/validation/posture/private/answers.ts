import { type App, Renaming, type Resource } from '../../../template';
import type { Question } from '../alike-bucket';
import type { BucketPolicy } from '../bucket-policy';

/** What of a bucket decides the answers to questions about its policies and its default encryption. */
interface Asked {
  readonly resource: Resource;
  readonly ownKey: Resource | undefined;
  readonly policies: readonly BucketPolicy[];
  readonly unseenPolicies: string | undefined;
}

/** A bucket with the answers that hold for all that are like it. */
interface Representative {
  readonly bucket: Asked;
  readonly answers: Map<Question<unknown>, unknown>;
  /** The kind of the bucket that came after one of this kind. */
  next?: Representative;
}

/** Of more kinds than these one after another, it is faster to ask than to compare. */
const MOST_KINDS = 16;

// docs/decisions/0008
/**
 * Answers about buckets, each given once for all buckets that are alike.
 *
 * Buckets are alike when their policies and their default encryption are written in the same way, apart from the logical
 * ids of the bucket and of its key. Those of different templates must be in one environment, and refer to nothing else.
 */
export class Answers {
  private readonly kinds: Representative[] = [];
  private last: Representative | undefined;

  constructor(private readonly uses?: App['uses']) {}

  /**
   * What is known of all buckets like one, by question.
   *
   * Kinds often follow each other as they did before: a construct that makes two buckets is made many times. Else those that
   * were met last come first.
   */
  of(bucket: Asked): Map<Question<unknown>, unknown> {
    const expected = this.last?.next;
    const kind = expected && areAlike(expected.bucket, bucket) ? expected : this.search(bucket, expected);
    if (this.last) { this.last.next = kind; }
    this.last = kind;
    if (this.uses) { this.share(bucket, kind.bucket); }
    return kind.answers;
  }

  private search(bucket: Asked, except: Representative | undefined): Representative {
    const position = this.kinds.findIndex((kind) => kind !== except && areAlike(kind.bucket, bucket));
    const [kind] = position < 0 ? [{ bucket, answers: new Map<Question<unknown>, unknown>() }] : this.kinds.splice(position, 1);
    this.kinds.unshift(kind);
    if (this.kinds.length > MOST_KINDS) { this.kinds.pop(); }
    return kind;
  }

  /** What is not read of a bucket, because it is like another, is chosen like that of the other. */
  private share(bucket: Asked, like: Asked): void {
    this.uses?.share(bucket.resource, like.resource);
    bucket.policies.forEach(({ resource }, i) => this.uses?.share(resource, like.policies[i].resource));
    if (bucket.ownKey && like.ownKey) { this.uses?.share(bucket.ownKey, like.ownKey); }
  }
}

function areAlike(a: Asked, b: Asked): boolean {
  const { resource: here } = a;
  const { resource: there } = b;
  if (a.policies.length !== b.policies.length || a.unseenPolicies !== b.unseenPolicies
    || here.condition !== there.condition || (a.ownKey === undefined) !== (b.ownKey === undefined)) { return false; }
  const acrossTemplates = here.template !== there.template;
  if (acrossTemplates && !canBeCompared(a, b)) { return false; }
  const renaming = new Renaming(acrossTemplates);
  renaming.add(here.logicalId, there.logicalId);
  if (a.ownKey && b.ownKey) { renaming.add(a.ownKey.logicalId, b.ownKey.logicalId); }
  return here.isLike(there, 'BucketName', renaming)
    && here.isLike(there, 'BucketEncryption', renaming)
    && a.policies.every(({ resource }, i) => {
      const other = b.policies[i].resource;
      return (acrossTemplates || resource.template === other.template) && resource.condition === other.condition
        && resource.isLike(other, 'Bucket', renaming) && resource.isLike(other, 'PolicyDocument', renaming);
    });
}

/** Conditions and names mean something in their own template only; account and Region are part of many an answer. */
function canBeCompared(a: Asked, b: Asked): boolean {
  const [here, there] = [a.resource.environment, b.resource.environment];
  return here.account === there.account && here.region === there.region && here.partition === there.partition
    && isSelfContained(a) && isSelfContained(b);
}

function isSelfContained({ resource, policies }: Asked): boolean {
  return resource.condition === undefined
    && policies.every((policy) => policy.resource.condition === undefined && policy.resource.template === resource.template);
}
