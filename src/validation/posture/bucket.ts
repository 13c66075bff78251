import { type AlikeBucket, type AlikeObject, BucketRequest, type FoundRequest, type Plain, type Question, type Searched } from './alike-bucket';
import type { BucketPolicy } from './bucket-policy';
import type { KeyReference } from './key-reference';
import { SseAlgorithm } from '../../encryption';
import { type AccessRequest, hasHole, Outcome, type RequestSpace, Wanted } from '../../policy-evaluation';
import { arnIdentity, at, type Resource, Text, textKey, type Value } from '../../template';
import type { Answers } from './private/answers';

/** Where the one rule of default encryption stands. */
const RULE = ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0] as const;
const KEY = [...RULE, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'] as const;

/** A general purpose bucket, with what is attached to it. */
export class Bucket implements AlikeBucket {
  /** The path of a property of the rule, as findings show it. */
  static rulePath(...path: string[]): string {
    return ['Properties', ...RULE, ...path].join('.');
  }

  private keyReferences: readonly KeyReference[] | undefined;
  private named: { readonly key: Resource | undefined } | undefined;
  private known: Map<Question<unknown>, unknown> | undefined;
  private rule: { readonly value: Value | undefined } | undefined;

  constructor(
    readonly resource: Resource,
    /** More than one is a fault: S3 keeps the one that is deployed last. */
    readonly policies: readonly BucketPolicy[],
    /**
     * Where none is seen, why it may have one nevertheless, as a clause: a policy of the template of which it cannot be determined
     * whose it is, a module or a macro that may make one. Nothing if it surely has none.
     */
    readonly unseenPolicies: string | undefined,
    private readonly readKeys: (value: Value | undefined, from: Resource) => readonly KeyReference[],
    private readonly answers: Answers,
  ) {}

  /** The name of a bucket that is not in the app, as messages write it. */
  get nameElsewhere(): string | undefined {
    return undefined;
  }

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /** The one rule of `BucketEncryption`. */
  get encryptionRule(): Value | undefined {
    // Nearly every rule looks at it.
    this.rule ??= { value: this.resource.read(...RULE) };
    return this.rule.value;
  }

  /** The key of the same template that the default encryption names by `Ref` or `Fn::GetAtt`, without a look at the rest. */
  get ownKey(): Resource | undefined {
    if (this.named === undefined) {
      const key = this.resource.referredTo(KEY);
      this.named = { key: key?.type === 'AWS::KMS::Key' ? key : undefined };
    }
    return this.named.key;
  }

  /** `SSEAlgorithm`; nothing where it is not declared, and S3 applies SSE-S3. */
  get algorithm(): Value | undefined {
    return at(this.encryptionRule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm');
  }

  /**
   * The answer to a question about the bucket's policies and its default encryption, and nothing else of it.
   *
   * Apps have many buckets that differ in name only. What is asked of one of them is not asked of the others, so the
   * question sees nothing by which this bucket differs from them.
   */
  ask<Answer>(question: Question<Answer> & (Answer extends Plain<Answer> ? unknown : never)): Answer {
    this.known ??= this.answers.of(this);
    if (!this.known.has(question)) { this.known.set(question, question(this)); }
    return this.known.get(question) as Answer;
  }

  request(request: Omit<AccessRequest, 'resource'>, object?: AlikeObject): BucketRequest {
    const resource = object === undefined ? this.arn : 'arn' in object ? object.arn : Text.of(this.arn, `/${object.objectKey}`);
    return new BucketRequest({ ...request, resource });
  }

  find(among: Searched, wanted: Wanted, space: Omit<RequestSpace, 'resource'>): FoundRequest {
    // What buckets that are alike show of their policies is a part of them.
    const { search } = among as Pick<BucketPolicy, 'search'>;
    const whole = { ...space, resource: this.arn };
    const { outcome, reason, request } = search.find(wanted, whole);
    const getsThrough = request !== undefined && outcome === Outcome.FOUND && wanted === Wanted.NOT_DENIED;
    return {
      outcome,
      isOfOne: request !== undefined && hasHole(request),
      ...(request === undefined ? {} : { words: search.inWords(request, whole), request: new BucketRequest(request) }),
      ...(reason === undefined ? {} : { reason }),
      ...(getsThrough ? { nearly: search.nearlyDeniedBy(request, space) } : {}),
    };
  }

  holds(objects: string | Text): boolean {
    return arnIdentity(textKey(objects))?.startsWith(`${arnIdentity(textKey(this.arn))}/`) === true;
  }

  /** How the default encryption names its key: one way, or one for each branch of a choice. */
  get keys(): readonly KeyReference[] {
    this.keyReferences ??= this.keysNamedBy(at(this.encryptionRule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'));
    return this.keyReferences;
  }

  /** How a value of its default encryption names a key. */
  keysNamedBy(value: Value | undefined): readonly KeyReference[] {
    return this.readKeys(value, this.resource);
  }
}

/** Whether an algorithm uses AWS KMS. */
export function usesKms(algorithm: Value | undefined): boolean {
  return algorithm === SseAlgorithm.SSE_KMS || algorithm === SseAlgorithm.DSSE_KMS;
}
